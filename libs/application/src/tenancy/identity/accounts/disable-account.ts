import { civilDateAt, type Result } from '@guicheng/kernel';
import { refuse, type Change } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { accountDutyRefused } from './account-duty.ts';
import type { IdentityParts } from '../identity-parts.ts';

/** Whether somebody may sign in. */
export interface AccountState {
  readonly personId: string;
  readonly isDisabled: boolean;
}

/** Nobody of the own district, or somebody without an account: answered alike. */
export const noAccount: Problem = problem(
  'account-not-found',
  '/person',
  '没有这个人员，或其没有本地账号。',
  'There is no such person, or they have no local account.',
);
const ownAccount = problem(
  'own-account',
  '/person',
  '不能停用自己的账号：请由另一位管理员操作。',
  'Nobody disables their own account: another administrator does.',
);

/** Disables a person's account, which ends their sessions and voids their links at once, or lets them sign in again. The person's second factor and password stay. */
export const disableAccountWith =
  ({ database }: Pick<IdentityParts, 'database'>) =>
  (caller: Caller, change: Change, personId: string, isDisabled: boolean): Promise<Result<AccountState, Problem[]>> =>
    database.change<AccountState>(change, async (repositories) => {
      const { accounts, sessions, invitations } = repositories;
      const { at } = change;
      const refusal = await accountDutyRefused(repositories, caller, civilDateAt(at));
      if (refusal !== undefined) return refuse(refusal);
      const account = await accounts.byPerson(personId);
      if (account === undefined) return refuse(noAccount);
      if (isDisabled && account.personId === change.actor.id) return refuse(ownAccount);
      await accounts.change(account.accountId, { disabledAt: isDisabled ? at : null });
      const ended = isDisabled ? await sessions.endAllOf(account.personId, at, 'account-disabled') : 0;
      if (isDisabled) await invitations.voidOpen(account.personId, at);
      return {
        kind: 'done',
        value: { personId: account.personId, isDisabled },
        audit: {
          action: isDisabled ? 'account.disable' : 'account.enable',
          subjectKind: 'account',
          subjectId: account.accountId,
          details: { person: account.personId, sessionsEnded: ended },
        },
      };
    });
