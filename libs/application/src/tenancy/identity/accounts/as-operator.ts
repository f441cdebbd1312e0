import { err, type Instant, type Result } from '@guicheng/kernel';
import { PLATFORM, refuse, type AccountRecord, type ChangeResult, type DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { Reading } from '../../organisation/reading.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { normalLogin } from './login-name.ts';

/** An account that the operator of the deployment helps, with the database itself and without a credential. */
export interface OperatorsCase {
  readonly district: string;
  readonly login: string;
  /** Stands in the district's audit chain; how the person was recognised, without names. */
  readonly reason: string;
}

const LONGEST_REASON = 300;

const noSuchLogin = problem('account-not-found', '/login', '没有这个用户名的账号。', 'There is no account of this login.');
const noSuchDistrict = problem('district-unknown', '/district', '没有这个区县：请核对代码。', 'There is no such district: check its code.');

/** The ground of what is done to somebody's account. Refusal: `text-not-valid`. */
export const readReason = (given: string): Result<string, Problem[]> => {
  const reading = new Reading();
  const reason = reading.text('reason', given, LONGEST_REASON);
  return reading.problems.length > 0 ? err([...reading.problems]) : { ok: true, value: reason };
};

/** Changes an account, which is held; in the district's chain it stands as done by the system. Refusals: `text-not-valid`, `district-unknown`, `district-closed`, `account-not-found`. */
export const changeAsOperator = async <T>(
  { database, clock }: Pick<IdentityParts, 'database' | 'clock'>,
  { district, login, reason: given }: OperatorsCase,
  requestId: string,
  work: (
    repositories: DistrictRepositories,
    account: AccountRecord,
    ground: { readonly at: Instant; readonly reason: string },
  ) => Promise<ChangeResult<T>>,
): Promise<Result<T, Problem[]>> => {
  const reason = readReason(given);
  if (!reason.ok) return reason;
  if (district !== PLATFORM && (await database.districts.byCode(district)) === undefined) return err([noSuchDistrict]);
  const at = clock.now();
  const actor = { kind: 'system', id: 'operator', onBehalfOf: null } as const;
  return database.change<T>({ district, actor, requestId, at, idempotency: null }, async (repositories) => {
    const named = await repositories.accounts.byLogin(normalLogin(login));
    const account = named && (await repositories.accounts.hold(named.personId));
    return account === undefined ? refuse(noSuchLogin) : work(repositories, account, { at, reason: reason.value });
  });
};
