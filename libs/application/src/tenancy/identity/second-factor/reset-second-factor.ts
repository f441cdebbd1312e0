import { civilDateAt, type Instant, type Result } from '@guicheng/kernel';
import { refuse, type AccountRecord, type Change, type ChangeResult, type DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { accountDutyRefused, isAdministrator, isResetPending, twoAdministratorsNeeded } from '../accounts/account-duty.ts';
import { changeAsOperator, readReason, type OperatorsCase } from '../accounts/as-operator.ts';
import { noAccount } from '../accounts/disable-account.ts';
import type { IdentityParts } from '../identity-parts.ts';

/** A second factor that somebody else took away. */
export interface SecondFactorReset {
  readonly personId: string;
  readonly at: Instant;
  readonly sessionsEnded: number;
}

/** Whose second factor is lost, and on what ground others take it away. */
export interface LostSecondFactor {
  readonly person: string;
  /** Stands in the audit chain; how the person was recognised, without names. */
  readonly reason: string;
}

const ownFactor = problem(
  'own-account',
  '/person',
  '不能重设自己的第二因素：可用恢复码停用（removeSecondFactor），恢复码也丢失的，由另一位管理员或部署方办理。',
  'Nobody resets their own second factor: remove it with a recovery code (removeSecondFactor); without one, another administrator or the operator of the deployment resets it.',
);
const administratorsFactor = problem(
  'administrator-account',
  '/person',
  '此人任三员：他人不能重设其第二因素（三权分立）。由部署方在服务器上办理：guicheng account reset-second-factor。',
  'They hold one of the three administrators’ posts: nobody else may reset their second factor. The operator of the deployment does, on the server: guicheng account reset-second-factor.',
);
const nothingToReset = (pointer: string): Problem =>
  problem(
    'second-factor-missing',
    pointer,
    '该账号没有启用第二因素，无需重设。',
    'The account has no second factor: there is nothing to reset.',
  );

const resetNow = async (
  { accounts, recoveryCodes, sessions, invitations }: DistrictRepositories,
  { accountId, personId }: AccountRecord,
  { at, by, reason }: { readonly at: Instant; readonly by: string | null; readonly reason: string },
): Promise<ChangeResult<SecondFactorReset>> => {
  const none = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
  await accounts.change(accountId, { ...none, secondFactorResetAt: at, secondFactorResetBy: by });
  await recoveryCodes.replace(accountId, [], at);
  const linksVoided = await invitations.voidOpen(personId, at);
  const sessionsEnded = await sessions.endAllOf(personId, at, 'second-factor-changed');
  const details = { person: personId, reason, sessionsEnded, linksVoided };
  return {
    kind: 'done',
    value: { personId, at, sessionsEnded },
    audit: { action: 'account.reset-second-factor', subjectKind: 'account', subjectId: accountId, details },
  };
};

/**
 * Takes the second factor of a person away who lost it and its recovery codes, by whose duty accounts are: all their sessions end, their links are void, and they set up another
 * after signing in with their password. Who made the link behind that password does not also take the factor away. Refusals: `not-permitted`, `duties-separated`,
 * `text-not-valid`, `account-not-found`, `own-account`, `administrator-account`, `second-factor-missing`, `two-administrators-needed`.
 */
export const resetSecondFactorWith =
  ({ database, postsOf }: Pick<IdentityParts, 'database' | 'postsOf'>) =>
  async (caller: Caller, change: Change, { person, reason: given }: LostSecondFactor): Promise<Result<SecondFactorReset, Problem[]>> => {
    const reason = readReason(given);
    if (!reason.ok) return reason;
    const { at, actor } = change;
    return database.change<SecondFactorReset>(change, async (repositories) => {
      const refusal = await accountDutyRefused(repositories, caller, civilDateAt(at));
      if (refusal !== undefined) return refuse(refusal);
      const account = await repositories.accounts.hold(person);
      if (account === undefined) return refuse(noAccount);
      if (account.personId === actor.id) return refuse(ownFactor);
      if (await isAdministrator(repositories, postsOf, account.personId, at)) return refuse(administratorsFactor);
      const { totpConfirmedAt, passwordChangedAt, passwordLinkBy } = account;
      if (totpConfirmedAt === null) return refuse(nothingToReset('/person'));
      if (passwordLinkBy === actor.id && passwordChangedAt >= totpConfirmedAt) return refuse(twoAdministratorsNeeded);
      return resetNow(repositories, account, { at, by: actor.id, reason: reason.value });
    });
  };

/**
 * The same by the operator of the deployment, with the database itself and without a credential: for 三员, the operator of the platform and whoever is the only administrator.
 * In the district's chain it stands as done by the system. Takes over what an administrator reset, so that a link can be made again. Refusals: `text-not-valid`,
 * `district-unknown`, `district-closed`, `account-not-found`, `second-factor-missing`.
 */
export const resetSecondFactorAsOperator = (
  parts: Pick<IdentityParts, 'database' | 'clock'>,
  given: OperatorsCase,
  requestId: string,
): Promise<Result<SecondFactorReset, Problem[]>> =>
  changeAsOperator(parts, given, requestId, async (repositories, account, { at, reason }) => {
    const isByAdministrator = isResetPending(account) && account.secondFactorResetBy !== null;
    if (account.totpConfirmedAt === null && !isByAdministrator) return refuse(nothingToReset('/login'));
    return resetNow(repositories, account, { at, by: null, reason });
  });
