import { civilDateAt, ok, type Result } from '@guicheng/kernel';
import type { FilePosition, ProjectFile } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { readAuditedWith } from '../audited-reading.ts';
import { maySee, readsFor, scopeOf } from '../project-access.ts';
import type { ProjectParts, ReadMark } from '../project-parts.ts';

/** Files of one project, in the order they were attached, and whether others follow. */
export interface FilesPage {
  readonly files: readonly ProjectFile[];
  readonly more: boolean;
}

/** Which of a project's files: `limit` behind `from`; null: from the first. */
export interface FilesWindow {
  readonly from: FilePosition | null;
  readonly limit: number;
}

/**
 * Shows files of several projects (附件) at once, by project: a page of projects costs as many statements as one project. A project that the caller does not see is left
 * out; any of units not the caller's own leave one audit entry.
 */
export type ShowProjectFiles = (
  caller: Caller,
  projectIds: readonly string[],
  window: FilesWindow,
  mark: ReadMark,
) => Promise<Result<ReadonlyMap<string, FilesPage>, Problem[]>>;

/** The use case on these parts. */
export const showProjectFilesWith = (parts: Pick<ProjectParts, 'database'>): ShowProjectFiles => {
  const readAudited = readAuditedWith(parts);
  return (caller, projectIds, { from, limit }, mark) =>
    readAudited(caller, mark, async (repositories) => {
      const scope = await scopeOf(caller, repositories, civilDateAt(mark.at));
      const units = [...(await repositories.projects.unitsOf(projectIds))].filter(([, unitId]) => maySee(scope, unitId));
      const others = units.filter(([, unitId]) => !scope.ownUnits.has(unitId));
      return ok({
        isOwn: others.length === 0,
        read: async () => {
          const shown = new Map<string, ProjectFile[]>(units.map(([projectId]) => [projectId, []]));
          const found = await repositories.projectFiles.firstOfProjects([...shown.keys()], from, limit + 1);
          for (const file of found) shown.get(file.projectId)!.push(file);
          return new Map([...shown].map(([projectId, files]) => [projectId, { files: files.slice(0, limit), more: files.length > limit }]));
        },
        audit: () => ({
          action: 'project.list-files-of-other-units',
          subjectKind: 'projects',
          subjectId: caller.district,
          details: { projects: others.map(([projectId]) => projectId) },
          onBehalfOf: readsFor(
            scope,
            others.map(([, unitId]) => unitId),
          ),
        }),
      });
    });
};
