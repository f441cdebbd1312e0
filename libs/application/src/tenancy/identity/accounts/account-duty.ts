import type { CivilDate } from '@guicheng/kernel';
import type { AccountRecord, DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { dutyRefused } from '../../organisation/duties.ts';
import { isApart } from '../../organisation/role-rules.ts';

const administratorsAccount = problem(
  'administrator-account',
  '/person',
  '此人任三员且账号没有第二因素：他人不能为其重设口令（三权分立）。请其本人启用第二因素；无法登录时，先由任命者结束其任职。',
  'They hold one of the three administrators’ posts and their account has no second factor: nobody else may have its password set anew. They set up a second factor, or whoever appoints ends the post first.',
);

/** Why a caller may not administer accounts on this day (三权分立); undefined: it is theirs to do. Refusals: `not-permitted`, `duties-separated`. */
export const accountDutyRefused = (
  repositories: Pick<DistrictRepositories, 'posts'>,
  caller: Caller,
  day: CivilDate,
): Promise<Problem | undefined> => dutyRefused(repositories, caller, 'people-and-units', day);

/**
 * Why nobody may set the password of this account anew for its owner; undefined: that gives no power away. A link to a new password is shown to who asks for it: with
 * one to an administrator's account, whoever administers people could act as who appoints or who audits. A second factor, which the link does not replace, prevents that.
 */
export async function takeoverRefused(
  { posts }: Pick<DistrictRepositories, 'posts'>,
  account: AccountRecord | undefined,
  personId: string,
  day: CivilDate,
): Promise<Problem | undefined> {
  if (account === undefined || account.totpConfirmedAt !== null) return undefined;
  const held = await posts.ofPerson(personId);
  const isAdministrator = held.some(({ role, from, to }) => from <= day && (to === null || to >= day) && isApart(role));
  return isAdministrator ? administratorsAccount : undefined;
}
