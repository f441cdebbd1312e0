import { civilDateAt, err, ok, type Result } from '@guicheng/kernel';
import type { DistrictRepositories, ProjectRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import { readAuditedWith } from './audited-reading.ts';
import { maySee, readsFor, scopeOf, unknownProject } from './project-access.ts';
import type { ProjectParts, ReadMark } from './project-parts.ts';

/** Reads a project and what belongs to it, where it is shown to the caller. */
export type ReadProject = <T>(
  caller: Caller,
  projectId: string,
  mark: ReadMark,
  read: (repositories: DistrictRepositories, project: ProjectRecord) => Promise<T>,
) => Promise<Result<T, Problem[]>>;

/** The use case; reading a project of a unit that is not the caller's own leaves an audit entry. */
export const readProjectWith = (parts: Pick<ProjectParts, 'database'>): ReadProject => {
  const readAudited = readAuditedWith(parts);
  return (caller, projectId, mark, read) =>
    readAudited(caller, mark, async (repositories) => {
      const scope = await scopeOf(caller, repositories, civilDateAt(mark.at));
      const project = await repositories.projects.byId(projectId);
      if (project === undefined || !maySee(scope, project.unitId)) return err(unknownProject);
      const { unitId, revision } = project;
      return ok({
        isOwn: scope.ownUnits.has(unitId),
        read: () => read(repositories, project),
        audit: () => ({
          action: 'project.read-of-other-unit',
          subjectKind: 'project',
          subjectId: projectId,
          details: { unitId, revision },
          onBehalfOf: readsFor(scope, [unitId]),
        }),
      });
    });
};

/** Shows a project. */
export type ShowProject = (caller: Caller, projectId: string, mark: ReadMark) => Promise<Result<ProjectRecord, Problem[]>>;

/** The use case. */
export const showProjectWith =
  (readProject: ReadProject): ShowProject =>
  (caller, projectId, mark) =>
    readProject(caller, projectId, mark, async (_, project) => project);
