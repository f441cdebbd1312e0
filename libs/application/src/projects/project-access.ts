import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller, Role } from '../tenancy/caller.ts';

/** Who sees every project of the district. */
export const SEE_ALL: readonly Role[] = ['office-officer', 'district-admin', 'auditor'];
/** Who records and changes every project: the office (牵头办公室) does so for units that hand in paper, and for old ledgers. */
export const WRITE_ALL: readonly Role[] = ['office-officer'];
/** Who records, changes and sees the projects of the own unit and of those below it. */
export const OF_UNIT: readonly Role[] = ['applicant'];
/** Who may see projects at all. */
export const PROJECT_READERS: readonly Role[] = [...SEE_ALL, ...OF_UNIT];
/** Who may record them. */
export const PROJECT_WRITERS: readonly Role[] = [...WRITE_ALL, ...OF_UNIT];

/** What one post lets a caller do with projects. */
interface ProjectGrant {
  readonly onBehalfOf: string | null;
  readonly seesAll: boolean;
  readonly writesAll: boolean;
  /** Units of the post and below. */
  readonly units: ReadonlySet<string>;
  /** Whether it shows the projects of these units. */
  readonly seesUnits: boolean;
  /** Whether it lets them be recorded and changed. */
  readonly writesUnits: boolean;
}

/** What of the register is a caller's on a day. */
export interface ProjectScope {
  readonly seesAll: boolean;
  readonly writesAll: boolean;
  /** Units that the caller holds an applicant's post in, and those below. */
  readonly applicantUnits: ReadonlySet<string>;
  /** Units of posts that are the caller's own and show projects: a project of any other unit is somebody else's, and reading it is audited. */
  readonly ownUnits: ReadonlySet<string>;
  /** By post, own ones before those held for somebody else. */
  readonly grants: readonly ProjectGrant[];
}

/** Whether the caller's credential lets projects be read, or written, at all. */
const allowsReading = ({ scopes }: Caller): boolean =>
  scopes === null || scopes.includes('projects.read') || scopes.includes('projects.write');
const allowsWriting = ({ scopes }: Caller): boolean => scopes === null || scopes.includes('projects.write');

/** The scope of a caller; units as they stand on the day. */
export const scopeOf = async (caller: Caller, { units }: Pick<DistrictRepositories, 'units'>, day: CivilDate): Promise<ProjectScope> => {
  const readers = allowsReading(caller) ? caller.posts.filter(({ role }) => PROJECT_READERS.includes(role)) : [];
  const ownFirst = readers.toSorted((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null));
  const writes = allowsWriting(caller);
  const below = new Map<string, ReadonlySet<string>>();
  for (const { unit } of ownFirst) if (!below.has(unit)) below.set(unit, new Set(await units.below(unit, day)));
  const grants = ownFirst.map(({ role, unit, onBehalfOf }): ProjectGrant => ({
    onBehalfOf,
    seesAll: SEE_ALL.includes(role),
    writesAll: writes && WRITE_ALL.includes(role),
    units: below.get(unit)!,
    seesUnits: OF_UNIT.includes(role),
    writesUnits: writes && OF_UNIT.includes(role),
  }));
  const within = (some: readonly ProjectGrant[]): ReadonlySet<string> => new Set(some.flatMap((grant) => [...grant.units]));
  return {
    seesAll: grants.some(({ seesAll }) => seesAll),
    writesAll: grants.some(({ writesAll }) => writesAll),
    applicantUnits: within(grants.filter(({ seesUnits }) => seesUnits)),
    ownUnits: within(grants.filter(({ onBehalfOf }) => onBehalfOf === null)),
    grants,
  };
};

const shows = ({ seesAll, seesUnits, units }: ProjectGrant, unitId: string): boolean => seesAll || (seesUnits && units.has(unitId));
const letsWrite = ({ writesAll, writesUnits, units }: ProjectGrant, unitId: string): boolean =>
  writesAll || (writesUnits && units.has(unitId));

/** Whether a project of this unit is shown to the caller. */
export const maySee = ({ grants }: ProjectScope, unitId: string): boolean => grants.some((grant) => shows(grant, unitId));

/** Whether the caller may record and change projects of this unit. */
export const mayWrite = ({ grants }: ProjectScope, unitId: string): boolean => grants.some((grant) => letsWrite(grant, unitId));

/** Whose post is needed where own ones do not do: of the first unit for which none of them does. */
const neededFor = (
  { grants }: ProjectScope,
  unitIds: Iterable<string>,
  gives: (grant: ProjectGrant, unitId: string) => boolean,
): string | null => {
  for (const unitId of unitIds) {
    const grant = grants.find((one) => gives(one, unitId));
    if (grant !== undefined && grant.onBehalfOf !== null) return grant.onBehalfOf;
  }
  return null;
};

/** For whom the caller acts who changes projects of these units; null: own posts let them. */
export const writesFor = (scope: ProjectScope, unitIds: Iterable<string>): string | null => neededFor(scope, unitIds, letsWrite);

/** For whom the caller acts who reads projects of these units, null as units: of all; null: own posts show them. */
export const readsFor = (scope: ProjectScope, unitIds: Iterable<string> | null): string | null =>
  unitIds === null ? (scope.grants.find(({ seesAll }) => seesAll)?.onBehalfOf ?? null) : neededFor(scope, unitIds, shows);

/** The caller has nothing to do with projects. */
export const notPermitted: Problem = problem(
  'not-permitted',
  '',
  '当前身份无权办理此项目事务：请以有相应岗位的身份登录。',
  'None of your posts lets you do this with projects: sign in as somebody whose does.',
);

/** Also of a project of another district or of a unit that is not the caller's: the answers are alike. */
export const unknownProject: Problem = problem(
  'unknown-project',
  '/projectId',
  '没有这个项目，或您无权查看：请核对编号。',
  'There is no such project, or it is not shown to you: check the id.',
);

/** What was withdrawn stays as it was. */
export const projectWithdrawn: Problem = problem(
  'project-withdrawn',
  '/projectId',
  '该项目已撤回，不能再修改。',
  'The project was withdrawn and is no longer changed.',
);
