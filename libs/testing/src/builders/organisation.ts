import { createHash } from 'node:crypto';
import { civilDateOf, instantOf, uuidV7, type CivilDate, type Instant } from '@guicheng/kernel';
import type { Change, Database, DistrictRepositories, UnitKind } from '@guicheng/persistence';
import { TEST_ADMINISTRATORS, TEST_PEOPLE, TEST_UNITS } from './organisation-plan.ts';

/** Names of the units and people that a district of tests has. */
export type TestUnit = keyof typeof TEST_UNITS;
/** A key of `TEST_PEOPLE`: somebody whom every district of tests has. */
export type TestPerson = keyof typeof TEST_PEOPLE;
/** A key of `TEST_ADMINISTRATORS`: one of the 三员, where a district of tests has them. */
export type TestAdministrator = keyof typeof TEST_ADMINISTRATORS;

type PersonPlan = (typeof TEST_PEOPLE)[TestPerson] | (typeof TEST_ADMINISTRATORS)[TestAdministrator];
type TestRole = PersonPlan['role'] | 'platform-operator';

/** Somebody signed in, as use cases take a caller. */
export interface TestCaller<R extends string = TestRole> {
  readonly district: string;
  readonly kind: 'person';
  readonly id: string;
  readonly posts: readonly { readonly role: R; readonly unit: string; readonly onBehalfOf: string | null }[];
  readonly scopes: null;
  readonly sessionId: null;
  readonly steppedUpUntil: null;
}

/** A district of tests, by names. */
export interface TestDistrict {
  readonly district: string;
  /** Ids of its units. */
  readonly units: Readonly<Record<TestUnit, string>>;
  /** Ids of its people. */
  readonly people: Readonly<Record<TestPerson, string>>;
  /** Ids of their posts, one each. */
  readonly posts: Readonly<Record<TestPerson, string>>;
  /** A person as a caller with the one post. */
  caller(person: TestPerson): TestCaller;
  /** 三员, by the same names; there only with `administrators: true`. */
  administrator(person: TestAdministrator): TestCaller;
}

/** What may differ between districts of tests. */
export interface TestDistrictOptions {
  /** Part of every name and text, to be found again where it must not be. */
  readonly mark?: string;
  /** With the three administrators (三员); without, the district admin does what they would. */
  readonly administrators?: boolean;
}

/** First day of everything in a district of tests. */
export const TEST_FROM = civilDateOf(2020, 1, 1) as CivilDate;
/** When it was entered. */
export const TEST_AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** An id that a name in a district always has. */
export const testId = (district: string, name: string): string =>
  uuidV7(TEST_AT, createHash('sha256').update(`${district}/${name}`).digest().subarray(0, 10));

/** A mutation of the program itself, for what tests prepare. */
export const testChange = (district: string, over: Partial<Change> = {}): Change => ({
  district,
  actor: { kind: 'system', id: 'tests', onBehalfOf: null },
  requestId: 'preparation',
  at: TEST_AT,
  idempotency: null,
  ...over,
});

/** Does what tests prepare, with the audit entry that it needs. */
export async function prepare(
  database: Database,
  district: string,
  work: (repositories: DistrictRepositories) => Promise<void>,
): Promise<void> {
  const audit = { action: 'test.prepare', subjectKind: 'district', subjectId: district, details: {} };
  const done = await database.change(testChange(district), async (repositories) => {
    await work(repositories);
    return { kind: 'done', value: null, audit };
  });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

const days = { from: TEST_FROM, to: null, recordedAt: TEST_AT };

const adding = ({ units, people, posts }: DistrictRepositories, district: string, mark: string) => ({
  unit: (name: string, kind: UnitKind, nameZh: string, parentUnitId: string | null): Promise<void> => {
    const unitId = testId(district, name);
    const first = { periodId: testId(district, `${name} period`), unitId, nameZh: nameZh + mark, parentUnitId, ...days };
    return units.add({ unitId, code: `${name}${mark}`, kind, recordedAt: TEST_AT }, first);
  },
  person: async (name: string, role: string, unit: string): Promise<void> => {
    const personId = testId(district, name);
    await people.add({ personId, nameZh: `${name}${mark}`, phone: null, email: null, ...days });
    await posts.add({ postId: testId(district, `${name} post`), personId, unitId: testId(district, unit), role, ...days });
  },
});

const callerOf = <R extends string>(district: string, name: string, { role, unit }: { role: R; unit: string }): TestCaller<R> => ({
  district,
  kind: 'person',
  id: testId(district, name),
  posts: [{ role, unit: testId(district, unit), onBehalfOf: null }],
  scopes: null,
  sessionId: null,
  steppedUpUntil: null,
});

const ids = <K extends string>(district: string, names: Readonly<Record<K, unknown>>, suffix = ''): Record<K, string> =>
  Object.fromEntries(Object.keys(names).map((name) => [name, testId(district, name + suffix)])) as Record<K, string>;

/** Opens a district with units, people and their posts (`TEST_UNITS`, `TEST_PEOPLE`), all from 2020-01-01 on. Ids are the same in every run. */
export async function testDistrict(
  database: Database,
  district: string,
  { mark = '', administrators = false }: TestDistrictOptions = {},
): Promise<TestDistrict> {
  await prepare(database, district, async (repositories) => {
    await repositories.districts.open(`试验区${mark}`, TEST_AT);
    const add = adding(repositories, district, mark);
    for (const [name, { kind, nameZh, under }] of Object.entries(TEST_UNITS))
      await add.unit(name, kind, nameZh, under === null ? null : testId(district, under));
    for (const [name, { role, unit }] of Object.entries({ ...TEST_PEOPLE, ...(administrators ? TEST_ADMINISTRATORS : {}) }))
      await add.person(name, role, unit);
  });
  return {
    district,
    units: ids(district, TEST_UNITS),
    people: ids(district, TEST_PEOPLE),
    posts: ids(district, TEST_PEOPLE, ' post'),
    caller: (person) => callerOf(district, person, TEST_PEOPLE[person]),
    administrator: (person) => callerOf(district, person, TEST_ADMINISTRATORS[person]),
  };
}

/** Opens the tenant `platform` with one operator, and gives that one as a caller. */
export async function testPlatform(database: Database): Promise<TestCaller> {
  const district = 'platform';
  await prepare(database, district, async (repositories) => {
    await repositories.districts.open('平台', TEST_AT);
    const add = adding(repositories, district, '');
    await add.unit('operations', 'operator', '平台运营中心', null);
    await add.person('operator', 'platform-operator', 'operations');
  });
  return callerOf(district, 'operator', { role: 'platform-operator', unit: 'operations' });
}
