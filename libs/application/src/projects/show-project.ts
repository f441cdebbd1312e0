import { civilDateAt, err, ok, type Result } from '@guicheng/kernel';
import { refuse, type DistrictRepositories, type ProjectRecord } from '@guicheng/persistence';
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
 * Whether it is shown is decided in the transaction that reads; the first one, where it reads nothing, only tells that an entry is due.
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
    const shown = async (repositories: DistrictRepositories) => {
      const scope = await scopeOf(caller, repositories, civilDateAt(mark.at));
      const project = await repositories.projects.byId(projectId);
      return project === undefined || !maySee(scope, project.unitId) ? undefined : { scope, project };
    };
    const own = await database.inDistrict(district, async (repositories) => {
      const found = await shown(repositories);
      if (found === undefined) return undefined;
      const { scope, project } = found;
      return scope.ownUnits.has(project.unitId) ? { value: await read(repositories, project) } : 'of another unit';
    });
    if (own === undefined) return err([unknownProject]);
    if (own !== 'of another unit') return ok(own.value);
    let value: { readonly read: T } | undefined;
    const noted = await database.change({ district, actor: actorOf(caller), ...mark, idempotency: null }, async (repositories) => {
      const found = await shown(repositories);
      if (found === undefined) return refuse(unknownProject);
      const { scope, project } = found;
      value = { read: await read(repositories, project) };
      const details = { unitId: project.unitId, revision: project.revision };
      const onBehalfOf = readsFor(scope, [project.unitId]);
      const audit = { action: 'project.read-of-other-unit', subjectKind: 'project', subjectId: projectId, details, onBehalfOf };
      return { kind: 'done', value: null, audit };
    });
    if (!noted.ok) return noted;
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
