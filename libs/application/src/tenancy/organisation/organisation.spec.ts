import { createHash } from 'node:crypto';
import { addDays, civilDateAt, formatCivilDate, type Result } from '@guicheng/kernel';
import { Database, type Change } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { templateDatabase, TEST_AT, testDistrict, testPlatform } from '@guicheng/testing';
import type { TestCaller, TestDatabase, TestDistrict } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, Role } from '../caller.ts';
import { createOrganisation, type Organisation } from './organisation.ts';
import { postsOn } from './posts-on.ts';
import { unitsBelow } from './units/units-below.ts';

const TODAY = civilDateAt(TEST_AT);
const inDays = (days: number): string => formatCivilDate(addDays(TODAY, days));
const PAST = '2025-06-01';
const LIST = { from: null, backwards: false, limit: 50 } as const;

describe('who is who in a district', () => {
  let test: TestDatabase;
  let database: Database;
  let organisation: Organisation;
  let east: TestDistrict;
  let west: TestDistrict;
  let apart: TestDistrict;
  let operator: TestCaller;
  let admin: TestCaller;
  let count = 0;

  const changeOf = (caller: Caller, over: Partial<Change> = {}): Change => ({
    district: caller.district,
    actor: { kind: caller.kind, id: caller.id, onBehalfOf: null },
    requestId: `r-${++count}`,
    at: TEST_AT,
    idempotency: null,
    ...over,
  });
  const value = <T>(result: Result<T, Problem[]>): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  const codes = (result: Result<unknown, Problem[]>): string[] =>
    result.ok ? [] : result.error.map(({ code, pointer }) => `${code} ${pointer}`);
  const person = async (nameZh = '王某', caller: Caller = admin): Promise<string> =>
    value(await organisation.addPerson(caller, { nameZh, from: PAST }, changeOf(caller))).personId;
  const appoint = (personId: string, role: Role, unitId: string, from = PAST, to: string | null = null, caller: Caller = admin) =>
    organisation.appoint(caller, { personId, role, unitId, from, to }, changeOf(caller));
  const end = (id: string, days: number, caller: Caller = admin) =>
    organisation.endPost(caller, { id, lastDay: inDays(days) }, changeOf(caller));
  const delegate = (fromPersonId: string, toPersonId: string, over: object = {}, caller: Caller = admin) =>
    organisation.delegate(caller, { fromPersonId, toPersonId, from: inDays(0), to: inDays(10), reason: '出差', ...over }, changeOf(caller));
  const held = async (personId: string, days: number, district = 'east'): Promise<string[]> =>
    (await database.inDistrict(district, (repositories) => postsOn(repositories, personId, addDays(TODAY, days)))).map(
      ({ role, onBehalfOf }) => (onBehalfOf === null ? role : `${role} for another`),
    );
  const audited = async (district = 'east'): Promise<Record<string, string>> => {
    const client = new Client({ connectionString: test.auditorUrl });
    await client.connect();
    await client.query(`select set_config('guicheng.district', $1, false)`, [district]);
    const { rows } = await client.query<Record<string, string>>(`select * from audit_entry order by sequence desc limit 1`);
    await client.end();
    return rows[0]!;
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { poolSize: 8 });
    let drawn = 0;
    const random = (bytes: number): Uint8Array => createHash('sha256').update(String(drawn++)).digest().subarray(0, bytes);
    organisation = createOrganisation({ database, random });
    east = await testDistrict(database, 'east');
    west = await testDistrict(database, 'west');
    apart = await testDistrict(database, 'apart', { administrators: true });
    operator = await testPlatform(database);
    admin = east.caller('admin');
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  describe('opening a district', () => {
    const input = (code: string) => ({
      code,
      nameZh: '新区',
      office: { code: 'OFFICE', nameZh: '联席会议办公室' },
      admin: { nameZh: '首任管理员', phone: '13800000000' },
    });

    it('makes a tenant with its office and its first admin, and begins its audit chain', async () => {
      const opened = value(await organisation.openDistrict(operator, input('north'), changeOf(operator)));
      expect(await database.districts.byCode('north')).toMatchObject({ nameZh: '新区', openedAt: TEST_AT, closedAt: null });
      expect(await held(opened.personId, 0, 'north')).toEqual(['district-admin']);
      expect(await held(opened.personId, -1, 'north')).toEqual([]);
      const entry = await audited('north');
      expect(entry).toMatchObject({ sequence: '1', action: 'district.open', actor_id: operator.id, subject_id: 'north' });
      expect(JSON.stringify(entry)).not.toMatch(/首任|1380000/);
      expect(await audited('platform')).toMatchObject({ action: 'district.request', actor_id: operator.id, subject_id: 'north' });
      expect(codes(await organisation.openDistrict(operator, input('north'), changeOf(operator)))).toEqual([
        'district-code-taken /input/code',
      ]);
    });

    it('asked again with its key goes on where it broke off, and is done once', async () => {
      const change = changeOf(operator, { idempotency: { key: 'open', requestDigest: 'd' } });
      const first = await organisation.openDistrict(operator, input('south'), change);
      expect(await organisation.openDistrict(operator, input('south'), change)).toEqual(first);
      expect(await audited('south')).toMatchObject({ sequence: '1' });
      // Broken off between the two mutations: the request is in the chain of the platform, the district is not there.
      const broken = Object.assign(Object.create(Database.prototype) as Database, {
        change: (one: Change, work: never) =>
          one.district === 'platform' ? database.change(one, work) : Promise.reject(new Error('broken')),
        inDistrict: database.inDistrict.bind(database),
      });
      const half = createOrganisation({ database: broken, random: (bytes) => new Uint8Array(bytes).fill(7) });
      const again = changeOf(operator, { idempotency: { key: 'broken', requestDigest: 'd' } });
      await expect(half.openDistrict(operator, input('center'), again)).rejects.toThrow('broken');
      expect(await database.districts.byCode('center')).toBeUndefined();
      expect(value(await organisation.openDistrict(operator, input('center'), again))).toMatchObject({ district: 'center' });
    });

    it('is for operators of the platform only, and says all that is wrong', async () => {
      for (const caller of [admin, { ...operator, district: 'east' }, { ...operator, posts: [] }, { ...operator, kind: 'client' as const }])
        expect(codes(await organisation.openDistrict(caller, input('other'), changeOf(caller)))).toEqual(['not-permitted ']);
      const wrong = { code: 'platform', nameZh: ' ', office: { code: '-', nameZh: '办' }, admin: { nameZh: '甲\u0007', email: 'x' } };
      expect(codes(await organisation.openDistrict(operator, wrong, changeOf(operator)))).toEqual([
        'district-code-not-valid /input/code',
        'text-not-valid /input/nameZh',
        'unit-code-not-valid /input/office/code',
        'text-not-valid /input/admin/nameZh',
        'email-not-valid /input/admin/email',
      ]);
    });
  });

  describe('units', () => {
    const add = (over: object, caller: Caller = admin) =>
      organisation.addUnit(caller, { code: `U${++count}`, kind: 'department', nameZh: '新单位', from: PAST, ...over }, changeOf(caller));

    it('stand where their kind stands: an institution under its competent department, others under none', async () => {
      expect(codes(await add({ kind: 'subordinate-institution' }))).toEqual(['unit-needs-parent /input/parentId']);
      const misplaced = await add({ kind: 'sub-district', parentId: east.units.office });
      expect(codes(misplaced)).toEqual(['unit-parent-kind /input/parentId']);
      expect(misplaced.ok ? '' : misplaced.error[0]!.en).toBe(
        'A unit of this kind (sub-district) does not stand under one of that kind (office).',
      );
      expect(codes(await add({ kind: 'sub-district', parentId: east.units.bureau }))).toEqual(['unit-parent-kind /input/parentId']);
      expect(codes(await add({ kind: 'subordinate-institution', parentId: east.units.company }))).toEqual([
        'unit-parent-kind /input/parentId',
      ]);
      for (const parentId of [west.units.bureau, 'no-id', '00000000-0000-7000-8000-000000000000'])
        expect(codes(await add({ kind: 'subordinate-institution', parentId }))).toEqual(['unit-not-found /input/parentId']);
      expect(codes(await add({ kind: 'operator' }))).toEqual(['unit-kind-not-here /input/kind']);
      expect(codes(await add({ code: 'bureau' }))).toEqual(['unit-code-taken /input/code']);
      expect(codes(await add({ code: '', nameZh: '', from: '2026-02-30' }))).toEqual([
        'unit-code-not-valid /input/code',
        'text-not-valid /input/nameZh',
        'date-not-valid /input/from',
      ]);
      const made = value(await add({ kind: 'subordinate-institution', parentId: east.units.bureau }));
      expect(await database.inDistrict('east', (r) => unitsBelow(r, [east.units.bureau, made.unitId], TODAY))).toEqual(
        expect.arrayContaining([east.units.bureau, east.units.institution, made.unitId]),
      );
    });

    it('are renamed and moved from a day on; what they were until then stays known', async () => {
      const unit = value(await add({}));
      const moved = value(
        await organisation.changeUnit(
          admin,
          { id: unit.unitId, nameZh: '改名局', parentId: east.units.finance, from: inDays(3) },
          changeOf(admin),
        ),
      );
      expect(moved).toMatchObject({ nameZh: '改名局', parentUnitId: east.units.finance });
      expect(value(await organisation.showUnit(admin, unit.unitId, inDays(2)))).toMatchObject({ nameZh: '新单位', parentUnitId: null });
      expect(value(await organisation.showUnit(admin, unit.unitId, inDays(3)))).toMatchObject({ nameZh: '改名局', to: null });
      const change = (over: object) => organisation.changeUnit(admin, { id: unit.unitId, from: inDays(3), ...over }, changeOf(admin));
      expect(codes(await change({}))).toEqual(['changes-nothing /input']);
      expect(codes(await change({ nameZh: '早', from: inDays(-1) }))).toEqual(['begin-in-the-past /input/from']);
      expect(codes(await change({ nameZh: '错', id: west.units.bureau }))).toEqual(['unit-not-found /input/id']);
      expect(
        codes(await organisation.changeUnit(admin, { id: east.units.finance, parentId: unit.unitId, from: inDays(0) }, changeOf(admin))),
      ).toEqual(['unit-under-itself /input/parentId']);
      // Entered by mistake for today: what is right from today takes its place, and no day of the other is left.
      expect(value(await change({ nameZh: '再改局', parentId: null }))).toMatchObject({ parentUnitId: null });
      expect(value(await organisation.showUnit(admin, unit.unitId, inDays(3)))).toMatchObject({ nameZh: '再改局' });
    });

    it('moved into each other at once: one is refused', async () => {
      const [a, b] = [value(await add({})), value(await add({}))];
      const move = (id: string, parentId: string) => organisation.changeUnit(admin, { id, parentId, from: inDays(0) }, changeOf(admin));
      const both = await Promise.all([move(a.unitId, b.unitId), move(b.unitId, a.unitId)]);
      expect(both.flatMap(codes)).toEqual(['unit-under-itself /input/parentId']);
    });

    it('are closed when nobody and nothing depends on them any more', async () => {
      const parent = value(await add({}));
      const child = value(await add({ kind: 'subordinate-institution', parentId: parent.unitId }));
      const close = (id: string, days: number) => organisation.closeUnit(admin, { id, lastDay: inDays(days) }, changeOf(admin));
      const post = value(await appoint(await person(), 'applicant', child.unitId));
      expect(codes(await close(parent.unitId, 5))).toEqual(['unit-has-units /input/id']);
      expect(codes(await close(child.unitId, 5))).toEqual(['unit-has-posts /input/id']);
      value(await end(post.postId, 5));
      expect(codes(await close(child.unitId, 4))).toEqual(['unit-has-posts /input/id']);
      expect(value(await close(child.unitId, 5))).toMatchObject({ to: addDays(TODAY, 5) });
      expect(codes(await close(parent.unitId, 4))).toEqual(['unit-has-units /input/id']);
      expect(value(await close(parent.unitId, 5))).toMatchObject({ to: addDays(TODAY, 5) });
      expect(codes(await close(parent.unitId, 5))).toEqual(['already-ended /input/lastDay']);
      expect(codes(await close(parent.unitId, -2))).toEqual(['end-in-the-past /input/lastDay']);
      expect(codes(await add({ kind: 'subordinate-institution', parentId: parent.unitId }))).toEqual(['unit-not-found /input/parentId']);
      const listed = async (days: number) =>
        value(await organisation.listUnits(admin, { on: inDays(days), kinds: null, range: LIST })).rows.map(({ unitId }) => unitId);
      expect(await listed(5)).toContain(parent.unitId);
      expect(await listed(6)).not.toContain(parent.unitId);
    });
  });

  describe('people', () => {
    it('are corrected; the audit chain tells which fields and no name', async () => {
      const id = await person('旧名');
      const change = (over: object) => organisation.changePerson(admin, { id, ...over }, changeOf(admin));
      expect(value(await change({ nameZh: '新名', phone: '021-5555 0000' }))).toMatchObject({
        nameZh: '新名',
        phone: '021-5555 0000',
        email: null,
      });
      expect(value(await change({ email: 'a@b.cn' }))).toMatchObject({ nameZh: '新名', phone: '021-5555 0000', email: 'a@b.cn' });
      expect(value(await change({ phone: null }))).toMatchObject({ phone: null, email: 'a@b.cn' });
      expect(await audited()).toMatchObject({ action: 'person.change', subject_id: id, details: '{"changed":["phone"]}' });
      expect(codes(await change({ phone: 'x', email: '@' }))).toEqual(['phone-not-valid /input/phone', 'email-not-valid /input/email']);
      expect(codes(await change({ id: west.people.admin, phone: null }))).toEqual(['person-not-found /input/id']);
    });

    it('end with everything that would go on, and what they held stays known', async () => {
      const [leaving, other] = [await person(), await person()];
      value(await appoint(leaving, 'reviewer', east.units.experts));
      value(await appoint(leaving, 'applicant', east.units.town, inDays(20)));
      value(await appoint(other, 'auditor', east.units.finance));
      value(await delegate(leaving, other));
      const ended = await organisation.endPerson(admin, { id: leaving, lastDay: inDays(2) }, changeOf(admin));
      expect(value(ended)).toMatchObject({ to: addDays(TODAY, 2) });
      expect(await held(leaving, 2)).toEqual(['reviewer']);
      expect(await held(leaving, 3)).toEqual([]);
      expect(await held(leaving, 20)).toEqual([]);
      expect(await held(other, 2)).toEqual(['auditor', 'reviewer for another']);
      expect(await held(other, 3)).toEqual(['auditor']);
      const shown = value(await organisation.showPerson(admin, leaving));
      expect(shown.posts.map(({ role, to }) => [role, to && formatCivilDate(to)])).toEqual([
        ['reviewer', inDays(2)],
        ['applicant', inDays(19)],
      ]);
      expect(codes(await appoint(leaving, 'reviewer', east.units.experts, inDays(2), inDays(3)))).toEqual([
        'person-not-found /input/personId',
      ]);
    });

    it('are seen by those whose work it is, and by themselves', async () => {
      const list = (caller: Caller, over: object = {}) =>
        organisation.listPeople(caller, { on: inDays(0), name: null, unitId: null, role: null, range: LIST, ...over });
      const posts = (caller: Caller) => organisation.listPosts(caller, { on: inDays(0), unitId: null, role: 'reviewer', range: LIST });
      for (const caller of [east.caller('bureauApplicant'), east.caller('reviewer'), { ...admin, kind: 'client' as const }]) {
        expect(codes(await list(caller))).toEqual(['not-permitted ']);
        expect(codes(await posts(caller))).toEqual(['not-permitted ']);
        expect(codes(await organisation.showPerson(caller, east.people.officer))).toEqual(['person-not-found /id']);
      }
      const reviewer = east.caller('reviewer');
      expect(value(await organisation.showPerson(reviewer, reviewer.id))).toMatchObject({
        nameZh: 'reviewer',
        posts: [{ role: 'reviewer' }],
      });
      for (const caller of [admin, east.caller('officer'), east.caller('auditor')]) {
        expect(value(await list(caller, { name: 'office' })).rows.map(({ nameZh }) => nameZh)).toEqual(['officer']);
        expect(value(await posts(caller)).rows.map(({ personId }) => personId)).toContain(east.people.reviewer);
        expect(codes(await organisation.showPerson(caller, west.people.admin))).toEqual(['person-not-found /id']);
      }
      expect(codes(await list(admin, { on: '2026-13-01' }))).toEqual(['date-not-valid /on']);
      const first = value(await list(admin, { range: { ...LIST, limit: 3 } }));
      expect([first.rows.length, first.more]).toEqual([3, true]);
      const before = value(await list(admin, { range: { from: first.rows[2]!.personId, backwards: true, limit: 1 } }));
      expect([before.rows, before.more]).toEqual([[first.rows[1]], true]);
    });
  });

  describe('posts', () => {
    it.each<[Role, keyof TestDistrict['units']]>([
      ['office-officer', 'bureau'],
      ['applicant', 'office'],
      ['applicant', 'experts'],
      ['district-admin', 'town'],
      ['policy-editor', 'company'],
      ['system-administrator', 'town'],
      ['platform-operator', 'office'],
    ])('%s is no role of the unit %s', async (role, unit) => {
      expect(codes(await appoint(east.people.auditor, role, east.units[unit]))).toEqual(['role-not-in-unit /input/role']);
    });

    it('several are held in several units, each once on a day', async () => {
      const someone = await person();
      value(await appoint(someone, 'applicant', east.units.town, inDays(0), inDays(5)));
      value(await appoint(someone, 'applicant', east.units.bureau, inDays(0)));
      value(await appoint(someone, 'policy-editor', east.units.office, inDays(0)));
      value(await appoint(someone, 'policy-approver', east.units.office, inDays(0)));
      expect(codes(await appoint(someone, 'applicant', east.units.town, inDays(5)))).toEqual(['post-overlaps /input/from']);
      expect(codes(await appoint(someone, 'applicant', east.units.town, PAST, inDays(0)))).toEqual(['post-overlaps /input/from']);
      value(await appoint(someone, 'applicant', east.units.town, inDays(6)));
      expect((await held(someone, 5)).sort()).toEqual(['applicant', 'applicant', 'policy-approver', 'policy-editor']);
      expect(codes(await appoint(someone, 'reviewer', east.units.experts, inDays(3), inDays(2)))).toEqual(['days-reversed /input/to']);
      for (const unitId of [west.units.town, 'x'])
        expect(codes(await appoint(someone, 'applicant', unitId))).toEqual(['unit-not-found /input/unitId']);
      expect(codes(await appoint(west.people.admin, 'applicant', east.units.town))).toEqual(['person-not-found /input/personId']);
      expect(codes(await appoint(someone, 'reviewer', east.units.experts, '2019-12-31'))).toEqual(['person-not-found /input/personId']);
    });

    it('end yesterday at the earliest, and rights are gone at once; what lies ahead is taken back', async () => {
      const someone = await person();
      const post = value(await appoint(someone, 'reviewer', east.units.experts));
      expect(codes(await end(post.postId, -2))).toEqual(['end-in-the-past /input/lastDay']);
      expect(value(await end(post.postId, 4))).toMatchObject({ to: addDays(TODAY, 4) });
      expect(codes(await end(post.postId, 4))).toEqual(['already-ended /input/lastDay']);
      expect(value(await end(post.postId, -1))).toMatchObject({ to: addDays(TODAY, -1) });
      expect([await held(someone, -1), await held(someone, 0)]).toEqual([['reviewer'], []]);
      const ahead = value(await appoint(someone, 'reviewer', east.units.experts, inDays(8)));
      expect(codes(await end(ahead.postId, 6))).toEqual(['end-in-the-past /input/lastDay']);
      value(await end(ahead.postId, 7));
      expect(await held(someone, 8)).toEqual([]);
      expect(codes(await end(west.posts.officer, 0))).toEqual(['post-not-found /input/id']);
    });

    it('of 三员 are held by nobody who holds another, also when both are given at once', async () => {
      for (let round = 0; round < 5; round++) {
        const someone = await person('某', apart.administrator('systemAdministrator'));
        const caller = apart.administrator('securityAdministrator');
        const both = await Promise.all([
          appoint(someone, 'system-administrator', apart.units.office, PAST, null, caller),
          appoint(someone, 'auditor', apart.units.office, PAST, null, caller),
        ]);
        expect(both.flatMap(codes)).toEqual(['roles-kept-apart /input/role']);
      }
    });

    it('the last one who can appoint stays', async () => {
      const lone = value(
        await organisation.openDistrict(
          operator,
          {
            code: 'lone',
            nameZh: '独区',
            office: { code: 'O', nameZh: '办' },
            admin: { nameZh: '甲' },
          },
          changeOf(operator),
        ),
      );
      const caller: Caller = {
        ...admin,
        district: 'lone',
        id: lone.personId,
        posts: [{ role: 'district-admin', unit: lone.unitId, onBehalfOf: null }],
      };
      expect(codes(await end(lone.postId, 0, caller))).toEqual(['last-administrator ']);
      expect(codes(await organisation.endPerson(caller, { id: lone.personId, lastDay: inDays(0) }, changeOf(caller)))).toEqual([
        'last-administrator ',
      ]);
      const second = await person('乙', caller);
      const successor = value(await appoint(second, 'district-admin', lone.unitId, inDays(0), inDays(9), caller));
      expect(codes(await end(lone.postId, 0, caller))).toEqual(['last-administrator ']);
      value(await appoint(second, 'district-admin', lone.unitId, inDays(10), null, caller));
      expect(codes(await end(lone.postId, 0, caller))).toEqual(['last-administrator ']);
      value(await end(successor.postId, -1, caller));
      value(await appoint(await person('丙', caller), 'district-admin', lone.unitId, inDays(0), null, caller));
      value(await end(lone.postId, 0, caller));
    });
  });

  describe('duties', () => {
    it('are the district admin’s until the district appoints 三员, and theirs from then on', async () => {
      const lone = value(
        await organisation.openDistrict(
          operator,
          {
            code: 'divided',
            nameZh: '分立区',
            office: { code: 'O', nameZh: '办' },
            admin: { nameZh: '甲' },
          },
          changeOf(operator),
        ),
      );
      const as = (id: string, role: Role): Caller => ({
        ...admin,
        district: 'divided',
        id,
        posts: [{ role, unit: lone.unitId, onBehalfOf: null }],
      });
      const first = as(lone.personId, 'district-admin');
      const [system, security] = [await person('系', first), await person('安', first)];
      value(await appoint(system, 'system-administrator', lone.unitId, inDays(0), null, first));
      const add = (caller: Caller) => organisation.addPerson(caller, { nameZh: '某', from: PAST }, changeOf(caller));
      expect(codes(await add(first))).toEqual(['duties-separated ']);
      value(await appoint(security, 'security-administrator', lone.unitId, inDays(0), null, first));
      const third = value(await add(as(system, 'system-administrator'))).personId;
      expect(codes(await appoint(third, 'auditor', lone.unitId, inDays(0), null, first))).toEqual(['duties-separated ']);
      // Who administers people ends no administrator's post by ending the person.
      const system2 = as(system, 'system-administrator');
      expect(codes(await organisation.endPerson(system2, { id: security, lastDay: inDays(0) }, changeOf(system2)))).toEqual([
        'not-permitted ',
      ]);
      expect(codes(await appoint(third, 'auditor', lone.unitId, inDays(0), null, as(system, 'system-administrator')))).toEqual([
        'not-permitted ',
      ]);
      expect(codes(await add(as(security, 'security-administrator')))).toEqual(['not-permitted ']);
      value(await appoint(third, 'audit-administrator', lone.unitId, inDays(0), null, as(security, 'security-administrator')));
      expect(await audited('divided')).toMatchObject({ action: 'post.appoint', actor_id: security });
    });

    it('are nobody else’s, and no API client’s; a post that ended meanwhile lets nobody in', async () => {
      for (const caller of [east.caller('officer'), east.caller('editor'), { ...admin, kind: 'client' as const }])
        expect(codes(await organisation.addPerson(caller, { nameZh: '某', from: PAST }, changeOf(caller)))).toEqual(['not-permitted ']);
      const someone = await person();
      const post = value(await appoint(someone, 'district-admin', east.units.bureau));
      const caller: Caller = { ...admin, id: someone, posts: [{ role: 'district-admin', unit: east.units.bureau, onBehalfOf: null }] };
      await person('许', caller);
      value(await end(post.postId, -1));
      expect(codes(await organisation.addPerson(caller, { nameZh: '某', from: PAST }, changeOf(caller)))).toEqual(['not-permitted ']);
    });

    it('done for somebody else are told so in the audit chain', async () => {
      const deputy = await person('代');
      value(await delegate(admin.id, deputy));
      const posts = await database.inDistrict('east', (repositories) => postsOn(repositories, deputy, TODAY));
      expect(posts).toEqual([{ role: 'district-admin', unit: east.units.office, onBehalfOf: admin.id }]);
      await person('丁', { ...admin, id: deputy, posts });
      expect(await audited()).toMatchObject({ action: 'person.add', actor_id: deputy, on_behalf_of: admin.id });
    });

    it('are told to be done in an own post before one of somebody else, and in that one when the own has ended meanwhile', async () => {
      const both = await person('兼');
      const post = value(await appoint(both, 'district-admin', east.units.bureau));
      value(await delegate(admin.id, both));
      const posts = await database.inDistrict('east', (repositories) => postsOn(repositories, both, TODAY));
      const caller: Caller = { ...admin, id: both, posts: posts.toReversed() };
      expect(new Set(posts.map(({ onBehalfOf }) => onBehalfOf))).toEqual(new Set([null, admin.id]));
      await person('戊', caller);
      expect(await audited()).toMatchObject({ action: 'person.add', actor_id: both, on_behalf_of: null });
      value(await end(post.postId, -1));
      await person('己', caller);
      expect(await audited()).toMatchObject({ action: 'person.add', actor_id: both, on_behalf_of: admin.id });
    });
  });

  describe('delegation', () => {
    const pair = async (): Promise<[string, string]> => {
      const [away, other] = [await person('离'), await person('代')];
      value(await appoint(away, 'policy-approver', east.units.office, PAST, inDays(20)));
      return [away, other];
    };
    const self = (id: string): Caller => ({ ...admin, id, posts: [] });

    it('is given by who is away or by who appoints, and ended by either side', async () => {
      const [away, other] = await pair();
      const given = value(await delegate(away, other, { fromPersonId: null }, self(away)));
      expect(given).toMatchObject({ fromPersonId: away, toPersonId: other, postId: null });
      expect([await held(other, 0), await held(other, 10), await held(other, 11)]).toEqual([
        ['policy-approver for another'],
        ['policy-approver for another'],
        [],
      ]);
      const stranger = self(await person());
      expect(codes(await delegate(away, other, {}, stranger))).toEqual(['not-permitted ']);
      const finish = (caller: Caller, days: number, id = given.delegationId) =>
        organisation.endDelegation(caller, { id, lastDay: inDays(days) }, changeOf(caller));
      expect(codes(await finish(stranger, 3))).toEqual(['not-permitted ']);
      value(await finish(self(away), 5));
      value(await finish(self(other), 3));
      value(await finish(admin, -1));
      expect(codes(await finish(admin, -1))).toEqual(['already-ended /input/lastDay']);
      expect(await held(other, 0)).toEqual([]);
      expect(codes(await finish(admin, 0, west.people.admin))).toEqual(['delegation-not-found /input/id']);
    });

    it('is not to oneself, not beyond a post, not of nothing, not of the past', async () => {
      const [away, other] = await pair();
      const [post] = value(await organisation.showPerson(admin, away)).posts;
      expect(codes(await delegate(away, away))).toEqual(['delegation-to-oneself /input/toPersonId']);
      expect(codes(await delegate(away, other, { postId: post!.postId, to: inDays(21) }))).toEqual(['delegation-beyond-post /input/to']);
      value(await delegate(away, other, { postId: post!.postId, to: inDays(20) }));
      expect(codes(await delegate(away, other, { postId: post!.postId, from: inDays(20), to: inDays(20) }))).toEqual([
        'delegation-overlaps /input/from',
      ]);
      expect(codes(await delegate(away, other, { postId: east.posts.officer }))).toEqual(['post-not-found /input/postId']);
      expect(codes(await delegate(other, away, { from: inDays(30), to: inDays(31) }))).toEqual(['nothing-to-delegate /input/from']);
      expect(codes(await delegate(away, other, { from: inDays(-1) }))).toEqual(['begin-in-the-past /input/from']);
      expect(codes(await delegate(away, west.people.admin))).toEqual(['person-not-found /input/toPersonId']);
      expect(codes(await delegate(away, other, { reason: ' ', to: null }))).toEqual([
        'date-not-valid /input/to',
        'text-not-valid /input/reason',
      ]);
      expect(codes(await delegate(away, other, { from: inDays(2), to: inDays(1) }))).toEqual(['days-reversed /input/to']);
    });

    it('is not handed on: not by who acts for another, not to who is away', async () => {
      const [away, other] = await pair();
      const third = await person();
      value(await appoint(other, 'reviewer', east.units.experts));
      value(await delegate(away, other));
      expect(codes(await delegate(other, third))).toEqual(['delegation-chained /input/fromPersonId']);
      value(await appoint(third, 'reviewer', east.units.experts));
      expect(codes(await delegate(third, away))).toEqual(['delegation-chained /input/toPersonId']);
      value(await delegate(other, third, { from: inDays(11), to: inDays(12) }));
    });

    it('does not bring duties of 三员 together, whichever comes first and also at once', async () => {
      const caller = apart.administrator('securityAdministrator');
      const give = (from: string, to: string, over: object = {}) => delegate(from, to, over, caller);
      const audit = apart.administrator('auditAdministrator').id;
      expect(codes(await give(apart.people.officer, audit))).toEqual(['roles-kept-apart /input/toPersonId']);
      expect(codes(await give(audit, apart.people.officer))).toEqual(['roles-kept-apart /input/toPersonId']);
      const people = apart.administrator('systemAdministrator');
      const deputy = value(await organisation.addPerson(people, { nameZh: '副', from: PAST }, changeOf(people))).personId;
      const at = async (work: Promise<Result<unknown, Problem[]>>[]) => (await Promise.all(work)).flatMap(codes);
      const refused = await at([give(audit, deputy), appoint(deputy, 'reviewer', apart.units.experts, PAST, null, caller)]);
      expect(refused).toHaveLength(1);
      expect(refused[0]).toMatch(/^roles-kept-apart/);
      const stand = value(await organisation.addPerson(people, { nameZh: '替', from: PAST }, changeOf(people))).personId;
      value(await give(apart.people.editor, stand));
      expect(codes(await appoint(apart.people.editor, 'audit-administrator', apart.units.office, inDays(0), null, caller))).toEqual([
        'roles-kept-apart /input/role',
      ]);
    });
  });

  it('what was tried with ids of another district left nothing there', async () => {
    expect(await held(west.people.officer, 0, 'west')).toEqual(['office-officer']);
    expect(await audited('west')).toMatchObject({ action: 'test.prepare', sequence: '1' });
  });
});
