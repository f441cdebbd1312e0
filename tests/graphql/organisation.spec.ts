import { civilDateAt, formatCivilDate, instantOf, type Instant } from '@guicheng/kernel';
import { testDistrict, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

const TODAY = formatCivilDate(civilDateAt(instantOf(Date.now()) as Instant));
const FROM = '2024-01-01';

describe('who is who in a district, over HTTP', () => {
  let api: TestApi;
  let east: TestDistrict;
  let west: TestDistrict;
  let admin: SignedInCaller;
  let count = 0;

  const key = (): string => `key-${++count}`;
  const unitInput = (over: object = {}) => ({ code: `N${++count}`, kind: 'DEPARTMENT', nameZh: '新设局', from: FROM, ...over }) as const;
  const codesOf = (answer: object): string[] =>
    ((answer as { problems?: readonly { readonly code: string }[] }).problems ?? []).map(({ code }) => code);

  beforeAll(async () => {
    api = await startTestApi();
    const database = await api.database();
    east = await testDistrict(database, 'east');
    west = await testDistrict(database, 'west', { mark: '-canary' });
    admin = await api.signInAs('east', east.people.admin);
  });
  afterAll(() => api.close());

  it('an admin adds a unit once, appoints in it, and sees who held what on a day', async () => {
    const request = { input: unitInput(), key: key() };
    const { addUnit } = await admin.run('AddUnit', request);
    if (addUnit.__typename !== 'Unit') throw new Error(JSON.stringify(addUnit));
    expect(addUnit).toMatchObject({ kind: 'DEPARTMENT', nameZh: '新设局', parentId: null, from: FROM, to: null });
    expect((await admin.run('AddUnit', request)).addUnit).toEqual(addUnit);
    expect(codesOf((await admin.run('AddUnit', { ...request, input: unitInput() })).addUnit)).toEqual(['idempotency-key-reused']);

    const { addPerson } = await admin.run('AddPerson', { input: { nameZh: '王芳', from: FROM }, key: key() });
    if (addPerson.__typename !== 'Person') throw new Error(JSON.stringify(addPerson));
    const appointment = { personId: addPerson.id, unitId: addUnit.id, role: 'APPLICANT', from: FROM, to: '2024-03-18' } as const;
    expect((await admin.run('Appoint', { input: appointment, key: key() })).appoint).toMatchObject({ role: 'APPLICANT', to: '2024-03-18' });
    const heldOn = async (on: string): Promise<number> => {
      const { posts } = await admin.run('Posts', { on, unitId: addUnit.id });
      return posts.__typename === 'PostConnection' ? posts.nodes.length : -1;
    };
    expect([await heldOn('2023-12-31'), await heldOn(FROM), await heldOn('2024-03-18'), await heldOn('2024-03-19')]).toEqual([0, 1, 1, 0]);
    const { person } = await admin.run('Person', { id: addPerson.id });
    expect(person).toMatchObject({ person: { nameZh: '王芳' }, posts: [{ unitId: addUnit.id }], delegations: [] });
    expect(api.log.join('\n')).not.toContain('王芳');
  });

  it('lists are those of today where no day is named', async () => {
    const lists = ['units', 'people', 'posts'].map(
      (list) =>
        `${list}: ${list}(on: $on) { ... on ${{ units: 'Unit', people: 'Person', posts: 'Post' }[list]}Connection { nodes { id } } }`,
    );
    const document = `query ($on: Date, $unit: ID!) { ${lists.join(' ')} unit(id: $unit, on: $on) { ... on Unit { id } } }`;
    const asked = async (variables: object) => (await admin.ask(document, { unit: east.units.bureau, ...variables })).body.data!;
    const today = await asked({});
    expect(today).toEqual(await asked({ on: TODAY }));
    expect(today).not.toEqual(await asked({ on: '1990-01-01' }));
    expect(today['unit']).toEqual({ id: east.units.bureau });
  });

  it('lists go on behind a cursor, which holds for the same list only', async () => {
    const page = async (after: string | null, on = TODAY) => (await admin.run('Units', { on, kinds: null, first: 3, after })).units;
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const units: Awaited<ReturnType<typeof page>> = await page(after);
      if (units.__typename !== 'UnitConnection') throw new Error(JSON.stringify(units));
      seen.push(...units.nodes.map(({ code }) => code));
      if (!units.pageInfo.hasNextPage) break;
      after = units.pageInfo.endCursor;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(Object.keys(east.units)));
    expect(codesOf(await page(after, '2024-01-02'))).toEqual(['cursor-not-valid']);
    expect(codesOf(await page(null, '2024-02-30'))).toEqual(['date-not-valid']);
  });

  it('what another district has is answered as what nobody has', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    const answers = async (unitId: string, personId: string, postId: string) => {
      const { unit } = await admin.run('Unit', { id: unitId, on: TODAY });
      const { person } = await admin.run('Person', { id: personId });
      const { changeUnit } = await admin.run('ChangeUnit', { input: { id: unitId, nameZh: '改', from: TODAY }, key: key() });
      const { endPerson } = await admin.run('EndPerson', { input: { id: personId, lastDay: TODAY }, key: key() });
      const { endPost } = await admin.run('EndPost', { input: { id: postId, lastDay: TODAY }, key: key() });
      const { appoint } = await admin.run('Appoint', { input: { personId, unitId, role: 'REVIEWER', from: TODAY }, key: key() });
      return [unit, person, changeUnit, endPerson, endPost, appoint];
    };
    const foreign = await answers(west.units.bureau, west.people.officer, west.posts.officer);
    expect(foreign).toEqual(await answers(nobody, nobody, nobody));
    expect(foreign.map(({ __typename }) => __typename)).toEqual(Array.from({ length: 6 }, () => 'RequestRefused'));
    expect(JSON.stringify(foreign)).not.toContain('canary');
  });

  it('is for those whose duty it is', async () => {
    const ask = async ({ run }: Pick<SignedInCaller, 'run'>) => [
      ...codesOf((await run('AddUnit', { input: unitInput(), key: key() })).addUnit),
      ...codesOf((await run('People', { on: TODAY })).people),
      ...codesOf((await run('Units', { on: TODAY, first: 1 })).units),
    ];
    expect(await ask(api)).toEqual(['sign-in-required', 'sign-in-required', 'sign-in-required']);
    const applicant = await api.signInAs('east', east.people.townApplicant);
    expect(await ask(applicant)).toEqual(['not-permitted', 'not-permitted']);
    expect((await applicant.run('Person', { id: applicant.personId })).person.__typename).toBe('PersonHistory');
    expect(codesOf((await applicant.run('Person', { id: east.people.officer })).person)).toEqual(['person-not-found']);
    const open = { code: 'north', nameZh: '北区', office: { code: 'O', nameZh: '办' }, admin: { nameZh: '甲' } };
    expect(codesOf((await admin.run('OpenDistrict', { input: open, key: key() })).openDistrict)).toEqual(['not-permitted']);
    const operator = await api.signedIn('platform', ['platform-operator']);
    const { openDistrict } = await operator.run('OpenDistrict', { input: open, key: key() });
    if (openDistrict.__typename !== 'DistrictOpened') throw new Error(JSON.stringify(openDistrict));
    const first = await api.signInAs('north', openDistrict.adminId);
    expect(await ask(first)).toEqual([]);
  });

  it('who goes away lets somebody act meanwhile, who then may what the post lets', async () => {
    const deputy = await api.signInAs('east', east.people.reviewer);
    const input = { toPersonId: deputy.personId, from: TODAY, to: TODAY, reason: '出差' };
    expect(codesOf((await deputy.run('AddUnit', { input: unitInput(), key: key() })).addUnit)).toEqual(['not-permitted']);
    expect((await admin.run('Delegate', { input, key: key() })).delegate).toMatchObject({ fromPersonId: east.people.admin, postId: null });
    expect((await deputy.run('AddUnit', { input: unitInput(), key: key() })).addUnit.__typename).toBe('Unit');
    expect(codesOf((await admin.run('Delegate', { input, key: key() })).delegate)).toEqual(['delegation-overlaps']);
  });
});
