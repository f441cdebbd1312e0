import { civilDateAt, err, type Result } from '@guicheng/kernel';
import type { Change } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { namedDistrict } from '../accounts/login-name.ts';
import type { IdentityParts } from '../identity-parts.ts';
import type { IssuedLink } from './invitation-link.ts';
import { issueInvitationWith } from './invite-person.ts';

const districtInUse = problem(
  'district-in-use',
  '/district',
  '该区县已有人可以登录：请由区县管理员邀请。',
  'Somebody of the district can sign in already: its administrator invites.',
);
const noAdmin = problem(
  'district-without-admin',
  '/district',
  '没有这个区县，或尚无区县管理员。',
  'There is no such district, or it has no administrator.',
);

/**
 * Invites the first administrator of a district that was opened: the one thing that the platform's operator does within a district, and only as long as nobody of it
 * has an account. Once there is one, nobody outside can let anybody in.
 */
export const inviteFirstAdminWith = (parts: Pick<IdentityParts, 'database' | 'random' | 'box'>) => {
  const issue = issueInvitationWith(parts);
  return async (change: Change, given: string): Promise<Result<IssuedLink, Problem[]>> => {
    const district = namedDistrict(given);
    const on = civilDateAt(change.at);
    const found = await parts.database.inDistrict(district, async ({ accounts, posts }) => ({
      isInUse: await accounts.exist(),
      admin: (await posts.list({ on, role: 'district-admin', range: { from: null, backwards: false, limit: 1 } }))[0]?.personId,
    }));
    if (found.isInUse) return err([districtInUse]);
    if (found.admin === undefined) return err([noAdmin]);
    // Nobody of it has an account yet, and whose duty it will be is not decided there either.
    return issue({ ...change, district }, found.admin, async ({ accounts }) => ((await accounts.exist()) ? districtInUse : undefined));
  };
};
