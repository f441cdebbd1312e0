import { randomBytes } from 'node:crypto';
import { boundedWork, openSession, passwordHasher, type PasswordCost, type Role } from '@guicheng/application';
import { uuidV7, type Clock, type Instant } from '@guicheng/kernel';
import type { Database, DistrictRepositories } from '@guicheng/persistence';
import { prepare, TEST_AT, TEST_FROM, testId } from '@guicheng/testing';

/** A password hash that costs nothing: tests sign in often. */
export const LOW_COST: PasswordCost = { log2N: 4, r: 8, p: 1 };

/** The password of every account that tests make. */
export const PASSWORD = 'zebra lamp tundra';

/** Somebody who is signed in. */
export interface SignedInPerson {
  readonly district: string;
  readonly personId: string;
  readonly accountId: string;
  readonly login: string;
  readonly sessionId: string;
  /** For `Authorization: Bearer`. */
  readonly token: string;
}

/** How a session of tests is. */
export interface SessionOptions {
  /** Whether the second factor counts as given just now. */
  readonly steppedUp?: boolean;
}

const hasher = passwordHasher(LOW_COST, randomBytes, boundedWork({ atOnce: 4, waiting: 100 }));
let hash: Promise<string> | undefined;
let serial = 0;

const days = { from: TEST_FROM, to: null, recordedAt: TEST_AT };

/** The unit in which people of tests hold their posts, made at the first of them; the district, too. */
const unitFor = async ({ districts, units }: DistrictRepositories, district: string): Promise<string> => {
  await districts.open(`试验区 ${district}`, TEST_AT);
  const code = 'signed-in';
  const present = await units.byCode(code);
  if (present !== undefined) return present.unitId;
  const unitId = testId(district, code);
  const kind = district === 'platform' ? 'operator' : 'office';
  const period = { periodId: testId(district, `${code} period`), unitId, nameZh: '试验办公室', parentUnitId: null, ...days };
  await units.add({ unitId, code, kind, recordedAt: TEST_AT }, period);
  return unitId;
};

/** Makes a person of a district, who holds these roles in one unit: `unit`, or one that is made where it is absent. Gives their id. */
export async function makePerson(database: Database, district: string, roles: readonly Role[], unit?: string): Promise<string> {
  const newId = (): string => uuidV7(TEST_AT, randomBytes(10));
  const personId = newId();
  await prepare(database, district, async (repositories) => {
    await repositories.units.hold();
    const unitId = unit ?? (await unitFor(repositories, district));
    await repositories.people.add({ personId, nameZh: `试验人员 ${personId.slice(-4)}`, phone: null, email: null, ...days });
    for (const role of roles) await repositories.posts.add({ postId: newId(), personId, unitId, role, ...days });
  });
  return personId;
}

/** Gives a person an account and an open session, beside the server; the second factor counts as given just now unless that is said otherwise. */
export async function signInPerson(
  database: Database,
  clock: Clock,
  district: string,
  personId: string,
  { steppedUp = true }: SessionOptions = {},
): Promise<SignedInPerson> {
  hash ??= hasher.hash(PASSWORD);
  const passwordHash = (await hash) ?? '';
  const at = clock.now();
  const steppedUpUntil = steppedUp ? ((at + 600_000) as Instant) : null;
  const accountId = uuidV7(at, randomBytes(10));
  const login = `person-${++serial}`;
  const change = { district, actor: { kind: 'system' as const, id: 'test', onBehalfOf: null }, requestId: 'test', at, idempotency: null };
  const result = await database.change<{ readonly token: string; readonly sessionId: string }>(change, async (repositories) => {
    await repositories.accounts.insert({
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
    const opening = { district, personId, method: 'password', client: 'test', at, steppedUpUntil, replaces: null };
    const { token, session } = await openSession(repositories, opening, { idleLimit: 3_600_000, absoluteLimit: 43_200_000 }, randomBytes);
    const audit = { action: 'account.create', subjectKind: 'account', subjectId: accountId, details: {} };
    return { kind: 'done', value: { token, sessionId: session.sessionId }, audit };
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { district, personId, accountId, login, ...result.value };
}
