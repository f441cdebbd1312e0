import { createHash } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { Database, type Passing } from '@guicheng/persistence';
import { templateDatabase, testChange, testDistrict, testId, TEST_AT, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEPT, purgeWith } from './purge.ts';

const TABLES: Readonly<Record<Passing, string>> = {
  session: 'session',
  invitation: 'invitation',
  'sign-in-attempt': 'sign_in_attempt',
  'sign-in-failure': 'sign_in_failure',
  'rate-bucket': 'rate_bucket',
  'idempotency-key': 'idempotency_key',
  'access-token': 'client_token',
  assertion: 'client_assertion',
};
const KINDS = Object.keys(TABLES) as Passing[];

let test: TestDatabase;
let database: Database;
let superuser: Client;
let now: Instant = TEST_AT;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One row of each kind, of no use any more from `over` on. */
const fill = async (district: string, name: string, over: Instant): Promise<void> => {
  const { people, units } = await known(district);
  const [token, at] = [digest(`${district} ${name}`), (over - 1_000) as Instant];
  const change = { ...testChange(district, { at: over }), idempotency: { key: name, requestDigest: token } };
  const clientId = testId(district, `client ${name}`);
  await database.change(change, async (repositories) => {
    const { sessions, invitations, federation, signInFailures, rateBuckets, clients, clientTokens } = repositories;
    const session = { personId: people.officer, tokenDigest: token, method: 'password', client: 'test', beganAt: at, usedAt: at };
    await sessions.insert({
      ...{ ...session, sessionId: testId(district, `session ${name}`), idleLimit: 1, endsAt: over, steppedUpUntil: null, endedAt: null },
    });
    const link = { personId: people.officer, tokenDigest: token, createdAt: at, expiresAt: over };
    await invitations.insert({ ...link, invitationId: testId(district, `link ${name}`) });
    const browser = { browserDigest: token, nonce: 'n', verifier: 'v', returnTo: '/', revision: 1 };
    await federation.begin({ ...browser, stateDigest: token, protocol: 'cas', expiresAt: over });
    await signInFailures.put(token, { failures: 1, lastAt: over, pausedUntil: null });
    await rateBuckets.put(name, { points: 1, at: over });
    await clients.insert({
      ...{ clientId, unitId: units.office, name, roles: [], scopes: [], networks: [], jwks: null, createdAt: at, disabledAt: null },
    });
    const asked = { clientId, credentialId: null, scopes: [], issuedAt: at, revokedAt: null };
    await clientTokens.insert({ ...asked, digest: token, expiresAt: over });
    await clientTokens.useAssertion({ clientId, idDigest: token, expiresAt: over }, at);
    return { kind: 'done', value: null, audit: { action: 'test.fill', subjectKind: 'district', subjectId: district, details: {} } };
  });
};
const districts = new Map<string, Awaited<ReturnType<typeof testDistrict>>>();
const known = async (district: string) => {
  const present = districts.get(district) ?? (await testDistrict(database, district));
  districts.set(district, present);
  return present;
};
const count = async (district: string, what: Passing): Promise<number> => {
  const { rows } = await superuser.query<{ n: number }>(`select count(*)::int as n from ${TABLES[what]} where district = $1`, [district]);
  return rows[0]!.n;
};
const left = async (district: string): Promise<Record<string, number>> =>
  Object.fromEntries(await Promise.all(KINDS.map(async (what) => [what, await count(district, what)] as const)));
const each = (of: (what: Passing) => number): Record<string, number> => Object.fromEntries(KINDS.map((what) => [what, of(what)]));

beforeAll(async () => {
  test = await templateDatabase();
  database = await Database.connect(test.appUrl, { poolSize: 4 });
  superuser = new Client({ connectionString: test.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.close();
  await test.close();
});

it.each(KINDS)('%s: kept until its time is over, deleted after it; what is still of use stays, in every district', async (what) => {
  const [east, west] = [`east-${what}`, `west-${what}`];
  for (const district of [east, west]) {
    await fill(district, 'old', TEST_AT);
    await fill(district, 'young', (TEST_AT + 400 * 86_400_000) as Instant);
  }
  const purge = purgeWith({ database, clock: { now: () => now } });
  now = (TEST_AT + KEPT[what]) as Instant;
  await purge(east);
  expect(await count(east, what)).toBe(2);
  now = (TEST_AT + KEPT[what] + 1) as Instant;
  await purge(east);
  expect(await count(east, what)).toBe(1);
  expect(await count(west, what)).toBe(2);
});

it('goes on by batches until nothing is left, and what let somebody in is gone with an audit entry', async () => {
  const district = 'north';
  await fill(district, 'old', TEST_AT);
  const { people } = await known(district);
  await superuser.query(
    `insert into session (district, session_id, person_id, token_digest, method, client, began_at, used_at, idle_limit, ends_at)
     select $1, gen_random_uuid(), $2, md5(n::text), 'password', 'test', $3, $3, 1, $3 from generate_series(1, 1200) n`,
    [district, people.officer, new Date(TEST_AT)],
  );
  now = (TEST_AT + 400 * 86_400_000) as Instant;
  const purge = purgeWith({ database, clock: { now: () => now } });
  expect(await purge(district)).toBe(1_200 + KINDS.length);
  expect(await left(district)).toEqual(each(() => 0));
  const { rows } = await superuser.query(
    `select subject_kind, details from audit_entry where district = $1 and action = 'retention.purge' order by sequence`,
    [district],
  );
  expect(rows).toEqual([
    { subject_kind: 'invitation', details: '{"count":1}' },
    { subject_kind: 'access-token', details: '{"count":1}' },
  ]);
  expect(await purge(district)).toBe(0);
});
