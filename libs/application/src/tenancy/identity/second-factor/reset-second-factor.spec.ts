import { randomBytes } from 'node:crypto';
import { civilDateAt, type Clock, type Instant, type Result } from '@guicheng/kernel';
import { Database, type Change } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import {
  prepare,
  templateDatabase,
  testDistrict,
  testId,
  TEST_AT,
  TEST_FROM,
  type TestDatabase,
  type TestDistrict,
} from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../caller.ts';
import { postsOn } from '../../organisation/posts-on.ts';
import { createIdentity } from '../identity.ts';
import { boundedWork } from '../passwords/bounded-work.ts';
import { passwordHasher } from '../passwords/password-hash.ts';
import { secretBox } from '../secret-box.ts';
import { resetSecondFactorAsOperator } from './reset-second-factor.ts';
import { totpCode, totpStep } from './totp.ts';

const START = 1_795_651_500_000;
const DAY = 86_400_000;
const PASSWORD = 'zebra lamp tundra';
const ANOTHER = 'river under bridge';
const REASON = '手机与恢复码均已遗失，已当面核对身份';
const TRACE = { requestId: 'r-1' };

const codesOf = (result: Result<unknown, Problem[] | Problem>): string[] =>
  result.ok ? [] : [result.error].flat().map(({ code }) => code);
const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** A holder of an account in a district: password, app and recovery codes. */
interface Enrolled {
  readonly district: string;
  readonly person: string;
  readonly login: string;
  readonly token: string;
  readonly secret: Uint8Array;
  readonly codes: readonly string[];
}

describe('a second factor that is lost with its recovery codes', () => {
  let test: TestDatabase;
  let database: Database;
  let superuser: Client;
  let identity: ReturnType<typeof createIdentity>;
  let now = START;
  let serial = 0;
  const clock: Clock = { now: () => now as Instant };
  const rows = async (query: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await superuser.query(query, values)).rows;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    const hasher = passwordHasher({ log2N: 4, r: 8, p: 1 }, randomBytes, boundedWork({ atOnce: 2, waiting: 100 }));
    const postsOf: Parameters<typeof createIdentity>[0]['postsOf'] = (repositories, id, at) => postsOn(repositories, id, civilDateAt(at));
    identity = createIdentity({ database, clock, random: randomBytes, hasher, box: secretBox(randomBytes(32), randomBytes), postsOf });
  });
  beforeEach(() => {
    now += DAY;
  });
  afterAll(async () => {
    await superuser.end();
    await database.close();
    await test.close();
  });

  const changeOf = ({ district, id }: Caller): Change => ({
    ...{ district, actor: { kind: 'person', id, onBehalfOf: null }, requestId: 'r', at: clock.now() },
    idempotency: { key: `key ${++serial}`, requestDigest: 'd' },
  });
  const link = async (by: Caller, person: string): Promise<string> => valueOf(await identity.invitePerson(by, changeOf(by), person)).token;
  const linkCodes = async (by: Caller, person: string): Promise<string[]> => codesOf(await identity.invitePerson(by, changeOf(by), person));
  const accept = (token: string, login: string, password = PASSWORD) => identity.acceptInvitation({ token, login, password }, TRACE);
  const reset = (by: Caller, person: string, reason = REASON) => identity.resetSecondFactor(by, changeOf(by), { person, reason });
  const asOperator = (district: string, login: string, reason = REASON) =>
    resetSecondFactorAsOperator({ database, clock }, { district, login, reason }, 'cli');
  const signIn = ({ district, login }: Pick<Enrolled, 'district' | 'login'>, password = PASSWORD, code: string | null = null) =>
    identity.signIn({ district, login, password, code, newPassword: null, device: null, client: '', replaces: null }, TRACE);
  const callerOf = async (token: string): Promise<Caller> =>
    valueOf(await identity.authenticate(token, { at: clock.now(), address: null }));
  const secretOf = (uri: string): Uint8Array => {
    const digits = [...new URL(uri).searchParams.get('secret')!].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
    const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
    return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, index) => parseInt(bits.slice(index * 8, index * 8 + 8), 2));
  };
  const codeOf = (secret: Uint8Array): string => totpCode(secret, totpStep(clock.now()));
  const enrol = async (token: string, password = PASSWORD): Promise<Pick<Enrolled, 'secret' | 'codes'>> => {
    const caller = await callerOf(token);
    const secret = secretOf(valueOf(await identity.secondFactor.begin(caller, password, TRACE)).uri);
    return { secret, codes: valueOf(await identity.secondFactor.confirm(caller, codeOf(secret), TRACE)) };
  };
  /** A person of the district, let in by a link of `by`, with a second factor in force. */
  const enrolled = async (by: Caller, person: string): Promise<Enrolled> => {
    const { district } = by;
    const login = `person.${++serial}`;
    valueOf(await accept(await link(by, person), login));
    now += 60_000;
    const { token } = valueOf(await signIn({ district, login }));
    const factor = await enrol(token);
    now += 60_000;
    return { district, person, login, token, ...factor };
  };
  const opened = (district: string, administrators = false): Promise<TestDistrict> => testDistrict(database, district, { administrators });
  /** A second administrator of the district. */
  const otherAdmin = async (east: TestDistrict): Promise<Caller> => {
    const id = testId(east.district, 'second admin');
    const days = { from: TEST_FROM, to: null, recordedAt: TEST_AT };
    const unitId = east.caller('admin').posts[0]!.unit;
    await prepare(database, east.district, async ({ people, posts }) => {
      await people.add({ personId: id, nameZh: '第二管理员', phone: null, email: null, ...days });
      await posts.add({ postId: testId(east.district, 'second post'), personId: id, unitId, role: 'district-admin', ...days });
    });
    return { ...east.caller('admin'), id };
  };

  it('is taken away by whose duty accounts are: sessions end, links and recovery codes are void, the person is told and enrols anew', async () => {
    const east = await opened('east');
    const admin = east.caller('admin');
    const owner = await enrolled(admin, east.people.officer);
    const open = await link(admin, owner.person);
    const done = valueOf(await reset(admin, owner.person, ` ${REASON} `));
    expect(done).toMatchObject({ personId: owner.person, at: now, sessionsEnded: 1 });
    expect(codesOf(await identity.authenticate(owner.token, { at: clock.now(), address: null }))).toEqual(['session-over']);
    expect(codesOf(await identity.showLink(open))).toEqual(['link-not-valid']);
    expect(await rows(`select * from recovery_code where district = 'east'`)).toEqual([]);
    expect(await rows(`select * from audit_entry where action = 'account.reset-second-factor'`)).toMatchObject([
      {
        district: 'east',
        actor_kind: 'person',
        actor_id: admin.id,
        subject_kind: 'account',
        details: expect.stringContaining(REASON) as string,
      },
    ]);

    const told = valueOf(await signIn(owner));
    expect(told.secondFactorReset).toEqual({ at: done.at, by: admin.id });
    expect(told.session.steppedUpUntil).toBeNull();
    expect((await identity.describe(await callerOf(told.token))).account).toMatchObject({
      ...{ hasSecondFactor: false, recoveryCodesLeft: 0, secondFactorReset: { at: done.at, by: admin.id } },
    });
    const anew = await enrol(told.token);
    now += 60_000;
    for (const code of [codeOf(owner.secret), owner.codes[0]!])
      expect(codesOf(await signIn(owner, PASSWORD, code))).toEqual(['code-wrong']);
    expect(valueOf(await signIn(owner, PASSWORD, codeOf(anew.secret))).secondFactorReset).toBeNull();
    // Who is asked for a code that they never set up learns what happened, for a month.
    const asked = async (): Promise<string> => JSON.stringify(await signIn(owner));
    expect(await asked()).toContain('被他人重设');
    now += 31 * DAY;
    expect(await asked()).not.toContain('被他人重设');
    expect(await asked()).toContain('second-factor-needed');
  });

  it('is refused for oneself, for nobody, without a factor, without a reason, and to whoever has not the duty', async () => {
    const west = await opened('west');
    const south = await opened('south', true);
    const admin = west.caller('admin');
    const owner = await enrolled(admin, west.people.officer);
    expect(codesOf(await reset(west.caller('editor'), owner.person))).toEqual(['not-permitted']);
    expect(codesOf(await reset(south.caller('admin'), south.people.officer))).toEqual(['duties-separated']);
    expect(codesOf(await reset(south.administrator('securityAdministrator'), south.people.officer))).toEqual(['not-permitted']);
    expect(codesOf(await reset(south.administrator('systemAdministrator'), owner.person))).toEqual(['account-not-found']);
    for (const none of ['no-id', west.people.reviewer]) expect(codesOf(await reset(admin, none))).toEqual(['account-not-found']);
    for (const reason of ['', ' ', 'a\u0000b', 'x'.repeat(301)])
      expect(codesOf(await reset(admin, owner.person, reason))).toEqual(['text-not-valid']);
    const self = await enrolled(admin, west.people.admin);
    expect(codesOf(await reset(admin, self.person))).toEqual(['own-account']);
    valueOf(await signIn(owner, PASSWORD, codeOf(owner.secret)));
    valueOf(await reset(admin, owner.person));
    expect(codesOf(await reset(admin, owner.person))).toEqual(['second-factor-missing']);
  });

  it('of one of 三员, in office or to come, is taken away by no other person', async () => {
    const apart = await opened('apart', true);
    const system = apart.administrator('systemAdministrator');
    const security = await enrolled(system, apart.administrator('securityAdministrator').id);
    expect(codesOf(await reset(system, security.person))).toEqual(['administrator-account']);
    const next = await enrolled(system, apart.people.officer);
    await prepare(database, 'apart', async ({ posts }) => {
      const tomorrow = civilDateAt((now + DAY) as Instant);
      const [own] = await posts.ofPerson(next.person);
      await posts.end(own!.postId, civilDateAt(now as Instant));
      const unitId = apart.administrator('auditAdministrator').posts[0]!.unit;
      await posts.add({
        ...{ postId: testId('apart', 'next'), personId: next.person, unitId },
        role: 'audit-administrator',
        from: tomorrow,
        to: null,
        recordedAt: now as Instant,
      });
    });
    expect(codesOf(await reset(system, next.person))).toEqual(['administrator-account']);
    valueOf(await signIn(security, PASSWORD, codeOf(security.secret)));
  });

  it('and its password are never both set anew by one administrator, in either order, however long they wait', async () => {
    const north = await opened('north');
    const [one, other] = [north.caller('admin'), await otherAdmin(north)];
    const first = await enrolled(one, north.people.officer);
    valueOf(await reset(one, first.person));
    now += 40 * DAY;
    expect(await linkCodes(one, first.person)).toEqual(['two-administrators-needed']);
    valueOf(await accept(await link(other, first.person), '', ANOTHER));
    await enrol(valueOf(await signIn(first, ANOTHER)).token, ANOTHER);
    expect(await linkCodes(one, first.person)).toEqual([]);

    const second = await enrolled(one, north.people.reviewer);
    valueOf(await accept(await link(one, second.person), '', ANOTHER));
    now += 40 * DAY;
    expect(codesOf(await reset(one, second.person))).toEqual(['two-administrators-needed']);
    valueOf(await reset(other, second.person));

    const third = await enrolled(one, north.people.approver);
    valueOf(await accept(await link(one, third.person), '', ANOTHER));
    now += 60_000;
    const { token } = valueOf(await signIn(third, ANOTHER, codeOf(third.secret)));
    valueOf(await identity.changePassword(await callerOf(token), { password: ANOTHER, newPassword: 'seven quiet orchards' }, TRACE));
    // A password that its owner chose, signed in, is known to no maker of links.
    valueOf(await reset(one, third.person));
  });

  it('together at one moment with a link, or with the use of one: not both are had by one administrator', async () => {
    const centre = await opened('centre');
    const admin = centre.caller('admin');
    for (const person of [centre.people.officer, centre.people.reviewer, centre.people.approver]) {
      const owner = await enrolled(admin, person);
      const before = await link(admin, person);
      const [linked, used, taken] = await Promise.all([
        identity.invitePerson(admin, changeOf(admin), person),
        accept(before, '', ANOTHER),
        reset(admin, person),
      ]);
      const isTaken = taken.ok;
      const knows = used.ok || (linked.ok && (await accept(linked.value.token, '', 'seven quiet orchards')).ok);
      expect(isTaken && knows).toBe(false);
      expect(isTaken || knows).toBe(true);
      for (const result of [linked, used, taken])
        expect(['link-not-valid', 'two-administrators-needed', undefined]).toContain(codesOf(result)[0]);
      expect(codesOf(await signIn(owner, 'wrong'))).toEqual(['sign-in-refused']);
    }
  });

  it('a code that is given while it is taken away lets nobody in', async () => {
    const edge = await opened('edge');
    const admin = edge.caller('admin');
    const owner = await enrolled(admin, edge.people.officer);
    const [taken, session] = await Promise.all([reset(admin, owner.person), signIn(owner, PASSWORD, codeOf(owner.secret))]);
    valueOf(taken);
    const open = await rows(`select * from session where district = 'edge' and ended_at is null and stepped_up_until is not null`);
    expect(open).toEqual([]);
    if (!session.ok) expect(codesOf(session)).toEqual(['code-wrong']);
  });

  it('is taken away by the operator of the deployment: 三员 too, by login, as the system in the chain of the district', async () => {
    const harbour = await opened('harbour', true);
    const system = harbour.administrator('systemAdministrator');
    const security = await enrolled(system, harbour.administrator('securityAdministrator').id);
    expect(codesOf(await asOperator('nowhere', security.login))).toEqual(['district-unknown']);
    expect(codesOf(await asOperator('harbour', 'nobody'))).toEqual(['account-not-found']);
    expect(codesOf(await asOperator('harbour', security.login, ' '))).toEqual(['text-not-valid']);
    expect(valueOf(await asOperator('harbour', security.login.toUpperCase()))).toMatchObject({
      personId: security.person,
      sessionsEnded: 1,
    });
    expect(codesOf(await asOperator('harbour', security.login))).toEqual(['second-factor-missing']);
    expect(await rows(`select * from audit_entry where district = 'harbour' and action = 'account.reset-second-factor'`)).toMatchObject([
      { actor_kind: 'system', actor_id: 'operator', request_id: 'cli', details: expect.stringContaining(REASON) as string },
    ]);
    expect(valueOf(await signIn(security)).secondFactorReset).toMatchObject({ by: null });
    // Until they enrol anew no link gives the account away.
    expect(await linkCodes(system, security.person)).toEqual(['administrator-account']);
  });

  it('that the only administrator took away is taken over by the operator of the deployment, and a link can be made again', async () => {
    const island = await opened('island');
    const admin = island.caller('admin');
    const owner = await enrolled(admin, island.people.officer);
    valueOf(await reset(admin, owner.person));
    expect(await linkCodes(admin, owner.person)).toEqual(['two-administrators-needed']);
    valueOf(await asOperator('island', owner.login));
    expect(await linkCodes(admin, owner.person)).toEqual([]);
  });
});
