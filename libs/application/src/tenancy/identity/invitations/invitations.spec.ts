import { randomBytes } from 'node:crypto';
import type { Clock, Instant, Result } from '@guicheng/kernel';
import { Database, type Change } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../caller.ts';
import { postsOn } from '../../organisation/posts-on.ts';
import { civilDateAt } from '@guicheng/kernel';
import { createIdentity } from '../identity.ts';
import { boundedWork } from '../passwords/bounded-work.ts';
import { passwordHasher } from '../passwords/password-hash.ts';
import { secretBox } from '../secret-box.ts';

const START = 1_795_651_500_000;
const DAY = 86_400_000;
const PASSWORD = 'zebra lamp tundra';
const TRACE = { requestId: 'r-1' };
const LOW = { log2N: 4, r: 8, p: 1 };

const codesOf = (result: Result<unknown, Problem[] | Problem>): string[] =>
  result.ok ? [] : [result.error].flat().map(({ code }) => code);
const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

describe('one-time links', () => {
  let test: TestDatabase;
  let database: Database;
  let superuser: Client;
  let identity: ReturnType<typeof createIdentity>;
  let now = START;
  const clock: Clock = { now: () => now as Instant };

  const signIn = (district: string, login: string, password = PASSWORD) =>
    identity.signIn({ district, login, password, code: null, newPassword: null, device: null, client: '', replaces: null }, TRACE);
  const caller = async (token: string): Promise<Caller> => valueOf(await identity.authenticate(token, { at: clock.now(), address: null }));
  const rows = async (query: string): Promise<Record<string, unknown>[]> => (await superuser.query(query)).rows;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    const hasher = passwordHasher(LOW, randomBytes, boundedWork({ atOnce: 2, waiting: 100 }));
    const box = secretBox(randomBytes(32), randomBytes);
    const postsOf: Parameters<typeof createIdentity>[0]['postsOf'] = (repositories, id, at) => postsOn(repositories, id, civilDateAt(at));
    identity = createIdentity({ database, clock, random: randomBytes, hasher, box, postsOf });
  });
  beforeEach(() => {
    now = START;
  });
  afterAll(async () => {
    await superuser.end();
    await database.close();
    await test.close();
  });

  describe('for setting up', () => {
    const choice = (token: string, over: object = {}) => ({ token, name: '王力', login: 'Wang.Li', password: PASSWORD, ...over });

    it('is offered until it was used; a new one voids the one before, and it is too old after a day', async () => {
      const [first, second] = [(await identity.setup.offer('r'))!, (await identity.setup.offer('r'))!];
      expect(codesOf(await identity.setup.complete(choice(first.token), TRACE))).toEqual(['link-not-valid']);
      expect(valueOf(await identity.showLink(second.token))).toMatchObject({ district: 'platform', purpose: 'setup', login: null });
      now += DAY;
      expect(codesOf(await identity.setup.complete(choice(second.token), TRACE))).toEqual(['link-not-valid']);
      expect(codesOf(await identity.showLink(second.token))).toEqual(['link-not-valid']);
      expect(JSON.stringify(await rows('select * from invitation'))).not.toContain(second.token.slice(-49));
    });

    it('says all that is wrong at once and stays usable; of many who use it together one makes the one account', async () => {
      const { token } = (await identity.setup.offer('r'))!;
      expect(codesOf(await identity.setup.complete(choice(token, { name: ' ', login: '?', password: 'admin' }), TRACE))).toEqual([
        'name-not-valid',
        'login-not-valid',
        'password-too-short',
        'password-too-common',
      ]);
      expect(codesOf(await identity.setup.complete(choice(token, { password: 'wang.li-2026' }), TRACE))).toEqual(['password-too-common']);
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, index) => identity.setup.complete(choice(token, { login: `op-${index}` }), TRACE)),
      );
      expect(all.map(codesOf).sort()).toEqual([[], ...Array<string[]>(7).fill(['link-not-valid'])]);
      expect(await rows(`select from account where district = 'platform'`)).toHaveLength(1);
      const { login } = valueOf(all.find(({ ok }) => ok)!);
      const me = await caller(valueOf(await signIn('platform', login)).token);
      expect(me.posts).toMatchObject([{ role: 'platform-operator', onBehalfOf: null }]);
      expect(await identity.setup.offer('r')).toBeUndefined();
      expect(codesOf(await identity.setup.complete(choice(token), TRACE))).toEqual(['link-not-valid']);
      expect((await rows(`select * from audit_entry where action = 'setup.complete'`)).length).toBe(1);
      expect(JSON.stringify(await rows('select * from audit_entry'))).not.toContain(token);
    });
  });

  describe('for people', () => {
    let east: TestDistrict;
    beforeAll(async () => {
      east = await testDistrict(database, 'east');
      await testDistrict(database, 'west');
    });
    const changeIn = (district: string, key: string): Change => ({
      district,
      actor: { kind: 'person', id: east.people.admin, onBehalfOf: null },
      requestId: 'r',
      at: clock.now(),
      idempotency: { key, requestDigest: key },
    });
    const adminOf = (district: string): Caller => ({ ...east.caller('admin'), district });
    const accept = (token: string, login = 'li.na', password = PASSWORD) => identity.acceptInvitation({ token, login, password }, TRACE);

    it('are answered again when asked again, with nothing in the database that opens them', async () => {
      const one = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'again'), east.people.editor));
      const again = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'again'), east.people.editor));
      expect(again).toEqual(one);
      for (const table of ['invitation', 'idempotency_key', 'audit_entry'])
        expect(JSON.stringify(await rows(`select * from ${table}`))).not.toContain(one.token.slice(-49));
    });

    it('are made by whose duty it is, and never give an administrator’s account away', async () => {
      const apart = await testDistrict(database, 'apart', { administrators: true });
      const person = apart.administrator('securityAdministrator').id;
      const system = apart.administrator('systemAdministrator');
      const change = (key: string): Change => ({ ...changeIn('apart', key), actor: { kind: 'person', id: system.id, onBehalfOf: null } });
      expect(codesOf(await identity.invitePerson(apart.caller('admin'), change('a'), person))).toEqual(['duties-separated']);
      expect(codesOf(await identity.disableAccount(apart.caller('admin'), change('b'), person, true))).toEqual(['duties-separated']);
      expect(codesOf(await identity.chooseProfile(system, change('c'), 'modern'))).toEqual(['not-permitted']);
      const { token } = valueOf(await identity.invitePerson(system, change('d'), person));
      valueOf(await accept(token, 'sec'));
      expect(codesOf(await identity.invitePerson(system, change('e'), person))).toEqual(['administrator-account']);
    });

    it('are made for people of the own district only', async () => {
      expect(codesOf(await identity.invitePerson(adminOf('west'), changeIn('west', 'foreign'), east.people.editor))).toEqual([
        'person-not-found',
      ]);
      expect(codesOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'none'), 'no-id'))).toEqual(['person-not-found']);
    });

    it('give an account once, in parallel too; another login that is taken is refused and the link stays usable', async () => {
      const { token } = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'k1'), east.people.editor));
      expect(valueOf(await identity.showLink(token))).toMatchObject({ district: 'east', purpose: 'new-account', login: null });
      const both = await Promise.all([accept(token), accept(token)]);
      expect(both.map(codesOf).sort()).toEqual([[], ['link-not-valid']]);
      expect(codesOf(await accept(token))).toEqual(['link-not-valid']);
      const me = await caller(valueOf(await signIn('east', 'li.na')).token);
      expect(me).toMatchObject({ district: 'east', id: east.people.editor, posts: [{ role: 'policy-editor' }] });
      const other = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'k2'), east.people.approver));
      expect(codesOf(await accept(other.token, 'LI.NA'))).toEqual(['login-taken']);
      valueOf(await accept(other.token, 'zhao'));
    });

    it('give who has an account a new password; all sessions end, and the one before is no use', async () => {
      valueOf(
        await accept(valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'k3'), east.people.officer)).token, 'sun'),
      );
      const { token } = valueOf(await signIn('east', 'sun'));
      const link = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'k4'), east.people.officer));
      expect(valueOf(await identity.showLink(link.token))).toMatchObject({ purpose: 'new-password', login: 'sun' });
      expect(codesOf(await accept(link.token, 'ignored', PASSWORD))).toEqual(['password-reused']);
      expect(valueOf(await accept(link.token, 'ignored', 'river under bridge'))).toEqual({ district: 'east', login: 'sun' });
      expect(codesOf(await identity.authenticate(token, { at: clock.now(), address: null }))).toEqual(['session-over']);
      expect(codesOf(await signIn('east', 'sun'))).toEqual(['sign-in-refused']);
      valueOf(await signIn('east', 'sun', 'river under bridge'));
    });

    it('let the first administrator of a district in, as long as nobody of it can sign in', async () => {
      const north = await testDistrict(database, 'north');
      const first = valueOf(await identity.inviteFirstAdmin(changeIn('platform', 'n1'), 'north'));
      expect(first.token).toMatch(/^gcl_north_/);
      valueOf(await accept(first.token, 'admin.of.north'));
      const { token } = valueOf(await signIn('north', 'admin.of.north'));
      expect(await caller(token)).toMatchObject({ id: north.people.admin, posts: [{ role: 'district-admin' }] });
      expect(codesOf(await identity.inviteFirstAdmin(changeIn('platform', 'n2'), 'north'))).toEqual(['district-in-use']);
      for (const none of ['nowhere', '', '\u0000'])
        expect(codesOf(await identity.inviteFirstAdmin(changeIn('platform', `none ${none}`), none))).toEqual(['district-without-admin']);
    });

    it('used at once under one login give it to one person; the others are told and choose another', async () => {
      const south = await testDistrict(database, 'south');
      const people = Object.values(south.people).slice(0, 6);
      const links = await Promise.all(
        people.map(async (person) => valueOf(await identity.invitePerson(adminOf('south'), changeIn('south', person), person))),
      );
      const outcomes = await Promise.all(links.map(({ token }) => accept(token, 'the.same')));
      expect(outcomes.map(codesOf).sort()).toEqual([[], ...people.slice(1).map(() => ['login-taken'])]);
      const late = links[outcomes.findIndex(({ ok }) => !ok)]!;
      expect(valueOf(await accept(late.token, 'another'))).toEqual({ district: 'south', login: 'another' });
    });

    it('made at once for one person leave one that is open', async () => {
      await testDistrict(database, 'center');
      const made = await Promise.all(
        Array.from({ length: 6 }, (_, index) => identity.inviteFirstAdmin(changeIn('platform', `c${index}`), 'center')),
      );
      const open = await rows(`select from invitation where district = 'center' and used_at is null and voided_at is null`);
      expect([made.filter(({ ok }) => ok).length, open.length]).toEqual([6, 1]);
    });

    it('are too old after a week, void once there is a newer one, and no key to setting up', async () => {
      const first = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'k5'), east.people.reviewer));
      const second = valueOf(await identity.invitePerson(adminOf('east'), changeIn('east', 'k6'), east.people.reviewer));
      expect(codesOf(await accept(first.token))).toEqual(['link-not-valid']);
      expect(codesOf(await identity.setup.complete({ token: second.token, name: '王', login: 'wang', password: PASSWORD }, TRACE))).toEqual(
        ['link-not-valid'],
      );
      now += 7 * DAY;
      expect(codesOf(await accept(second.token))).toEqual(['link-not-valid']);
      expect(codesOf(await accept('gcl_east_x'))).toEqual(['link-not-valid']);
    });
  });
});
