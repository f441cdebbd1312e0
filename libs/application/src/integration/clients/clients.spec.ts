import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Database } from '@guicheng/persistence';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authenticateWith } from '../../tenancy/identity/credentials/authenticate.ts';
import { disableClientWith, setClientKeysWith } from './change-client.ts';
import { accessTokenAuthenticator, apiKeyAuthenticator } from './client-authenticators.ts';
import { fingerprintOf } from './client-credential.ts';
import { administrator, codesOf, movableClock, newClient, openEast, partsOf, START, trace, UNIT, valueOf } from './client-trial.fixture.ts';
import { issueCredentialWith, revokeCredentialWith, rotateCredentialWith, type NewCredential } from './issue-credential.ts';
import { listClientsWith, listCredentialsWith } from './list-clients.ts';
import { registerClientWith } from './register-client.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('API clients and their keys', () => {
  let test: TestDatabase;
  let database: Database;
  /** Another process. */
  let elsewhere: Database;
  let superuser: Client;
  let clock: ReturnType<typeof movableClock>;
  let clientId: string;

  const use = () => {
    const parts = partsOf(database, clock);
    return {
      register: registerClientWith(parts),
      disable: disableClientWith(parts),
      setKeys: setClientKeysWith(parts),
      issue: issueCredentialWith(parts),
      rotate: rotateCredentialWith(parts),
      revoke: revokeCredentialWith(parts),
      list: listClientsWith(parts),
      credentials: listCredentialsWith(parts),
    };
  };
  const terms = (over: Partial<NewCredential> = {}): NewCredential => ({
    clientId,
    kind: 'api-key',
    scopes: null,
    networks: [],
    days: 90,
    ...over,
  });
  const issued = async (over: Partial<NewCredential> = {}) => {
    const { credential, text } = valueOf(await use().issue(administrator(), terms(over), trace));
    return { id: credential.credentialId, text: text!, credential };
  };
  const ask = async (text: string, address: string | null = '203.0.113.5', on = database): Promise<unknown> => {
    const authenticate = authenticateWith([apiKeyAuthenticator(on), accessTokenAuthenticator(on)]);
    const result = await authenticate(text, { at: clock.now(), address });
    return result.ok ? result.value : result.error.code;
  };
  const rows = async (query: string): Promise<Record<string, unknown>[]> => (await superuser.query<Record<string, unknown>>(query)).rows;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    await openEast(database);
    elsewhere = await Database.connect(test.appUrl, { poolSize: 2 });
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await elsewhere.close();
    await database.close();
    await test.close();
  });
  beforeEach(async () => {
    clock = movableClock(START);
    ({ clientId } = valueOf(await use().register(administrator(), newClient(), trace)));
  });

  it('a key is its client, in the roles of its unit and no more than its scopes', async () => {
    const { text } = await issued({ scopes: ['decide'] });
    expect(text).toMatch(/^gck_east_[0-9A-Za-z]{49}$/);
    expect(await ask(text)).toEqual({
      district: 'east',
      kind: 'client',
      id: clientId,
      posts: [{ role: 'applicant', unit: UNIT, onBehalfOf: null }],
      scopes: ['decide'],
      sessionId: null,
      steppedUpUntil: null,
    });
  });

  it('only digests are kept: no text of a key is in any row of the database', async () => {
    const { text } = await issued();
    const tables = await rows(`select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`);
    for (const { relname } of tables)
      expect(await rows(`select * from ${String(relname)} t where t::text like '%${text.slice(-30)}%'`), String(relname)).toEqual([]);
  });

  it('asked again with the same idempotency key, it is the same key and its text is not shown again', async () => {
    const keyed = { requestId: 'r-2', idempotency: { key: `k-${clientId}`, requestDigest: 'd' } };
    const first = valueOf(await use().issue(administrator(), terms(), keyed));
    const again = valueOf(await use().issue(administrator(), terms(), keyed));
    expect(first.text).toMatch(/^gck_/);
    expect(again).toEqual({ credential: first.credential, text: null });
    expect(valueOf(await use().credentials(administrator(), clientId))).toHaveLength(1);
    const kept = await rows(`select value from idempotency_key where key = 'k-${clientId}'`);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(first.text);
  });

  it('counts until it expires, a year at most', async () => {
    const { text } = await issued({ days: 365 });
    clock.pass(365 * DAY - 1);
    expect(await ask(text)).toMatchObject({ id: clientId });
    clock.pass(1);
    expect(await ask(text)).toBe('credential-expired');
    for (const days of [0, 366, 1.5, -1, Number.NaN, Infinity])
      expect(codesOf(await use().issue(administrator(), terms({ days }), trace))).toEqual(['validity-not-valid']);
  });

  it('revoked: the next request is refused, on another process too', async () => {
    const { id, text } = await issued();
    expect(await ask(text, null, elsewhere)).toMatchObject({ id: clientId });
    expect(codesOf(await use().revoke(administrator(), id, trace))).toEqual([]);
    expect(await ask(text, null, elsewhere)).toBe('credential-revoked');
    expect(await ask(text)).toBe('credential-revoked');
    expect(codesOf(await use().revoke(administrator(), id, trace))).toEqual(['credential-ended']);
  });

  it('rotated: both count for the given time, then the new one alone', async () => {
    const old = await issued({ scopes: ['decide'], networks: ['203.0.113.0/24'] });
    const next = valueOf(await use().rotate(administrator(), { credentialId: old.id, overlapHours: 48, days: 30 }, trace));
    expect(next.credential).toMatchObject({ replaces: old.id, scopes: ['decide'], networks: ['203.0.113.0/24'], kind: 'api-key' });
    clock.pass(48 * HOUR - 1);
    expect(await ask(old.text)).toMatchObject({ id: clientId });
    expect(await ask(next.text!)).toMatchObject({ id: clientId });
    clock.pass(1);
    expect(await ask(old.text)).toBe('credential-expired');
    expect(await ask(next.text!)).toMatchObject({ id: clientId });
    expect(codesOf(await use().rotate(administrator(), { credentialId: old.id, overlapHours: 1, days: 30 }, trace))).toEqual([
      'credential-ended',
    ]);
  });

  it('rotated without overlap: the old one ends at once; a rotation never lengthens it, and seven days are the most', async () => {
    const old = await issued({ days: 1 });
    const rotate = (credentialId: string, overlapHours: number) =>
      use().rotate(administrator(), { credentialId, overlapHours, days: 30 }, trace);
    for (const hours of [-1, 169, 0.5]) expect(codesOf(await rotate(old.id, hours))).toEqual(['overlap-not-valid']);
    valueOf(await rotate(old.id, 168));
    clock.pass(DAY);
    expect(await ask(old.text)).toBe('credential-expired');
    const other = await issued();
    valueOf(await rotate(other.id, 0));
    expect(await ask(other.text)).toBe('credential-revoked');
  });

  it('may be used from its networks and its client’s, and from nowhere else', async () => {
    const inside = valueOf(await use().register(administrator(), newClient({ name: '内网', networks: ['10.0.0.0/8'] }), trace));
    const { text } = await issued({ clientId: inside.clientId, networks: ['10.20.0.0/16'] });
    expect(await ask(text, '10.20.3.4')).toMatchObject({ id: inside.clientId });
    expect(await ask(text, '::ffff:10.20.3.4')).toMatchObject({ id: inside.clientId });
    for (const address of ['10.21.0.1', '203.0.113.5', '::1', null]) expect(await ask(text, address)).toBe('address-not-allowed');
  });

  it('what is misspelt, unknown, of another kind or of another district is one and the same refusal', async () => {
    const { text } = await issued({ kind: 'client-secret' });
    const { text: key } = await issued();
    for (const wrong of [text, key.replace('gck_east', 'gck_west'), `${key.slice(0, -1)}x`, '', 'gck_east_x'])
      expect(await ask(wrong)).toBe('credential-not-valid');
  });

  it('a disabled client: all its keys end at once, and it gets no more', async () => {
    const { text } = await issued();
    valueOf(await use().disable(administrator(), clientId, trace));
    expect(await ask(text, null, elsewhere)).toBe('credential-revoked');
    expect(codesOf(await use().issue(administrator(), terms(), trace))).toEqual(['client-disabled']);
    expect(codesOf(await use().disable(administrator(), clientId, trace))).toEqual(['client-disabled']);
    expect(codesOf(await use().setKeys(administrator(), { clientId, jwks: null }, trace))).toEqual(['client-disabled']);
  });

  it('its last use is noted once an hour, and not at each request', async () => {
    const { text, id } = await issued();
    const used = async (): Promise<unknown> =>
      valueOf(await use().credentials(administrator(), clientId)).find(({ credentialId }) => credentialId === id)?.usedAt;
    const version = async (): Promise<unknown> =>
      (await rows(`select xmin from client_credential_use where credential_id = '${id}'`))[0]?.['xmin'];
    expect(await used()).toBeNull();
    await ask(text);
    expect(await used()).toBe(START);
    const written = await version();
    clock.pass(HOUR - 1);
    await Promise.all([ask(text), ask(text), ask(text, null, elsewhere)]);
    expect(await version()).toBe(written);
    clock.pass(1);
    await Promise.all([ask(text), ask(text), ask(text, null, elsewhere)]);
    expect(await used()).toBe(START + HOUR);
  });

  it('register, issue, rotate, revoke and disable are audited, by fingerprint and not by text', async () => {
    const { id, text, credential } = await issued();
    const next = valueOf(await use().rotate(administrator(), { credentialId: id, overlapHours: 1, days: 1 }, trace));
    valueOf(await use().revoke(administrator(), next.credential.credentialId, trace));
    valueOf(await use().disable(administrator(), clientId, trace));
    const entries = await rows(
      `select action, actor_id, details from audit_entry where details like '%${clientId}%' or subject_id = '${clientId}' order by sequence`,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'client.register',
      'client.issue-credential',
      'client.rotate-credential',
      'client.revoke-credential',
      'client.disable',
    ]);
    expect(entries[1]).toMatchObject({ actor_id: 'p-admin', details: expect.stringContaining(fingerprintOf(credential)) });
    expect(JSON.stringify(entries)).not.toContain(text.slice(9));
  });

  it.each<[string, Parameters<typeof administrator>[0], string]>([
    ['an applicant', { posts: [{ role: 'applicant', unit: UNIT, onBehalfOf: null }] }, 'not-permitted'],
    ['nobody of any post', { posts: [] }, 'not-permitted'],
    ['a program, whatever it claims', { kind: 'client' }, 'not-permitted'],
    ['an administrator without second factor', { steppedUpUntil: null }, 'step-up-required'],
    ['an administrator whose second factor was too long ago', { steppedUpUntil: START as never }, 'step-up-required'],
  ])('%s changes nothing', async (_, over, code) => {
    const { id } = await issued();
    const caller = administrator(over);
    const { register, disable, setKeys, issue, rotate, revoke } = use();
    for (const result of [
      await register(caller, newClient(), trace),
      await disable(caller, clientId, trace),
      await setKeys(caller, { clientId, jwks: null }, trace),
      await issue(caller, terms(), trace),
      await rotate(caller, { credentialId: id, overlapHours: 1, days: 1 }, trace),
      await revoke(caller, id, trace),
    ])
      expect(codesOf(result)).toEqual([code]);
    const looks = [codesOf(await use().list(caller)), codesOf(await use().credentials(caller, clientId))];
    expect(looks).toEqual(code === 'not-permitted' ? [[code], [code]] : [[], []]);
  });

  it('a client or key of another district is answered like none', async () => {
    const { id } = await issued();
    const west = administrator({ district: 'west' });
    const none = '019ac0de-0000-7000-8000-00000000ffff';
    for (const [client, credential] of [
      [clientId, id],
      [none, none],
      ['nonsense', 'nonsense'],
    ] as const) {
      expect(codesOf(await use().issue(west, terms({ clientId: client }), trace))).toEqual(['client-not-found']);
      expect(codesOf(await use().disable(west, client, trace))).toEqual(['client-not-found']);
      expect(codesOf(await use().revoke(west, credential, trace))).toEqual(['credential-not-found']);
      expect(codesOf(await use().rotate(west, { credentialId: credential, overlapHours: 1, days: 1 }, trace))).toEqual([
        'credential-not-found',
      ]);
      expect(codesOf(await use().credentials(west, client))).toEqual(['client-not-found']);
    }
    expect(valueOf(await use().list(west))).toEqual([]);
  });

  it('what cannot be registered is told all at once', async () => {
    const input = newClient({
      name: ' ',
      roles: ['applicant', 'district-admin', 'policy-approver'],
      scopes: [],
      networks: ['x'],
      jwks: '{}',
    });
    expect(codesOf(await use().register(administrator(), input, trace))).toEqual([
      'client-name-not-valid',
      'role-not-for-clients',
      'role-not-for-clients',
      'scopes-missing',
      'network-not-valid',
      'key-set-not-valid',
    ]);
    for (const unitId of ['nonsense', '019ac0de-0000-7000-8000-00000000ffff'])
      expect(codesOf(await use().register(administrator(), newClient({ unitId }), trace))).toEqual(['unit-not-found']);
    expect(codesOf(await use().issue(administrator(), terms({ scopes: ['audit.read'] }), trace))).toEqual(['scope-not-held']);
    expect(codesOf(await use().issue(administrator(), terms({ scopes: [] }), trace))).toEqual(['scope-not-held']);
  });

  it('has twenty that count at most', async () => {
    for (let index = 0; index < 20; index++) await issued({ days: 1 });
    expect(codesOf(await use().issue(administrator(), terms(), trace))).toEqual(['credentials-too-many']);
    clock.pass(DAY);
    expect(codesOf(await use().issue(administrator(), terms(), trace))).toEqual([]);
  });
});
