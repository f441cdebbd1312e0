import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { AccountRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../../caller.ts';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { tooBusy } from '../passwords/new-password.ts';
import type { PasswordProfile } from '../passwords/password-profile.ts';
import { LONGEST_PASSWORD } from '../passwords/password-rules.ts';
import { beginSignIn, signInPaused } from '../sign-in/attempt.ts';
import { attemptMark } from '../sign-in/known-device.ts';

/** The caller signs in by other means, or is a program. */
export const noLocalAccount: Problem = problem(
  'no-local-account',
  '',
  '您没有本地账号：请在您登录所用的系统中修改。',
  'You have no local account: change it where you sign in.',
);
const passwordWrong = problem('password-wrong', '/password', '当前口令有误。', 'The present password is wrong.');

/** A caller who has just proved the password of the own account. */
export interface ProvedOwner {
  readonly account: AccountRecord;
  readonly profile: PasswordProfile;
  readonly at: Instant;
}

/**
 * Proves once more that it is the owner who asks (ASVS 5.0 7.5.1), before a password or second factor changes. A stolen session is no place to guess at: failures
 * pause as those of sign-in do, and are audited.
 */
export const provePasswordWith =
  ({ database, clock, hasher, box }: IdentityParts) =>
  async (caller: Caller, password: string, { requestId }: RequestTrace): Promise<Result<ProvedOwner, Problem[]>> => {
    const at = clock.now();
    const { district } = caller;
    const own = caller.kind === 'person' ? await database.inDistrict(district, ({ accounts }) => accounts.byPerson(caller.id)) : undefined;
    if (own === undefined) return err([noLocalAccount]);
    const mark = attemptMark(box, district, `own\n${own.login}`, null);
    const attempt = await beginSignIn(database, { district, login: own.login, mark, at });
    if (attempt.kind === 'paused') return err([signInPaused(attempt.until, at)]);
    const check = await hasher.check(password.length > 2 * LONGEST_PASSWORD ? '' : password, own.passwordHash);
    if (check === undefined) return err([tooBusy]);
    if (check.isRight) {
      await database.inDistrict(district, ({ signInFailures }) => signInFailures.remove(mark));
      return ok({ account: own, profile: attempt.profile, at });
    }
    const details = { failures: attempt.count?.failures ?? 0, pausedUntil: attempt.count?.pausedUntil ?? null };
    await database.change({ district, actor: actorOf(caller), requestId, at, idempotency: null }, async () => ({
      kind: 'done',
      value: null,
      audit: { action: 'account.password-refused', subjectKind: 'account', subjectId: own.accountId, details },
    }));
    return err([passwordWrong]);
  };
