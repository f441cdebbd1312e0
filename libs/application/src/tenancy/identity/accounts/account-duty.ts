import { civilDateAt, type CivilDate, type Instant } from '@guicheng/kernel';
import type { AccountRecord, DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { dutyRefused } from '../../organisation/duties.ts';
import { covers } from '../../organisation/refusals.ts';
import { isApart } from '../../organisation/role-rules.ts';
import type { PostsOf } from '../identity-parts.ts';

const administratorsAccount = problem(
  'administrator-account',
  '/person',
  '此人任三员且账号没有第二因素：他人不能为其重设口令（三权分立）。请其本人启用第二因素；无法登录时，先由任命者结束其任职。',
  'They hold one of the three administrators’ posts and their account has no second factor: nobody else may have its password set anew. They set up a second factor, or whoever appoints ends the post first.',
);

/** Password and second factor of one account are never both set anew by one administrator. */
export const twoAdministratorsNeeded: Problem = problem(
  'two-administrators-needed',
  '/person',
  '同一位管理员不能既重设此人的口令、又重设其第二因素：请由另一位管理员办理，或由部署方在服务器上办理（guicheng account reset-second-factor）。',
  'One administrator does not set both the password and the second factor of an account anew: another one does, or the operator of the deployment on the server (guicheng account reset-second-factor).',
);

/** Whether a second factor was taken away by somebody else and no other is in force yet. */
export const isResetPending = ({ secondFactorResetAt, totpConfirmedAt }: AccountRecord): boolean =>
  secondFactorResetAt !== null && totpConfirmedAt === null;

/** Whether they are one of 三员 on the day, by delegation too, or will be. */
export async function isAdministrator(
  repositories: DistrictRepositories,
  postsOf: PostsOf,
  personId: string,
  at: Instant,
): Promise<boolean> {
  const day = civilDateAt(at);
  const own = await repositories.posts.ofPerson(personId);
  if (own.some(({ role, to }) => isApart(role) && (to === null || to >= day))) return true;
  return (await postsOf(repositories, personId, at)).some(({ role }) => isApart(role));
}

/** Why a caller may not administer accounts on this day (三权分立); undefined: it is theirs to do. Refusals: `not-permitted`, `duties-separated`. */
export const accountDutyRefused = (
  repositories: Pick<DistrictRepositories, 'posts'>,
  caller: Caller,
  day: CivilDate,
): Promise<Problem | undefined> => dutyRefused(repositories, caller, 'people-and-units', day);

/**
 * Why nobody may set the password of this account anew for its owner; undefined: that gives no power away. A link to a new password is shown to who asks for it: with
 * one to an administrator's account, whoever administers people could act as who appoints or who audits. A second factor, which the link does not replace, prevents that;
 * so who took that factor away makes no link until there is another.
 */
export async function takeoverRefused(
  { posts }: Pick<DistrictRepositories, 'posts'>,
  account: AccountRecord | undefined,
  personId: string,
  day: CivilDate,
  actorId: string,
): Promise<Problem | undefined> {
  if (account === undefined || account.totpConfirmedAt !== null) return undefined;
  if (isResetPending(account) && account.secondFactorResetBy === actorId) return twoAdministratorsNeeded;
  const held = await posts.ofPerson(personId);
  const isHeld = held.some((post) => covers(post, { from: day, to: day }) && isApart(post.role));
  return isHeld ? administratorsAccount : undefined;
}
