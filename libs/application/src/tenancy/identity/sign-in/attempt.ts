import { counted, type Instant } from '@guicheng/kernel';
import type { AccountRecord, Database, DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { beginAttempt, forgottenBefore, type FailureCount } from '../lock-out.ts';
import { districtProfile } from '../passwords/district-profile.ts';
import type { PasswordProfile } from '../passwords/password-profile.ts';

/** An attempt to sign in that may look at the password. */
export interface BegunAttempt {
  readonly kind: 'begun';
  readonly mark: string;
  /** Undefined: there is none of this login, or nobody may sign in with it; the same is done all the same. */
  readonly account: AccountRecord | undefined;
  readonly profile: PasswordProfile;
  /** With this attempt counted as failed; null: nobody has an account in this district, and nothing is written there. */
  readonly count: FailureCount | null;
}

/** Sign-in pauses for this login. */
export const signInPaused = (until: Instant, at: Instant): Problem => {
  const minutes = Math.ceil((until - at) / 60_000);
  return problem(
    'sign-in-paused',
    '',
    `登录失败次数过多，请约 ${minutes} 分钟后再试。`,
    `Too many failed sign-ins: try again in about ${counted(minutes, 'minute')}.`,
  );
};

/** Counts the attempt as failed before its password is looked at, in a transaction of its own; or says until when there is a pause. */
export const beginSignIn = (
  database: Database,
  { district, login, mark, at }: { readonly district: string; readonly login: string; readonly mark: string; readonly at: Instant },
): Promise<BegunAttempt | { readonly kind: 'paused'; readonly until: Instant }> =>
  database.inDistrict(district, async ({ accounts, signInFailures, signInPolicy }) => {
    const profile = await districtProfile({ signInPolicy });
    if (!(await accounts.exist())) return { kind: 'begun', mark, account: undefined, profile, count: null };
    const attempt = beginAttempt(await signInFailures.ofMark(mark), at, profile.failuresAllowed);
    if (attempt.kind === 'paused') return attempt;
    await signInFailures.forget(forgottenBefore(at));
    await signInFailures.put(mark, attempt.count);
    const account = await accounts.byLogin(login);
    return { kind: 'begun', mark, account: account?.disabledAt === null ? account : undefined, profile, count: attempt.count };
  });

/** Leaves the failure counted, without the pause that it would begin: whoever comes with the second factor next is let try, and a wrong one then pauses. */
export const leaveCounted = async (
  { signInFailures }: Pick<DistrictRepositories, 'signInFailures'>,
  { mark, count }: Pick<BegunAttempt, 'mark' | 'count'>,
): Promise<void> => {
  const present = await signInFailures.ofMark(mark);
  // What others failed meanwhile pauses as it does.
  if (present !== null && present.failures === count?.failures) await signInFailures.put(mark, { ...present, pausedUntil: null });
};

/** Takes one failure back: the attempt did not fail, and did not succeed either. What others failed meanwhile stays. */
export const takeBack = async (
  { signInFailures }: Pick<DistrictRepositories, 'signInFailures'>,
  mark: string,
  allowed: number,
): Promise<void> => {
  const count = await signInFailures.ofMark(mark);
  if (count === null) return;
  const failures = count.failures - 1;
  if (failures === 0) return signInFailures.remove(mark);
  await signInFailures.put(mark, { ...count, failures, pausedUntil: failures < allowed ? null : count.pausedUntil });
};
