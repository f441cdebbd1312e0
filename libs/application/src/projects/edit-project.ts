import { civilDateAt, err, ok, type CivilDate, type Result } from '@guicheng/kernel';
import {
  refuse,
  type Change,
  type ChangeResult,
  type DistrictRepositories,
  type JsonObject,
  type ProjectAct,
  type ProjectRecord,
} from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import {
  maySee,
  mayWrite,
  notPermitted,
  projectWithdrawn,
  scopeOf,
  unknownProject,
  writesFor,
  type ProjectScope,
} from './project-access.ts';
import { projectEvent } from './project-events.ts';
import type { ProjectParts } from './project-parts.ts';

/** Which project, and the revision of it that the caller saw. */
export interface ProjectEdit {
  readonly projectId: string;
  readonly expectedRevision: number;
}

/** Why an edit was not made. `current`: the project as it stands where somebody else was faster, so that nothing that was typed is lost. */
export interface EditRefused {
  readonly problems: readonly Problem[];
  readonly current: ProjectRecord | null;
}

/** What an edit came to. */
export type Edited = Result<ProjectRecord, EditRefused>;

/** What an edit makes of a project. */
export interface ProjectStep {
  readonly act: ProjectAct;
  /** Event and audit action: `project.<verb>`. */
  readonly event: string;
  readonly action: string;
  /** What differs from before; `revision` and `updated…` are set by who runs the step. */
  readonly next: Partial<ProjectRecord>;
  readonly changed: readonly string[];
  readonly details?: JsonObject;
}

/** What a step is worked out from. */
export interface StepGround {
  readonly project: ProjectRecord;
  readonly scope: ProjectScope;
  readonly day: CivilDate;
  readonly repositories: DistrictRepositories;
}

const conflict = ({ revision }: ProjectRecord, expected: number): Problem =>
  problem(
    'revision-conflict',
    '/expectedRevision',
    `该项目已被他人修改：您看到的是第 ${expected} 版，现为第 ${revision} 版。请对照现状后以新版本号重新提交，您填写的内容并未丢失。`,
    `The project was changed by somebody else: you saw revision ${expected}, it is at ${revision}. Compare with what it is now and send your changes again with that revision.`,
  );

/** Carries out a step on a project that the caller may change, when it is at the revision that was seen. */
export const editProjectWith =
  ({ database }: ProjectParts) =>
  async (
    caller: Caller,
    { projectId, expectedRevision }: ProjectEdit,
    change: Change,
    stepOf: (ground: StepGround) => Promise<Result<ProjectStep, Problem[]>>,
  ): Promise<Edited> => {
    let current: ProjectRecord | null = null;
    const result = await database.change(change, async (repositories): Promise<ChangeResult<ProjectRecord>> => {
      const day = civilDateAt(change.at);
      const scope = await scopeOf(caller, repositories, day);
      const project = await repositories.projects.lockById(projectId);
      if (project === undefined || !maySee(scope, project.unitId)) return refuse(unknownProject);
      if (!mayWrite(scope, project.unitId)) return refuse(notPermitted);
      if (project.revision !== expectedRevision) {
        current = project;
        return refuse(conflict(project, expectedRevision));
      }
      if (project.status === 'withdrawn') return refuse(projectWithdrawn);
      const step = await stepOf({ project, scope, day, repositories });
      if (!step.ok) return refuse(...step.error);
      const { act, event, action, next, changed, details = {} } = step.value;
      const { at: updatedAt } = change;
      const after: ProjectRecord = { ...project, ...next, revision: project.revision + 1, updatedAt, updatedBy: change.actor.id };
      const onBehalfOf = writesFor(scope, [project.unitId, after.unitId]);
      const actor = { ...change.actor, onBehalfOf };
      await repositories.projects.change(after, { act, changed, actor });
      return {
        kind: 'done',
        value: after,
        audit: {
          action,
          subjectKind: 'project',
          subjectId: projectId,
          details: { revision: after.revision, changed: [...changed], ...details },
          onBehalfOf,
        },
        events: [projectEvent(event, after, { changed: [...changed] })],
      };
    });
    return result.ok ? ok(result.value) : err({ problems: result.error, current });
  };
