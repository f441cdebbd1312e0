import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { AccountRecord, Change, ChangeResult, DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { changeStoredPassword } from '../accounts/change-stored-password.ts';
import { isThere } from '../accounts/is-there.ts';
import { namedDistrict, normalLogin } from '../accounts/login-name.ts';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { hashNewPassword, tooBusy } from '../passwords/new-password.ts';
import { LONGEST_PASSWORD } from '../passwords/password-rules.ts';
import { checkSecondFactor, codeWrong } from '../second-factor/check-second-factor.ts';
import { codeNeeded, toldReset, type ToldReset } from '../second-factor/told-reset.ts';
import { openSession, type OpenedSession } from '../sessions/open-session.ts';
import { STEP_UP } from '../sessions/session-time.ts';
import { beginSignIn, leaveCounted, signInPaused, takeBack, type BegunAttempt } from './attempt.ts';
import { attemptMark, deviceToken } from './known-device.ts';

/** Somebody who wants to sign in. */
export interface SignInRequest {
  readonly district: string;
  readonly login: string;
  readonly password: string;
  /** Of the second factor, or a recovery code; null: none given. */
  readonly code: string | null;
  /** Where the present one is too old; null: none given. */
  readonly newPassword: string | null;
  /** What an earlier sign-in gave this device; null: nothing. */
  readonly device: string | null;
  /** What the client calls itself. */
  readonly client: string;
  /** The token of a session that came along; null: none. */
  readonly replaces: string | null;
}

/** Signed in. */
export interface SignedIn extends OpenedSession {
  /** To be shown at the next sign-in from here. */
  readonly device: string;
  /** Somebody else took the second factor away and no other is in force yet; null: nobody did. */
  readonly secondFactorReset: ToldReset | null;
}

/** One refusal whatever was wrong up to the password: nobody learns whether there is such an account. */
export const signInRefused: Problem = problem(
  'sign-in-refused',
  '',
  '登录失败：区县、用户名或口令有误，或账号不可用。',
  'Sign-in failed: the district, login or password is wrong, or the account is not in use.',
);
const passwordExpired = problem(
  'password-expired',
  '/newPassword',
  '口令已超过有效期：请同时填写新口令。',
  'The password is too old: give a new one along.',
);

/** What an attempt came to, inside its transaction. */
type Outcome =
  | { readonly kind: 'signed-in'; readonly opened: OpenedSession; readonly secondFactorReset: ToldReset | null }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Signs people in by login, password and second factor. */
export const signInWith = ({ database, clock, random, hasher, box }: IdentityParts) => {
  const under = (district: string, actor: string, at: Instant, { requestId }: RequestTrace): Change => ({
    district,
    actor: actor === '' ? { kind: 'system', id: 'sign-in', onBehalfOf: null } : { kind: 'person', id: actor, onBehalfOf: null },
    requestId,
    at,
    idempotency: null,
  });

  const failed = ({ mark, account, count }: BegunAttempt, reason: string, told = signInRefused): ChangeResult<Outcome> => ({
    kind: 'done',
    value: { kind: 'refused', problem: told },
    audit: {
      action: 'session.sign-in-refused',
      subjectKind: account === undefined ? 'login' : 'account',
      subjectId: account?.accountId ?? mark,
      details: { reason, failures: count?.failures ?? 0, pausedUntil: count?.pausedUntil ?? null },
    },
  });

  /** The attempt is neither a failure nor a success: it is not counted, and says what else is needed. */
  const needs = async (district: string, { mark, profile }: BegunAttempt, ...problems: Problem[]): Promise<Result<never, Problem[]>> => {
    await database.inDistrict(district, (repositories) => takeBack(repositories, mark, profile.failuresAllowed));
    return err(problems);
  };

  /** The password was right and the second factor left out: whoever guesses codes has come so far. It counts, and stands in the audit chain. */
  const asksForCode = async (attempt: BegunAttempt, account: AccountRecord, change: Change): Promise<Result<never, Problem[]>> => {
    const asked = await database.change<null>(change, async (repositories) => {
      await leaveCounted(repositories, attempt);
      const details = { failures: attempt.count?.failures ?? 0 };
      const audit = { action: 'session.second-factor-asked', subjectKind: 'account', subjectId: account.accountId, details };
      return { kind: 'done', value: null, audit };
    });
    return err(asked.ok ? [codeNeeded(account, change.at)] : asked.error);
  };

  /** The new hash to store: of the new password where the old one is too old, of the same one where it was hashed at another cost. */
  const newHash = async (
    { password, newPassword, district }: SignInRequest,
    { account, profile }: BegunAttempt,
    at: Instant,
    isOutdated: boolean,
  ): Promise<Result<{ readonly hash: string | null; readonly isNew: boolean }, Problem[]>> => {
    if (account === undefined) return ok({ hash: null, isNew: false });
    if (profile.longestAge !== null && at - account.passwordChangedAt >= profile.longestAge) {
      if (newPassword === null) return err([passwordExpired]);
      const former = await database.inDistrict(district, ({ accounts }) => accounts.formerPasswords(account.accountId, profile.history));
      const hashed = await hashNewPassword(hasher, {
        password: newPassword,
        profile,
        words: [account.login, district],
        former: [account.passwordHash, ...former],
        pointer: '/newPassword',
      });
      return hashed.ok ? ok({ hash: hashed.value, isNew: true }) : hashed;
    }
    return ok({ hash: isOutdated ? ((await hasher.hash(password)) ?? null) : null, isNew: false });
  };

  return async (request: SignInRequest, trace: RequestTrace): Promise<Result<SignedIn, Problem[]>> => {
    const at = clock.now();
    const { code, client, replaces } = request;
    const district = namedDistrict(request.district);
    const login = normalLogin(request.login);
    // Longer than any password: what is hashed is bounded, the work stays the same.
    const password = request.password.length > 2 * LONGEST_PASSWORD ? '' : request.password;
    const mark = attemptMark(box, district, login, request.device);
    const attempt = await beginSignIn(database, { district, login, mark, at });
    if (attempt.kind === 'paused') return err([signInPaused(attempt.until, at)]);
    const { account, profile } = attempt;
    const check = await hasher.check(password, account?.passwordHash ?? null);
    if (check === undefined) return needs(district, attempt, tooBusy);
    if (attempt.count === null) return err([signInRefused]);
    if (check.isRight && account !== undefined && account.totpConfirmedAt !== null && code === null)
      return asksForCode(attempt, account, under(district, account.personId, at, trace));
    const hash = check.isRight ? await newHash(request, attempt, at, check.isOutdated) : ok({ hash: null, isNew: false });
    if (!hash.ok) return needs(district, attempt, ...hash.error);

    const finish = async (repositories: DistrictRepositories): Promise<ChangeResult<Outcome>> => {
      if (!check.isRight || account === undefined) return failed(attempt, 'password');
      const present = await repositories.accounts.byPerson(account.personId);
      if (present?.disabledAt !== null || present.passwordHash !== account.passwordHash) return failed(attempt, 'account-changed');
      if (!(await isThere(repositories, present.personId, at))) return failed(attempt, 'person-left');
      const factor = await checkSecondFactor(repositories, box, district, present, code, at);
      // Who knows the password learns by leaving the code out that it is right: nothing is hidden by other words here.
      if (factor === 'wrong') return failed(attempt, 'second-factor', codeWrong);
      await repositories.signInFailures.remove(mark);
      if (hash.value.isNew && hash.value.hash !== null)
        await changeStoredPassword(repositories, present, hash.value.hash, at, { linkBy: null });
      else if (hash.value.hash !== null) await repositories.accounts.change(present.accountId, { passwordHash: hash.value.hash });
      const steppedUpUntil = factor === 'none' ? null : ((at + STEP_UP) as Instant);
      const opening = { district, personId: present.personId, method: 'password', client, at, steppedUpUntil, replaces };
      const opened = await openSession(repositories, opening, profile, random);
      const details = { account: present.accountId, secondFactor: factor, passwordChanged: hash.value.isNew };
      const audit = { action: 'session.sign-in', subjectKind: 'session', subjectId: opened.session.sessionId, details };
      return {
        kind: 'done',
        value: { kind: 'signed-in', opened, secondFactorReset: factor === 'none' ? toldReset(present) : null },
        audit,
      };
    };
    const actor = check.isRight && account !== undefined ? account.personId : '';
    const outcome = await database.change<Outcome>(under(district, actor, at, trace), finish);
    if (!outcome.ok) return outcome;
    if (outcome.value.kind === 'refused') return err([outcome.value.problem]);
    const { opened, secondFactorReset } = outcome.value;
    return ok({ ...opened, secondFactorReset, device: deviceToken(box, district, login, random) });
  };
};
