import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import { refuse, type AccountRecord, type ChangeResult, type DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../../caller.ts';
import { noLocalAccount, provePasswordWith } from '../accounts/prove-password.ts';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { beginAttempt } from '../lock-out.ts';
import { STEP_UP } from '../sessions/session-time.ts';
import { attemptMark } from '../sign-in/known-device.ts';
import { checkSecondFactor, codeWrong, totpOwner } from './check-second-factor.ts';
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts';
import { matchingTotpStep, otpauthUri, TOTP_SECRET_BYTES } from './totp.ts';
import { base32 } from './base32.ts';

/** What an authenticator app is set up with; shown once. */
export interface Enrolment {
  /** For a QR code. */
  readonly uri: string;
  /** For typing. */
  readonly secret: string;
}

const notEnrolled = problem('second-factor-missing', '', '请先启用动态口令。', 'Set up a second factor first.');
const enrolledAlready = problem(
  'second-factor-present',
  '',
  '动态口令已启用：如需更换，请先停用。',
  'A second factor is in force: remove it before you set up another.',
);
const tooManyCodes = problem('code-paused', '/code', '动态口令连续有误，请稍后再试。', 'Too many wrong codes: try again later.');

/** Wrong codes in a row before a pause: a million codes, three of them right at a time. Our choice, as for passwords. */
const CODES_ALLOWED = 5;

/** What came of work behind a code. */
type Proved<T> = { readonly isRight: false } | { readonly isRight: true; readonly value: T };

/** What work on the caller's own account is handed. */
interface Own {
  readonly repositories: DistrictRepositories;
  readonly account: AccountRecord;
  readonly at: Instant;
}

/** The caller's second factor: set up in two steps, proved again before what matters, replaced, removed. */
export const secondFactorWith = (parts: IdentityParts) => {
  const { database, clock, random, box } = parts;
  const prove = provePasswordWith(parts);
  const onOwn = async <T>(caller: Caller, { requestId }: RequestTrace, work: (own: Own) => Promise<ChangeResult<T>>) => {
    const at = clock.now();
    const change = { district: caller.district, actor: actorOf(caller), requestId, at, idempotency: null };
    return database.change<T>(change, async (repositories) => {
      const account = caller.kind === 'person' ? await repositories.accounts.byPerson(caller.id) : undefined;
      return account === undefined ? refuse(noLocalAccount) : work({ repositories, account, at });
    });
  };
  const done = <T>(value: T, what: string, { accountId }: AccountRecord): ChangeResult<T> => ({
    kind: 'done',
    value,
    audit: { action: `account.${what}`, subjectKind: 'account', subjectId: accountId, details: {} },
  });

  /** Counts a code as wrong before it is looked at, in a transaction that stays when the code is refused. */
  const countCode = (caller: Caller, mark: string): Promise<boolean> =>
    database.inDistrict(caller.district, async ({ signInFailures }) => {
      const attempt = beginAttempt(await signInFailures.ofMark(mark), clock.now(), CODES_ALLOWED);
      if (attempt.kind === 'counted') await signInFailures.put(mark, attempt.count);
      return attempt.kind === 'counted';
    });

  /** Runs `work` once the caller's second factor was proved by `code`; a wrong code is audited. */
  const proved = async <T>(
    caller: Caller,
    code: string,
    trace: RequestTrace,
    work: (own: Own) => Promise<ChangeResult<T>>,
  ): Promise<Result<T, Problem[]>> => {
    const mark = attemptMark(box, caller.district, `code\n${caller.id}`, null);
    if (!(await countCode(caller, mark))) return err([tooManyCodes]);
    const result = await onOwn<Proved<T>>(caller, trace, async (own) => {
      const check = await checkSecondFactor(own.repositories, box, caller.district, own.account, code, own.at);
      if (check === 'none') return refuse(notEnrolled);
      if (check === 'wrong') return done<Proved<T>>({ isRight: false }, 'second-factor-refused', own.account);
      await own.repositories.signInFailures.remove(mark);
      const outcome = await work(own);
      return outcome.kind === 'refused' ? outcome : { ...outcome, value: { isRight: true, value: outcome.value } };
    });
    if (!result.ok) return result;
    return result.value.isRight ? ok(result.value.value) : err([codeWrong]);
  };

  const replaceCodes = async ({ repositories, account, at }: Own): Promise<readonly string[]> => {
    const codes = newRecoveryCodes(random);
    await repositories.recoveryCodes.replace(
      account.accountId,
      codes.map((code) => recoveryDigest(account.accountId, code)),
      at,
    );
    return codes;
  };

  return {
    /** A new secret, not in force before a first code proves it; for who proves the password. */
    begin: async (caller: Caller, password: string, trace: RequestTrace): Promise<Result<Enrolment, Problem[]>> => {
      const owner = await prove(caller, password, trace);
      if (!owner.ok) return owner;
      return onOwn<Enrolment>(caller, trace, async ({ repositories, account }) => {
        if (account.totpConfirmedAt !== null) return refuse(enrolledAlready);
        const secret = random(TOTP_SECRET_BYTES);
        const sealed = box.seal(secret, totpOwner(caller.district, account.accountId));
        await repositories.accounts.change(account.accountId, { totpSecret: sealed, totpLastStep: null });
        const uri = otpauthUri(`规程 ${caller.district}`, account.login, secret);
        return done({ uri, secret: base32(secret) }, 'begin-second-factor', account);
      });
    },
    /** The second factor is in force from here; every other session ends, this one counts as proved. The recovery codes, shown once. */
    confirm: (caller: Caller, code: string, trace: RequestTrace) =>
      onOwn<readonly string[]>(caller, trace, async (own) => {
        const { repositories, account, at } = own;
        if (account.totpConfirmedAt !== null) return refuse(enrolledAlready);
        if (account.totpSecret === null) return refuse(notEnrolled);
        const secret = box.open(account.totpSecret, totpOwner(caller.district, account.accountId));
        const step = matchingTotpStep(secret, code.trim(), at, account.totpLastStep);
        if (step === undefined || !(await repositories.accounts.useTotpStep(account.accountId, step))) return refuse(codeWrong);
        await repositories.accounts.change(account.accountId, { totpConfirmedAt: at });
        await repositories.sessions.endAllOf(account.personId, at, 'second-factor-changed', caller.sessionId ?? undefined);
        if (caller.sessionId !== null) await repositories.sessions.stepUp(caller.sessionId, (at + STEP_UP) as Instant);
        return done(await replaceCodes(own), 'confirm-second-factor', account);
      }),
    /** The session counts as just proved until the instant that is given. */
    stepUp: (caller: Caller, code: string, trace: RequestTrace) =>
      proved<Instant>(caller, code, trace, async ({ repositories, account, at }) => {
        const until = (at + STEP_UP) as Instant;
        if (caller.sessionId !== null) await repositories.sessions.stepUp(caller.sessionId, until);
        return done(until, 'step-up', account);
      }),
    /** New recovery codes; the old ones are of no use any more. */
    renewRecoveryCodes: (caller: Caller, code: string, trace: RequestTrace) =>
      proved<readonly string[]>(caller, code, trace, async (own) => done(await replaceCodes(own), 'renew-recovery-codes', own.account)),
    /** No second factor from here; every other session ends. */
    remove: (caller: Caller, code: string, trace: RequestTrace) =>
      proved<boolean>(caller, code, trace, async ({ repositories, account, at }) => {
        await repositories.accounts.change(account.accountId, { totpSecret: null, totpConfirmedAt: null, totpLastStep: null });
        await repositories.recoveryCodes.replace(account.accountId, [], at);
        await repositories.sessions.endAllOf(account.personId, at, 'second-factor-changed', caller.sessionId ?? undefined);
        if (caller.sessionId !== null) await repositories.sessions.stepUp(caller.sessionId, null);
        return done(true, 'remove-second-factor', account);
      }),
  };
};
