import { civilDateAt, err, isStorable, ok, type Result } from '@guicheng/kernel';
import {
  isUuid,
  type DistrictRepositories,
  type JsonObject,
  type ProjectFilter,
  type ProjectPage,
  type ProjectWindow,
} from '@guicheng/persistence';
import { digestOf, problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import { readAuditedWith } from './audited-reading.ts';
import { notPermitted, readsFor, scopeOf, type ProjectScope } from './project-access.ts';
import type { ProjectParts, ReadMark } from './project-parts.ts';

/** Projects a page at most. */
export const MOST_LISTED = 100;
/** Characters of a text that is looked for at most. */
const LONGEST_SEARCH = 100;

/** A page of the projects that the caller sees. */
export interface ListInput extends ProjectWindow {
  /** Counting costs what reading all of them does. */
  readonly withTotal: boolean;
}

/** What was found. */
export interface ListedProjects extends ProjectPage {
  /** Null: not asked for. */
  readonly total: number | null;
}

/** Lists projects (项目列表). */
export type ListProjects = (caller: Caller, input: ListInput, mark: ReadMark) => Promise<Result<ListedProjects, Problem[]>>;

/** The filter as the audit chain keeps it: ids, codes and figures. A text that was looked for may be a name, and stands as its digest. */
export const filterNoted = ({ units, text, status, nature, amountFrom, amountTo }: ProjectFilter): JsonObject => ({
  units,
  status,
  nature,
  amountFrom,
  amountTo,
  text: text === null ? null : digestOf(text),
});

/** The filter narrowed to what the caller sees; what is no id at all is no unit's. */
export const visibleOnly = (scope: ProjectScope, filter: ProjectFilter): ProjectFilter =>
  scope.seesAll
    ? { ...filter, units: filter.units?.filter(isUuid) ?? null }
    : {
        ...filter,
        units: filter.units === null ? [...scope.applicantUnits] : filter.units.filter((unit) => scope.applicantUnits.has(unit)),
      };

const isOwnOnly = (scope: ProjectScope, { units }: ProjectFilter): boolean =>
  units !== null && units.every((unit) => scope.ownUnits.has(unit));

/** What is wrong with a filter. */
export const filterProblems = ({ text, amountFrom, amountTo }: ProjectFilter): Problem[] => [
  ...(text !== null && [...text].length > LONGEST_SEARCH
    ? [
        problem(
          'text-too-long',
          '/filter/text',
          `检索词超过 ${LONGEST_SEARCH} 个字符。`,
          `The text is longer than ${LONGEST_SEARCH} characters.`,
        ),
      ]
    : []),
  ...(text !== null && !isStorable(text)
    ? [problem('text-not-unicode', '/filter/text', '检索词含有不完整的字符。', 'The text holds incomplete characters.')]
    : []),
  ...(amountFrom !== null && amountTo !== null && amountFrom > amountTo
    ? [problem('amounts-reversed', '/filter/amountFrom', '金额下限大于上限。', 'The least amount is above the greatest.')]
    : []),
];

/** Reads of the list that the caller sees; one that may show projects of units not the caller's own leaves one audit entry, whatever it shows. */
export const readListWith = (parts: Pick<ProjectParts, 'database'>) => {
  const readAudited = readAuditedWith(parts);
  return async <T>(
    caller: Caller,
    filter: ProjectFilter,
    action: string,
    mark: ReadMark,
    read: (repositories: DistrictRepositories, visible: ProjectFilter) => Promise<T>,
  ): Promise<Result<T, Problem[]>> => {
    const wrong = filterProblems(filter);
    if (wrong.length > 0) return err(wrong);
    return readAudited(caller, mark, async (repositories) => {
      const scope = await scopeOf(caller, repositories, civilDateAt(mark.at));
      if (!scope.seesAll && scope.applicantUnits.size === 0) return err(notPermitted);
      const visible = visibleOnly(scope, filter);
      return ok({
        isOwn: isOwnOnly(scope, visible),
        read: () => read(repositories, visible),
        audit: () => ({
          action,
          subjectKind: 'projects',
          subjectId: caller.district,
          details: filterNoted(visible),
          onBehalfOf: readsFor(scope, visible.units),
        }),
      });
    });
  };
};

/** The use case on these parts. */
export const listProjectsWith = (parts: Pick<ProjectParts, 'database'>): ListProjects => {
  const readList = readListWith(parts);
  return async (caller, { withTotal, ...window }, mark) => {
    if (!Number.isInteger(window.limit) || window.limit < 1 || window.limit > MOST_LISTED)
      return err([problem('page-size-out-of-range', '/first', `每页 1 至 ${MOST_LISTED} 条。`, `A page has 1 to ${MOST_LISTED} entries.`)]);
    return readList(caller, window.filter, 'project.list-of-other-units', mark, async ({ projects }, filter) => ({
      ...(await projects.page({ ...window, filter })),
      total: withTotal ? await projects.count(filter) : null,
    }));
  };
};
