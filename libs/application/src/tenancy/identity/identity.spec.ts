import { randomBytes } from 'node:crypto';
import type { Clock, Instant, Result } from '@guicheng/kernel';
import { uuidV7 } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { TEST_FROM, templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../caller.ts';
import { createIdentity } from './identity.ts';
import { boundedWork } from './passwords/bounded-work.ts';
import { passwordHasher } from './passwords/password-hash.ts';
import { secretBox } from './secret-box.ts';
import { totpCode, totpStep } from './second-factor/totp.ts';
import type { SignInRequest } from './sign-in/sign-in.ts';

const LOW = { log2N: 4, r: 8, p: 1 };
const START = 1_795_651_500_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PASSWORD = 'zebra lamp tundra';
const TRACE = { requestId: 'r-1' };

const codesOf = (result: Result<unknown, Problem[] | Problem>): string[] =>
  result.ok ? [] : [result.error].flat().map(({ code }) => code);
const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

describe('identity', () => {
  let test: TestDatabase;
  let database: Database;
  let superuser: Client;
  let now = START;
  let serial = 0;

  const clock: Clock = { now: () => now as Instant };
  const box = secretBox(randomBytes(32), randomBytes);
  const identityOf = (cost = LOW, hasher = passwordHasher(cost, randomBytes, boundedWork({ atOnce: 2, waiting: 200 }))) =>
    createIdentity({
      database,
      clock,
      random: randomBytes,
      hasher,
      box,
      postsOf: async () => [{ role: 'applicant', unit: 'u-1', onBehalfOf: null }],
    });
  let identity: ReturnType<typeof identityOf>;

  const newId = (): string => uuidV7(now as Instant, randomBytes(10));
  /** An account of its own for each test. */
  const newAccount = async (district = 'east', password = PASSWORD): Promise<{ login: string; personId: string; accountId: string }> => {
    const login = `wang.${++serial}`;
    const personId = newId();
    const accountId = newId();
    const passwordHash = await passwordHasher(LOW, randomBytes, boundedWork({ atOnce: 1, waiting: 9 })).hash(password)!;
    const at = now as Instant;
    valueOf(
      await database.change(
        { district, actor: { kind: 'system', id: 'test', onBehalfOf: null }, requestId: 'r', at, idempotency: null },
        async (r) => {
          await r.districts.open('试验区', at);
          await r.people.add({ personId, nameZh: '试验人员', phone: null, email: null, from: TEST_FROM, to: null, recordedAt: at });
          await r.accounts.insert({
            accountId,
            personId,
            login,
            passwordHash,
            passwordChangedAt: at,
            totpSecret: null,
            totpConfirmedAt: null,
            totpLastStep: null,
            createdAt: at,
            disabledAt: null,
          });
          return {
            kind: 'done',
            value: null,
            audit: { action: 'account.create', subjectKind: 'account', subjectId: accountId, details: {} },
          };
        },
      ),
    );
    return { login, personId, accountId };
  };
  const requestOf = (login: string, over: Partial<SignInRequest> = {}): SignInRequest => ({
    district: 'east',
    login,
    password: PASSWORD,
    code: null,
    newPassword: null,
    device: null,
    client: 'test',
    replaces: null,
    ...over,
  });
  const signIn = (login: string, over: Partial<SignInRequest> = {}) => identity.signIn(requestOf(login, over), TRACE);
  const caller = async (token: string): Promise<Caller> => valueOf(await identity.authenticate(token, { at: clock.now(), address: null }));
  const credentialCode = async (token: string): Promise<string[]> =>
    codesOf(await identity.authenticate(token, { at: clock.now(), address: null }));
  const audit = async (action: string): Promise<Record<string, unknown>[]> =>
    (await superuser.query(`select * from audit_entry where action = $1 order by district, sequence`, [action])).rows;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    identity = identityOf();
  });
  beforeEach(() => {
    now = START;
  });
  afterAll(async () => {
    await superuser.end();
    await database.close();
    await test.close();
  });

  describe('signing in', () => {
    it('with login and password begins a session of the person, in their posts, under a new token each time', async () => {
      const { login, personId } = await newAccount();
      const one = valueOf(await signIn(` ${login.toUpperCase()} `));
      const other = valueOf(await signIn(login));
      expect(one.token).toMatch(/^gcs_east_/);
      expect(other.token).not.toBe(one.token);
      expect(await caller(one.token)).toEqual({
        district: 'east',
        kind: 'person',
        id: personId,
        posts: [{ role: 'applicant', unit: 'u-1', onBehalfOf: null }],
        scopes: null,
        sessionId: one.session.sessionId,
        steppedUpUntil: null,
      });
    });

    it('is refused alike for a wrong password, an unknown login, another district, one without accounts, and a disabled account', async () => {
      const { login, accountId } = await newAccount();
      await newAccount('west');
      const refusals = [
        await signIn(login, { password: `${PASSWORD}.` }),
        await signIn('nobody'),
        await signIn(login, { district: 'west' }),
        await signIn(login, { district: 'nowhere' }),
        await signIn(login, { district: '' }),
        await signIn(login, { password: 'x'.repeat(100_000) }),
      ];
      await database.change(
        { district: 'east', actor: { kind: 'system', id: 'test', onBehalfOf: null }, requestId: 'r', at: clock.now(), idempotency: null },
        async ({ accounts }) => {
          await accounts.change(accountId, { disabledAt: clock.now() });
          return {
            kind: 'done',
            value: null,
            audit: { action: 'account.disable', subjectKind: 'account', subjectId: accountId, details: {} },
          };
        },
      );
      refusals.push(await signIn(login));
      for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
      expect(codesOf(refusals[0]!)).toEqual(['sign-in-refused']);
      const left = await superuser.query(
        `select from audit_entry where district = 'nowhere' union all select from sign_in_failure where district = 'nowhere'`,
      );
      expect(left.rowCount).toBe(0);
    });

    it('does the same work for nobody’s login as for a wrong password', async () => {
      const { login } = await newAccount();
      const inner = passwordHasher(LOW, randomBytes, boundedWork({ atOnce: 2, waiting: 200 }));
      const checked: boolean[] = [];
      const counting = identityOf(LOW, {
        ...inner,
        check: (password, stored) => {
          checked.push(stored !== null);
          return inner.check(password, stored);
        },
      });
      const statements = async (name: string): Promise<number> => {
        const count = async (): Promise<number> =>
          Number((await superuser.query(`select count(*)::int as n from audit_entry`)).rows[0].n) +
          Number((await superuser.query(`select coalesce(sum(failures), 0)::int as n from sign_in_failure`)).rows[0].n);
        const before = await count();
        expect(codesOf(await counting.signIn(requestOf(name, { password: 'wrong' }), TRACE))).toEqual(['sign-in-refused']);
        return (await count()) - before;
      };
      expect([await statements(login), await statements('nobody.of.all')]).toEqual([2, 2]);
      expect(checked).toEqual([true, false]);
    });

    it('says so where too many come at once, and counts nothing against anybody', async () => {
      const { login } = await newAccount();
      const full = identityOf(
        LOW,
        passwordHasher(LOW, randomBytes, () => undefined),
      );
      for (let attempt = 0; attempt < 7; attempt++) expect(codesOf(await full.signIn(requestOf(login), TRACE))).toEqual(['sign-in-busy']);
      valueOf(await signIn(login));
    });

    it('pauses after five failures for known and unknown logins alike, attempts at the same time among them, and goes on after the pause', async () => {
      const { login } = await newAccount();
      for (const name of [login, 'nobody.at.all']) {
        const wrong = await Promise.all(Array.from({ length: 12 }, () => signIn(name, { password: 'wrong' })));
        expect(wrong.map((one) => codesOf(one)[0]).sort()).toEqual([
          ...Array<string>(7).fill('sign-in-paused'),
          ...Array<string>(5).fill('sign-in-refused'),
        ]);
      }
      const paused = await signIn(login);
      expect(paused.ok ? null : paused.error[0]).toMatchObject({
        code: 'sign-in-paused',
        zh: '登录失败次数过多，请约 1 分钟后再试。',
        en: 'Too many failed sign-ins: try again in about 1 minute.',
      });
      now += MINUTE;
      valueOf(await signIn(login));
      now += MINUTE;
      expect(codesOf(await signIn(login, { password: 'wrong' }))).toEqual(['sign-in-refused']);
      valueOf(await signIn(login));
    });

    it('of who signed in here before goes on while strangers are paused', async () => {
      const { login } = await newAccount();
      const { device } = valueOf(await signIn(login));
      for (let index = 0; index < 5; index++) await signIn(login, { password: 'wrong' });
      expect(codesOf(await signIn(login))).toEqual(['sign-in-paused']);
      expect(codesOf(await signIn(login, { device: `${device}0` }))).toEqual(['sign-in-paused']);
      valueOf(await signIn(login, { device }));
    });

    it('ends the session that came along, which nobody can have laid in wait', async () => {
      const { login } = await newAccount();
      const first = valueOf(await signIn(login));
      const second = valueOf(await signIn(login, { replaces: first.token }));
      expect(await credentialCode(first.token)).toEqual(['session-over']);
      expect((await caller(second.token)).sessionId).toBe(second.session.sessionId);
      const { login: other } = await newAccount();
      valueOf(await signIn(other, { replaces: second.token }));
      expect(await credentialCode(second.token)).toEqual([]);
    });

    it('hashes the password anew where the cost in service is another', async () => {
      const { login, accountId } = await newAccount();
      const hash = async () =>
        (await superuser.query(`select password_hash from account where account_id = $1`, [accountId])).rows[0].password_hash as string;
      valueOf(await identityOf({ ...LOW, log2N: 5 }).signIn(requestOf(login), TRACE));
      expect(await hash()).toContain('$ln=5,');
      valueOf(await signIn(login));
    });

    it('leaves an audit entry for success and for failure, without a name or a secret', async () => {
      const { login, accountId, personId } = await newAccount();
      const { session, token } = valueOf(await signIn(login));
      await signIn(login, { password: 'a secret guess' });
      await signIn('a typed secret');
      expect((await audit('session.sign-in')).find((row) => row['subject_id'] === session.sessionId)).toMatchObject({
        actor_kind: 'person',
        actor_id: personId,
        request_id: 'r-1',
      });
      expect((await audit('session.sign-in-refused')).find((row) => row['subject_id'] === accountId)).toMatchObject({
        actor_kind: 'system',
      });
      const all = JSON.stringify((await superuser.query(`select * from audit_entry`)).rows);
      for (const secret of [login, PASSWORD, token, 'secret']) expect(all).not.toContain(secret);
    });

    it('keeps no token, password or typed login at rest', async () => {
      const { login } = await newAccount();
      const { token } = valueOf(await signIn(login));
      await signIn('typed-by-mistake');
      const tables = ['account', 'session', 'sign_in_failure', 'former_password'];
      const rows = [];
      for (const table of tables) rows.push(...(await superuser.query(`select * from ${table}`)).rows);
      const all = JSON.stringify(rows);
      for (const secret of [PASSWORD, token.slice(-49), 'typed-by-mistake']) expect(all).not.toContain(secret);
    });
  });

  describe('a session', () => {
    it('ends when it is not used for an hour, and after twelve hours however it is used', async () => {
      const { login } = await newAccount();
      const { token } = valueOf(await signIn(login));
      now += HOUR - 1;
      await caller(token);
      now += HOUR;
      expect(await credentialCode(token)).toEqual(['session-over']);
      now = START;
      const used = valueOf(await signIn(login));
      for (let minutes = 0; minutes < 12 * 60; minutes += 30) {
        now = START + minutes * MINUTE;
        await caller(used.token);
      }
      now = START + 12 * HOUR - 1;
      await caller(used.token);
      now = START + 12 * HOUR;
      expect(await credentialCode(used.token)).toEqual(['session-over']);
    });

    it('of another district, forged or misspelt is not known', async () => {
      const { login } = await newAccount();
      const { token } = valueOf(await signIn(login));
      for (const wrong of [token.replace('_east_', '_west_'), `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`, '', 'gcs_east_'])
        expect(await credentialCode(wrong)).toEqual(['credential-not-valid']);
    });

    it('is listed and ended by its owner, and by nobody else', async () => {
      const [{ login }, { login: stranger }] = [await newAccount(), await newAccount()];
      const [one, two] = [valueOf(await signIn(login)), valueOf(await signIn(login, { client: '手机' }))];
      const [me, other] = [await caller(one.token), await caller(valueOf(await signIn(stranger)).token)];
      expect((await identity.sessions.list(me)).map(({ client }) => client).sort()).toEqual(['test', '手机']);
      const { sessionId } = two.session;
      expect(codesOf(await identity.sessions.endSession(other, sessionId, TRACE))).toEqual(['session-not-found']);
      expect(codesOf(await identity.sessions.endSession(me, newId(), TRACE))).toEqual(['session-not-found']);
      expect(codesOf(await identity.sessions.endSession({ ...me, district: 'west' }, sessionId, TRACE))).toEqual(['session-not-found']);
      valueOf(await identity.sessions.endSession(me, sessionId, TRACE));
      expect(codesOf(await identity.sessions.endSession(me, sessionId, TRACE))).toEqual(['session-not-found']);
      expect(await credentialCode(two.token)).toEqual(['session-over']);
      valueOf(await identity.sessions.signOut(me, TRACE));
      expect(await credentialCode(one.token)).toEqual(['session-over']);
    });

    it('ends everywhere at once', async () => {
      const { login } = await newAccount();
      const tokens = [];
      for (let index = 0; index < 3; index++) tokens.push(valueOf(await signIn(login)).token);
      expect(valueOf(await identity.sessions.signOutEverywhere(await caller(tokens[0]!), TRACE))).toBe(3);
      for (const token of tokens) expect(await credentialCode(token)).toEqual(['session-over']);
    });
  });

  describe('a change of password', () => {
    it('needs the present one, ends the other sessions, and keeps this one', async () => {
      const { login } = await newAccount();
      const [here, there] = [valueOf(await signIn(login)), valueOf(await signIn(login))];
      const me = await caller(here.token);
      const change = (password: string, newPassword: string) => identity.changePassword(me, { password, newPassword }, TRACE);
      expect(codesOf(await change('wrong', 'river under bridge'))).toEqual(['password-wrong']);
      expect(codesOf(await change(PASSWORD, 'short'))).toContain('password-too-short');
      expect(codesOf(await change(PASSWORD, PASSWORD))).toEqual(['password-reused']);
      expect(valueOf(await change(PASSWORD, 'river under bridge'))).toBe(1);
      expect(await credentialCode(there.token)).toEqual(['session-over']);
      await caller(here.token);
      expect(codesOf(await signIn(login))).toEqual(['sign-in-refused']);
      valueOf(await signIn(login, { password: 'river under bridge' }));
    });

    it('with a stolen session is no place to guess the password at', async () => {
      const { login } = await newAccount();
      const me = await caller(valueOf(await signIn(login)).token);
      const guesses = [];
      for (let index = 0; index < 6; index++)
        guesses.push(...codesOf(await identity.changePassword(me, { password: 'guess', newPassword: 'river under bridge' }, TRACE)));
      expect(guesses).toEqual([...Array<string>(5).fill('password-wrong'), 'sign-in-paused']);
    });
  });

  describe('the profile of 等保三级', () => {
    it('takes a password for ninety days, and none of the last five again', async () => {
      const { login } = await newAccount('north');
      const at = { district: 'north' };
      await database.change(
        { ...at, actor: { kind: 'system', id: 'test', onBehalfOf: null }, requestId: 'r', at: clock.now(), idempotency: null },
        async ({ signInPolicy }) => {
          // Of two in one millisecond the later one counts.
          for (const profile of ['modern', 'djbh-3']) await signInPolicy.choose(profile, clock.now());
          return {
            kind: 'done',
            value: null,
            audit: { action: 'policy.choose', subjectKind: 'district', subjectId: 'north', details: {} },
          };
        },
      );
      valueOf(await signIn(login, at));
      now = START + 90 * 24 * HOUR;
      expect(codesOf(await signIn(login, at))).toEqual(['password-expired']);
      expect(codesOf(await signIn(login, { ...at, password: 'wrong', newPassword: 'Kv7q2zrw' }))).toEqual(['sign-in-refused']);
      expect(codesOf(await signIn(login, { ...at, newPassword: 'kv7' }))).toContain('password-too-plain');
      let password = PASSWORD;
      for (const next of ['Kv7q2zr1', 'Kv7q2zr2', 'Kv7q2zr3', 'Kv7q2zr4', 'Kv7q2zr5']) {
        valueOf(await signIn(login, { ...at, password, newPassword: next }));
        password = next;
        now += 90 * 24 * HOUR;
      }
      expect(codesOf(await signIn(login, { ...at, password, newPassword: 'Kv7q2zr1' }))).toEqual(['password-reused']);
      expect(codesOf(await signIn(login, { ...at, password, newPassword: password }))).toEqual(['password-reused']);
      valueOf(await signIn(login, { ...at, password, newPassword: 'Kv7q2zr6' }));
    });
  });

  describe('the second factor', () => {
    const enrol = async (login: string) => {
      const { token } = valueOf(await signIn(login));
      const me = await caller(token);
      const { uri, secret } = valueOf(await identity.secondFactor.begin(me, PASSWORD, TRACE));
      expect(uri).toContain(`secret=${secret}&`);
      const row = await superuser.query(`select totp_secret from account where person_id = $1`, [me.id]);
      const bytes = box.open(
        row.rows[0].totp_secret,
        `totp\neast\n${(await superuser.query(`select account_id from account where person_id = $1`, [me.id])).rows[0].account_id}`,
      );
      const code = (steps = 0): string => totpCode(bytes, totpStep(now as Instant) + steps);
      return { token, me, code };
    };

    it('is set up by proving the password and a first code; then sign-in needs a code, and each is taken once', async () => {
      const { login } = await newAccount();
      const { token, me, code } = await enrol(login);
      const other = valueOf(await signIn(login));
      expect(codesOf(await identity.secondFactor.begin(me, 'wrong', TRACE))).toEqual(['password-wrong']);
      expect(codesOf(await identity.secondFactor.confirm(me, '000000', TRACE))).toEqual(['code-wrong']);
      expect(valueOf(await identity.secondFactor.confirm(me, code(), TRACE))).toHaveLength(10);
      expect(await credentialCode(other.token)).toEqual(['session-over']);
      expect((await caller(token)).steppedUpUntil).toBe(now + 10 * MINUTE);
      expect(codesOf(await signIn(login))).toEqual(['second-factor-needed']);
      expect(codesOf(await signIn(login, { password: 'wrong' }))).toEqual(['sign-in-refused']);
      expect(codesOf(await signIn(login, { code: code() }))).toEqual(['code-wrong']);
      now += 30_000;
      const both = await Promise.all([signIn(login, { code: code() }), signIn(login, { code: code() })]);
      expect(both.map(codesOf).sort()).toEqual([[], ['code-wrong']]);
    });

    it('left out by who knows the password counts: the first guess after it pauses, the owner’s code never does', async () => {
      const { login, accountId } = await newAccount();
      const { me, code } = await enrol(login);
      valueOf(await identity.secondFactor.confirm(me, code(), TRACE));
      now += 30_000;
      for (let index = 0; index < 6; index++) expect(codesOf(await signIn(login))).toEqual(['second-factor-needed']);
      const asked = (await audit('session.second-factor-asked')).filter((row) => row['subject_id'] === accountId);
      expect(asked.map((row) => JSON.parse(String(row['details'])) as unknown)).toEqual(
        [1, 2, 3, 4, 5, 6].map((failures) => ({ failures })),
      );
      valueOf(await signIn(login, { code: code() }));
      for (let index = 0; index < 6; index++) expect(codesOf(await signIn(login))).toEqual(['second-factor-needed']);
      // Beside a wrong password, a code is told nothing about.
      expect(codesOf(await signIn(login, { code: '000000' }))).toEqual(['code-wrong']);
      now += 4 * MINUTE - 1;
      expect(codesOf(await signIn(login))).toEqual(['sign-in-paused']);
      now += 1;
      valueOf(await signIn(login, { code: code() }));
    });

    it('cannot be guessed by asking without a code in between', async () => {
      const { login } = await newAccount();
      const { me, code } = await enrol(login);
      valueOf(await identity.secondFactor.confirm(me, code(), TRACE));
      now += 30_000;
      const told: (string | undefined)[] = [];
      for (let index = 0; index < 6; index++) told.push(codesOf(await signIn(login, index % 2 === 0 ? { code: '000000' } : {}))[0]);
      const [wrong, without] = ['code-wrong', 'second-factor-needed'];
      expect(told).toEqual([wrong, without, wrong, without, wrong, 'sign-in-paused']);
    });

    it('lost, each recovery code lets in once', async () => {
      const { login } = await newAccount();
      const { me, code } = await enrol(login);
      const [first] = valueOf(await identity.secondFactor.confirm(me, code(), TRACE));
      const both = await Promise.all([signIn(login, { code: first! }), signIn(login, { code: first!.toLowerCase() })]);
      expect(both.map(codesOf).sort()).toEqual([[], ['code-wrong']]);
    });

    it('is proved again for ten minutes; wrong codes pause; codes of recovery are renewed; it is removed', async () => {
      const { login } = await newAccount();
      const { token, me, code } = await enrol(login);
      expect(codesOf(await identity.secondFactor.stepUp(me, code(), TRACE))).toEqual(['second-factor-missing']);
      const codes = valueOf(await identity.secondFactor.confirm(me, code(), TRACE));
      now += MINUTE;
      expect(valueOf(await identity.secondFactor.stepUp(me, code(), TRACE))).toBe(now + 10 * MINUTE);
      expect((await caller(token)).steppedUpUntil).toBe(now + 10 * MINUTE);
      expect(codesOf(await identity.secondFactor.stepUp(me, code(), TRACE))).toEqual(['code-wrong']);
      now += MINUTE;
      const renewed = valueOf(await identity.secondFactor.renewRecoveryCodes(me, code(), TRACE));
      expect(codesOf(await identity.secondFactor.stepUp(me, codes[0]!, TRACE))).toEqual(['code-wrong']);
      valueOf(await identity.secondFactor.remove(me, renewed[0]!, TRACE));
      expect((await caller(token)).steppedUpUntil).toBeNull();
      valueOf(await signIn(login));
      const wrong: string[] = [];
      const again = await enrol(login);
      valueOf(await identity.secondFactor.confirm(again.me, again.code(), TRACE));
      for (let index = 0; index < 6; index++) wrong.push(...codesOf(await identity.secondFactor.stepUp(again.me, '000000', TRACE)));
      expect(wrong).toEqual([...Array<string>(5).fill('code-wrong'), 'code-paused']);
      expect((await audit('account.second-factor-refused')).length).toBeGreaterThan(5);
    });
  });
});
