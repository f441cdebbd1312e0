import { civilDateAt, err, ok, type Result } from '@guicheng/kernel';
import type { DistrictRepositories, ProjectRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../tenancy/caller.ts';
import { maySee, readsFor, scopeOf, unknownProject } from './project-access.ts';
import type { ProjectParts, ReadMark } from './project-parts.ts';

/** Reads a project and what belongs to it, where it is shown to the caller. */
export type ReadProject = <T>(
  caller: Caller,
  projectId: string,
  mark: ReadMark,
  read: (repositories: DistrictRepositories, project: ProjectRecord) => Promise<T>,
) => Promise<Result<T, Problem[]>>;

/**
 * The one way to a project that is only read. One of a unit that is not the caller's own is read in a transaction that also leaves an audit entry: no entry, nothing read.
 * The first transaction only tells which of the two it is.
 */
export const readProjectWith =
  ({ database }: Pick<ProjectParts, 'database'>): ReadProject =>
  async <T>(
    caller: Caller,
    projectId: string,
    mark: ReadMark,
    read: (repositories: DistrictRepositories, project: ProjectRecord) => Promise<T>,
  ): Promise<Result<T, Problem[]>> => {
    const { district } = caller;
    const day = civilDateAt(mark.at);
    const own = await database.inDistrict(district, async (repositories) => {
      const scope = await scopeOf(caller, repositories, day);
      const project = await repositories.projects.byId(projectId);
      if (project === undefined || !maySee(scope, project.unitId)) return undefined;
      return scope.ownUnits.has(project.unitId)
        ? { value: await read(repositories, project) }
        : { onBehalfOf: readsFor(scope, [project.unitId]) };
    });
    if (own === undefined) return err([unknownProject]);
    if ('value' in own) return ok(own.value);
    const actor = { ...actorOf(caller), onBehalfOf: own.onBehalfOf };
    let value: { readonly read: T } | undefined;
    await database.change({ district, actor, ...mark, idempotency: null }, async (repositories) => {
      const project = await repositories.projects.byId(projectId);
      if (project === undefined) throw new Error(`project ${projectId} is gone: projects are never deleted`);
      value = { read: await read(repositories, project) };
      const details = { unitId: project.unitId, revision: project.revision };
      return {
        kind: 'done',
        value: null,
        audit: { action: 'project.read-of-other-unit', subjectKind: 'project', subjectId: projectId, details },
      };
    });
    if (value === undefined) throw new Error('a read without an idempotency key was not carried out');
    return ok(value.read);
  };

/** Shows a project. */
export type ShowProject = (caller: Caller, projectId: string, mark: ReadMark) => Promise<Result<ProjectRecord, Problem[]>>;

/** The use case. */
export const showProjectWith =
  (readProject: ReadProject): ShowProject =>
  (caller, projectId, mark) =>
    readProject(caller, projectId, mark, async (_, project) => project);
