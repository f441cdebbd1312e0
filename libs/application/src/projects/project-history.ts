import type { Result } from '@guicheng/kernel';
import type { ProjectRevision } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import type { ReadMark } from './project-parts.ts';
import type { ReadProject } from './show-project.ts';

/** Revisions of a project, newest first, and whether older ones follow. */
export interface HistoryPage {
  readonly revisions: readonly ProjectRevision[];
  readonly more: boolean;
}

/** Which revisions: `limit` of those before `before`; null: from the newest. */
export interface HistoryInput {
  readonly projectId: string;
  readonly before: number | null;
  readonly limit: number;
}

/** Shows what became of a project and by whom (变更记录). */
export type ShowProjectHistory = (caller: Caller, input: HistoryInput, mark: ReadMark) => Promise<Result<HistoryPage, Problem[]>>;

/** The use case. */
export const showProjectHistoryWith =
  (readProject: ReadProject): ShowProjectHistory =>
  (caller, { projectId, before, limit }, mark) =>
    readProject(caller, projectId, mark, async ({ projects }) => {
      const found = await projects.history(projectId, before, limit + 1);
      return { revisions: found.slice(0, limit), more: found.length > limit };
    });
