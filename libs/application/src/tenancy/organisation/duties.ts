import { err, ok, type CivilDate, type Result } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { postWith, type Caller, type CallerPost, type Role } from '../caller.ts';

/** Something that is done about an organisation, and by whom (三权分立). */
export interface Duty {
  readonly zh: string;
  readonly en: string;
  /** The one of 三员 whose duty it is, as soon as the district has appointed one. */
  readonly administrator: Role;
}

/** Who does what about an organisation. Reading the audit chain is the third duty, the audit administrator's; it changes nothing here. */
export const DUTIES = {
  'people-and-units': { zh: '机构与人员管理', en: 'administration of units and people', administrator: 'system-administrator' },
  posts: { zh: '任职与授权', en: 'appointments', administrator: 'security-administrator' },
  'sign-in-rules': { zh: '登录与口令规则', en: 'rules of sign-in and passwords', administrator: 'security-administrator' },
} as const satisfies Readonly<Record<string, Duty>>;
/** A key of `DUTIES`: what one of the 三员 does alone where that administrator was appointed. */
export type DutyName = keyof typeof DUTIES;

/** Who does what no administrator was appointed for: in a district its admin, in the tenant of the platform its operator. */
export const UNTIL_APPOINTED: readonly Role[] = ['district-admin', 'platform-operator'];

const notPermitted = ({ zh, en }: Duty): Problem =>
  problem('not-permitted', '', `您没有办理“${zh}”的任职。`, `You hold no post for the ${en}.`);

const heldByAdministrator = ({ zh, en }: Duty): Problem =>
  problem(
    'duties-separated',
    '',
    `本区县已任命专门管理员，“${zh}”由其办理（三权分立）。`,
    `The district has appointed an administrator for the ${en}: it is theirs to do.`,
  );

/**
 * The post in which a caller does it on this day, an own one before one held for somebody else. The district's own posts decide: its admin does it until an
 * administrator for it holds a post; API clients hold none of these duties. Refusals: `not-permitted`, `duties-separated`.
 */
export async function dutyPost(
  { posts }: Pick<DistrictRepositories, 'posts'>,
  caller: Caller,
  duty: DutyName,
  day: CivilDate,
): Promise<Result<CallerPost, Problem>> {
  const { administrator } = DUTIES[duty];
  const post = caller.kind === 'person' ? postWith(caller, [administrator, ...UNTIL_APPOINTED]) : undefined;
  if (post === undefined) return err(notPermitted(DUTIES[duty]));
  const isTheirs = post.role === administrator || !(await posts.isHeld([administrator], { from: day, to: day }));
  return isTheirs ? ok(post) : err(heldByAdministrator(DUTIES[duty]));
}

/** Why a caller may not do it on this day; undefined: it is theirs to do. Refusals: those of `dutyPost`. */
export async function dutyRefused(
  repositories: Pick<DistrictRepositories, 'posts'>,
  caller: Caller,
  duty: DutyName,
  day: CivilDate,
): Promise<Problem | undefined> {
  const post = await dutyPost(repositories, caller, duty, day);
  return post.ok ? undefined : post.error;
}

/** Refused where from this day on nobody would hold a duty for good: the organisation could not be changed by anybody any more. */
export async function dutyLeftAlone({ posts }: Pick<DistrictRepositories, 'posts'>, from: CivilDate): Promise<Problem | undefined> {
  for (const { zh, en, administrator } of Object.values(DUTIES))
    if (!(await posts.isHeld([administrator, ...UNTIL_APPOINTED], { from, to: null })))
      return problem(
        'last-administrator',
        '',
        `此后将无人办理“${zh}”：请先任命接任者。`,
        `Nobody would be left for the ${en}: appoint a successor first.`,
      );
  return undefined;
}
