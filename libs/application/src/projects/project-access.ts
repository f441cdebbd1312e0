import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { postWith, type Caller, type Role } from '../tenancy/caller.ts';

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

/** What of the register is a caller's on a day. */
export interface ProjectScope {
  readonly seesAll: boolean;
  readonly writesAll: boolean;
  /** Units that the caller holds an applicant's post in, and those below. */
  readonly applicantUnits: ReadonlySet<string>;
  /** Those, and the units of other posts that show projects: a project of any other unit is somebody else's, and reading it is audited. */
  readonly ownUnits: ReadonlySet<string>;
}

/** Whether the caller's credential lets projects be read, or written, at all. */
const allowsReading = ({ scopes }: Caller): boolean =>
  scopes === null || scopes.includes('projects.read') || scopes.includes('projects.write');
const allowsWriting = ({ scopes }: Caller): boolean => scopes === null || scopes.includes('projects.write');

/** The scope of a caller; units as they stand on the day. */
export const scopeOf = async (caller: Caller, { units }: Pick<DistrictRepositories, 'units'>, day: CivilDate): Promise<ProjectScope> => {
  const reads = allowsReading(caller);
  const has = (roles: readonly Role[]): boolean => reads && postWith(caller, roles) !== undefined;
  const within = async (roles: readonly Role[]): Promise<ReadonlySet<string>> => {
    const posts = new Set(reads ? caller.posts.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit) : []);
    const all = new Set<string>();
    for (const unit of posts) for (const id of await units.below(unit, day)) all.add(id);
    return all;
  };
  const applicantUnits = await within(OF_UNIT);
  const seesAll = has(SEE_ALL);
  return {
    seesAll,
    writesAll: has(WRITE_ALL) && allowsWriting(caller),
    applicantUnits,
    ownUnits: seesAll ? await within(PROJECT_READERS) : applicantUnits,
  };
};

/** Whether a project of this unit is shown to the caller. */
export const maySee = (scope: ProjectScope, unitId: string): boolean => scope.seesAll || scope.applicantUnits.has(unitId);

/** Whether the caller may record and change projects of this unit. */
export const mayWrite = (caller: Caller, scope: ProjectScope, unitId: string): boolean =>
  scope.writesAll || (allowsWriting(caller) && scope.applicantUnits.has(unitId));

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
