import { addDays, civilDateOf, type CivilDate } from '@guicheng/kernel';
import { prepare, templateDatabase, TEST_AT, TEST_FROM, testDistrict, testId, testPlatform } from '@guicheng/testing';
import type { TestDatabase, TestDistrict } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../database.ts';
import type { DistrictRepositories } from '../unit-of-work.ts';
import type { KeyRange } from '../../key-range.ts';
import type { PersonQuery } from './person.repository.ts';
import type { PostQuery } from './post.repository.ts';

const day = (month: number, dayOfMonth: number): CivilDate => civilDateOf(2026, month, dayOfMonth)!;
const MAY = { from: day(5, 1), to: day(5, 31) };
const ADMINISTRATORS = ['system-administrator', 'security-administrator', 'audit-administrator'];

describe('the organisation of a district', () => {
  let test: TestDatabase;
  let database: Database;
  let east: TestDistrict;
  let west: TestDistrict;
  let client: Client;
  let count = 0;

  const fresh = (): string => testId('east', `fresh ${++count}`);
  const within = <T>(work: (repositories: DistrictRepositories) => Promise<T>): Promise<T> => database.inDistrict('east', work);
  /** Does it in a transaction of the district `east` that comes to nothing. */
  const attempt = async (statement: string, values: readonly unknown[] = []): Promise<number | null> =>
    (await client.query(statement, [...values])).rowCount;
  const post = (personId: string, role: string, days: { from: CivilDate; to: CivilDate | null } = MAY, unitId = east.units.office) =>
    prepare(database, 'east', ({ posts }) => posts.add({ postId: fresh(), personId, unitId, role, ...days, recordedAt: TEST_AT }));
  const person = async (): Promise<string> => {
    const personId = fresh();
    await prepare(database, 'east', ({ people }) =>
      people.add({ personId, nameZh: '某人', phone: null, email: null, from: TEST_FROM, to: null, recordedAt: TEST_AT }),
    );
    return personId;
  };
  const delegate = (fromPersonId: string, toPersonId: string, postId: string | null = null, days = MAY) =>
    prepare(database, 'east', ({ delegations }) =>
      delegations.add({ delegationId: fresh(), fromPersonId, toPersonId, postId, reason: '出差', ...days, recordedAt: TEST_AT }),
    );
  const rolesOn = async (personId: string, on: CivilDate): Promise<string[]> =>
    (await within(({ posts }) => posts.heldOn(personId, on))).map(({ role, onBehalfOf }) => (onBehalfOf === null ? role : `${role} for`));
  const unit = async (parentUnitId: string | null, days: { from: CivilDate; to: CivilDate | null }): Promise<string> => {
    const unitId = fresh();
    await prepare(database, 'east', ({ units }) =>
      units.add(
        { unitId, code: `U${count}`, kind: 'department', recordedAt: TEST_AT },
        { periodId: fresh(), unitId, nameZh: '某处', parentUnitId, ...days, recordedAt: TEST_AT },
      ),
    );
    return unitId;
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { poolSize: 6 });
    east = await testDistrict(database, 'east');
    west = await testDistrict(database, 'west');
    await testPlatform(database);
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });
  beforeEach(async () => {
    client = new Client({ connectionString: test.appUrl });
    await client.connect();
    await client.query(`begin; set local guicheng.district = 'east'`);
  });
  afterEach(async () => {
    await client.query('rollback');
    await client.end();
  });

  it('every one of its tables refuses to commit a change without an audit entry', async () => {
    for (const change of [
      `insert into person select 'east', gen_random_uuid(), '甲', null, null, '2026-01-01', null, now()`,
      `update person set phone = '1' where person_id = '${east.people.admin}'`,
      `update post set to_day = '2026-01-01' where post_id = '${east.posts.admin}'`,
      `insert into unit select 'east', gen_random_uuid(), 'new', 'office', now()`,
    ]) {
      await client.query(`rollback; begin; set local guicheng.district = 'east'`);
      expect(await attempt(change), change).toBe(1);
      await expect(client.query('commit'), change).rejects.toMatchObject({ code: 'GC003' });
    }
  });

  it('history is not rewritten: of a row only the last day is set, and only to an earlier one', async () => {
    await attempt(`update post set to_day = '2026-05-31' where post_id = $1`, [east.posts.officer]);
    await attempt(`update post set to_day = '2026-05-01' where post_id = $1`, [east.posts.officer]);
    for (const change of [
      `update post set to_day = '2026-05-02' where post_id = '${east.posts.officer}'`,
      `update post set to_day = null where post_id = '${east.posts.officer}'`,
      `update post set role = 'auditor', to_day = '2026-01-01' where post_id = '${east.posts.officer}'`,
      `update post set from_day = '2021-01-01' where post_id = '${east.posts.editor}'`,
      `update unit_period set name_zh = '别名' where unit_id = '${east.units.town}'`,
    ]) {
      await client.query('savepoint before_it');
      await expect(attempt(change), change).rejects.toMatchObject({ code: 'GC002' });
      await client.query('rollback to before_it');
    }
    for (const table of ['post', 'unit', 'unit_period', 'person', 'delegation', 'district']) {
      await client.query('savepoint before_it');
      await expect(attempt(`delete from ${table}`), table).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback to before_it');
    }
  });

  it('a district is entered and closed by its own transactions, closed once and otherwise never changed', async () => {
    const refused = async (statement: string, code: string): Promise<void> => {
      await client.query('savepoint before_it');
      await expect(attempt(statement), statement).rejects.toMatchObject({ code });
      await client.query('rollback to before_it');
    };
    await refused(`insert into district values ('north', '北区', now())`, '42501');
    await refused(`update district set closed_at = now() where district = 'west'`, '42501');
    await refused(`update district set name_zh = '东区' where district = 'east'`, 'GC002');
    await attempt(`update district set closed_at = now() where district = 'east'`);
    await refused(`update district set closed_at = now() where district = 'east'`, 'GC002');
    await refused(`update district set closed_at = null where district = 'east'`, 'GC002');
    expect((await database.districts.all()).map(({ district }) => district)).toEqual(['east', 'platform', 'west']);
    expect(await database.districts.byCode('west')).toEqual({ district: 'west', nameZh: '试验区', openedAt: TEST_AT, closedAt: null });
  });

  it.each([
    [
      'a unit',
      () => [`insert into post select 'east', gen_random_uuid(), $1, $2, 'auditor', '2026-01-01'`, east.people.admin, west.units.office],
    ],
    [
      'a person',
      () => [`insert into post select 'east', gen_random_uuid(), $1, $2, 'auditor', '2026-01-01'`, west.people.admin, east.units.office],
    ],
    [
      'a delegate',
      () => [
        `insert into delegation select 'east', gen_random_uuid(), $1, $2, null, 'r', '2026-01-01', '2026-01-02'`,
        east.people.admin,
        west.people.admin,
      ],
    ],
    [
      'a parent',
      () => [`insert into unit_period select 'east', gen_random_uuid(), $1, 'n', $2, '2026-01-01'`, east.units.office, west.units.office],
    ],
  ])('nothing refers to %s of another district', async (_, make) => {
    const [statement, ...values] = make() as [string, ...string[]];
    if (statement.includes('into unit_period'))
      await attempt(`update unit_period set to_day = '2025-12-31' where unit_id = $1`, [values[0]]);
    const complete = statement.includes('delegation') ? `${statement}, now()` : `${statement}, null, now()`;
    await expect(attempt(complete, values)).rejects.toMatchObject({ code: '23503' });
  });

  it('the operator of the platform is in the tenant "platform" and nobody else may be', async () => {
    await expect(post(east.people.auditor, 'platform-operator')).rejects.toMatchObject({ code: '23514' });
    await expect(attempt(`insert into unit values ('east', gen_random_uuid(), 'op', 'operator', now())`)).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('one role in one unit is held once on a day: up to the last day, and again from the day after', async () => {
    const someone = await person();
    await post(someone, 'reviewer');
    await expect(post(someone, 'reviewer', { from: MAY.to, to: null })).rejects.toMatchObject({ code: '23P01' });
    await post(someone, 'reviewer', { from: addDays(MAY.to, 1), to: null });
    await post(someone, 'reviewer', MAY, east.units.bureau);
    await post(someone, 'auditor');
    expect(await rolesOn(someone, addDays(MAY.from, -1))).toEqual([]);
    expect(await rolesOn(someone, MAY.from)).toHaveLength(3);
    expect(await rolesOn(someone, MAY.to)).toHaveLength(3);
    expect(await rolesOn(someone, addDays(MAY.to, 1))).toEqual(['reviewer']);
  });

  it('a post whose last day lies before its first is not held on any day', async () => {
    const someone = await person();
    await post(someone, 'reviewer', { from: MAY.from, to: addDays(MAY.from, -1) });
    await post(someone, 'reviewer', { from: MAY.from, to: MAY.from });
    expect(await rolesOn(someone, MAY.from)).toEqual(['reviewer']);
    await expect(post(someone, 'auditor', { from: MAY.from, to: addDays(MAY.from, -2) })).rejects.toMatchObject({ code: '23514' });
  });

  it.each(ADMINISTRATORS)('a person who is %s holds no other role on any common day', async (role) => {
    for (const other of ['office-officer', 'auditor', ...ADMINISTRATORS.filter((one) => one !== role)]) {
      const someone = await person();
      await post(someone, role);
      await expect(post(someone, other, { from: MAY.to, to: null }), other).rejects.toMatchObject({ code: 'GC012' });
      await post(someone, other, { from: addDays(MAY.to, 1), to: null });
      await post(someone, role, MAY, east.units.finance);
    }
  });

  it('duties stay apart through delegation, whichever comes first', async () => {
    const [officer, guard, late] = [await person(), await person(), await person()];
    await post(officer, 'office-officer', { from: MAY.from, to: null });
    await post(guard, 'security-administrator');
    await expect(delegate(officer, guard)).rejects.toMatchObject({ code: 'GC012' });
    await expect(delegate(guard, officer)).rejects.toMatchObject({ code: 'GC012' });
    const june = { from: day(6, 1), to: day(6, 30) };
    await delegate(officer, guard, null, june);
    expect(await rolesOn(guard, june.to)).toEqual(['office-officer for']);
    await expect(post(guard, 'audit-administrator', { from: june.to, to: null })).rejects.toMatchObject({ code: 'GC012' });
    // What is delegated with all posts grows when the person who is away is given another.
    await delegate(late, guard, null, { from: day(7, 1), to: day(7, 31) });
    await post(guard, 'security-administrator', { from: day(7, 1), to: null }, east.units.finance);
    await expect(post(late, 'reviewer', { from: day(7, 31), to: null })).rejects.toMatchObject({ code: 'GC012' });
    await post(late, 'reviewer', { from: day(8, 1), to: null });
  });

  it('of two appointments at once that would bring duties together, one is refused', async () => {
    for (let round = 0; round < 8; round++) {
      const someone = await person();
      const outcomes = await Promise.allSettled([post(someone, 'system-administrator'), post(someone, 'audit-administrator')]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'GC012' } });
    }
  });

  it('a delegate acts in the posts of who is away, on the days of both, and hands nothing on', async () => {
    const [away, delegated, third] = [await person(), await person(), await person()];
    await post(away, 'policy-approver', { from: day(5, 10), to: null });
    await post(delegated, 'reviewer', { from: day(1, 1), to: null });
    await delegate(away, delegated);
    await delegate(delegated, third);
    expect(await rolesOn(delegated, day(5, 9))).toEqual(['reviewer']);
    expect(await rolesOn(delegated, day(5, 10))).toEqual(['reviewer', 'policy-approver for']);
    expect(await rolesOn(delegated, MAY.to)).toEqual(['reviewer', 'policy-approver for']);
    expect(await rolesOn(delegated, addDays(MAY.to, 1))).toEqual(['reviewer']);
    expect(await rolesOn(third, MAY.to)).toEqual(['reviewer for']);
    await expect(delegate(away, away, null, MAY)).rejects.toMatchObject({ code: '23514' });
    await expect(delegate(away, third, east.posts.officer)).rejects.toMatchObject({ code: '23503' });
    await expect(delegate(away, delegated, null, { from: MAY.to, to: MAY.to })).rejects.toMatchObject({ code: '23P01' });
  });

  it('who is no longer there acts in nothing', async () => {
    const someone = await person();
    await post(someone, 'reviewer');
    await prepare(database, 'east', ({ people }) => people.end(someone, day(5, 15)));
    expect(await rolesOn(someone, day(5, 15))).toEqual(['reviewer']);
    expect(await rolesOn(someone, day(5, 16))).toEqual([]);
    expect(await within(({ posts }) => posts.heldOn('no-id', MAY.from))).toEqual([]);
    expect(await within(({ posts }) => posts.heldOn(west.people.admin, MAY.from))).toEqual([]);
  });

  it('units stand in a tree that differs from day to day', async () => {
    const top = await unit(null, { from: TEST_FROM, to: null });
    const moved = await unit(top, MAY);
    const leaf = await unit(moved, { from: TEST_FROM, to: null });
    const lastly = addDays(MAY.to, 1);
    await prepare(database, 'east', ({ units }) =>
      units.addPeriod({
        periodId: fresh(),
        unitId: moved,
        nameZh: '新名',
        parentUnitId: null,
        from: lastly,
        to: null,
        recordedAt: TEST_AT,
      }),
    );
    const below = async (unitId: string, on: CivilDate) => within(({ units }) => units.below(unitId, on));
    expect(await below(top, addDays(MAY.from, -1))).toEqual([top]);
    for (const on of [MAY.from, MAY.to]) expect(await below(top, on)).toEqual([top, moved, leaf]);
    expect(await below(top, lastly)).toEqual([top]);
    expect(await below(moved, lastly)).toEqual([moved, leaf]);
    expect(await below(moved, addDays(MAY.from, -1))).toEqual([]);
    expect(await within(({ units }) => units.above(leaf, MAY.to))).toEqual([moved, top]);
    expect(await within(({ units }) => units.above(leaf, lastly))).toEqual([moved]);
    expect(await within(({ units }) => units.on(moved, lastly))).toMatchObject({ nameZh: '新名', parentUnitId: null, to: null });
    expect(await below(west.units.bureau, MAY.from)).toEqual([]);
  });

  it('no unit is above itself on any day, also when two are moved at once', async () => {
    const halves = { first: { from: TEST_FROM, to: addDays(MAY.from, -1) }, second: { from: MAY.from, to: null } };
    const period = (unitId: string, parentUnitId: string, days: { from: CivilDate; to: CivilDate | null }) =>
      prepare(database, 'east', ({ units }) =>
        units.addPeriod({ periodId: fresh(), unitId, nameZh: '某处', parentUnitId, ...days, recordedAt: TEST_AT }),
      );
    const [a, b, c] = [await unit(null, halves.first), await unit(null, halves.first), await unit(null, halves.first)];
    await period(b, a, halves.second);
    await period(c, b, { from: MAY.to, to: null });
    await expect(period(a, c, halves.second)).rejects.toMatchObject({ code: 'GC011' });
    await expect(period(a, a, halves.second)).rejects.toMatchObject({ code: '23514' });
    await period(a, c, { from: MAY.from, to: addDays(MAY.to, -1) });
    for (let round = 0; round < 4; round++) {
      const [x, y] = [await unit(null, halves.first), await unit(null, halves.first)];
      const outcomes = await Promise.allSettled([period(x, y, halves.second), period(y, x, halves.second)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('lists are in one order, and go on behind or before what was shown', async () => {
    const inWest = <T>(work: (repositories: DistrictRepositories) => Promise<T>): Promise<T> => database.inDistrict('west', work);
    const all = { from: null, backwards: false, limit: 20 };
    const units = (range: Partial<KeyRange>) =>
      inWest(async (repositories) => {
        const query = { on: TEST_FROM, kinds: ['department', 'office'], range: { ...all, limit: 2, ...range } } as const;
        return (await repositories.units.list(query)).map(({ code }) => code);
      });
    expect(await units({})).toEqual(['bureau', 'finance']);
    expect(await units({ from: 'finance' })).toEqual(['office']);
    expect(await units({ from: 'office', backwards: true })).toEqual(['bureau', 'finance']);
    expect(await units({ backwards: true, limit: 1 })).toEqual(['office']);
    const names = (query: Partial<PersonQuery>) =>
      inWest(async ({ people }) => (await people.list({ on: TEST_FROM, range: all, ...query })).map(({ nameZh }) => nameZh));
    const everybody = await names({});
    expect(everybody).toHaveLength(10);
    const behind = everybody.slice(everybody.indexOf('admin') + 1);
    expect(await names({ range: { from: west.people.admin, backwards: false, limit: 3 } })).toEqual(behind.slice(0, 3));
    expect(await names({ unitId: west.units.office, role: 'office-officer' })).toEqual(['officer']);
    expect(await names({ name: 'townApp' })).toEqual(['townApplicant']);
    expect(await names({ on: addDays(TEST_FROM, -1) })).toEqual([]);
    const posts = (query: Partial<PostQuery>) =>
      inWest(async (repositories) => (await repositories.posts.list({ on: TEST_FROM, range: all, ...query })).map(({ role }) => role));
    expect(await posts({ unitId: west.units.town })).toEqual(['applicant']);
    expect(await posts({ role: 'reviewer', range: { ...all, backwards: true } })).toEqual(['reviewer']);
    expect(await posts({})).toHaveLength(10);
  });
});
