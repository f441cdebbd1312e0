import { once } from 'node:events';
import type { Operations } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectedTo, eventsOf, happenAt, socketTo, standing, watchingAt } from './event-socket.ts';
import { asAdministrator } from './example-setups.ts';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

/** Sockets of one address that may be open and have shown nothing yet. */
const MOST_WAITING = 100;
/** Eight times the payload in each message: what a socket can hold on its way is soon full. */
const LARGE = `subscription ($types: [String!]) { events(types: $types) { ... on Event { id type cursor ${[...'abcdefgh'].map((name) => `${name}: details`).join(' ')} } } }`;

describe('subscriptions that end', () => {
  let api: TestApi;
  let admin: SignedInCaller;
  let unit: string;
  let superuser: Client;
  beforeAll(async () => {
    api = await startTestApi();
    ({ person: admin, unit } = await asAdministrator(api));
    superuser = new Client({ connectionString: api.databaseUrl.superuser });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await api.close();
  });

  const lastCursor = async (): Promise<string> => {
    const { events } = await admin.run('Events', { types: ['flood.*'] });
    if (events.__typename !== 'EventConnection') throw new Error(JSON.stringify(events));
    return events.edges.at(-1)!.cursor;
  };
  const idsBehind = async (cursor: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let after: string | null = cursor; after !== null;) {
      const { events }: Operations['Events']['answer'] = await admin.run('Events', { types: ['flood.*'], after });
      if (events.__typename !== 'EventConnection') throw new Error(JSON.stringify(events));
      ids.push(...events.edges.map(({ node }) => node.id));
      after = events.pageInfo.hasNextPage ? (events.pageInfo.endCursor ?? null) : null;
    }
    return ids;
  };

  it('a client that does not read is broken off when it reads again, told that it missed something, and reads that on by cursor', async () => {
    const made = await watchingAt(api, admin.token, ['flood.*'], LARGE);
    await standing(api, made, 'flood.begun');
    const cursor = await lastCursor();
    const had = new Set(eventsOf(made.told).map(({ id }) => id));
    made.socket.pause();
    const details = { text: 'x'.repeat(8_000) };
    for (let count = 0; count < 5; count++)
      await happenAt(
        api,
        'yangpu',
        Array.from({ length: 300 }, () => 'flood.rising'),
        details,
      );
    made.socket.resume();
    expect(await made.closed).toBe(4410);
    expect(made.reason()).toMatch(/^events-missed: /);
    const told = eventsOf(made.told)
      .map(({ id }) => id)
      .filter((id) => !had.has(id));
    expect(told.length).toBeGreaterThan(0);
    const behind = await idsBehind(cursor);
    // Or behind the last that it was told.
    const last = eventsOf(made.told).at(-1)!.cursor;
    expect(await idsBehind(last)).toEqual(behind.slice(told.length));
    // In order and without a gap, as far as it came; the rest is there.
    expect(told).toEqual(behind.slice(0, told.length));
    expect(behind.length).toBeGreaterThan(told.length);
  });

  it('those who watch are told when the connection that listens is lost; it is made again for who comes', async () => {
    const made = await watchingAt(api, admin.token, ['mark.*']);
    await standing(api, made, 'mark.made');
    const { rowCount } = await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guicheng events' and datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    expect(await made.closed).toBe(4410);
    expect(made.reason()).toMatch(/^events-missed: /);
    const again = await watchingAt(api, admin.token, ['mark.*']);
    await standing(api, again, 'mark.made');
    again.socket.close();
    expect(api.log.filter((line) => line.includes('fault'))).toEqual([]);
  });

  it('an API key ends its sockets within a second when it is revoked, and when its client is switched off', async () => {
    const input = { unit, name: '事件接口', roles: ['OFFICE_OFFICER' as const], scopes: ['WEBHOOKS_MANAGE' as const] };
    const { registerApiClient } = await admin.run('RegisterApiClient', { input, key: 'register' });
    if (registerApiClient.__typename !== 'ApiClient') throw new Error(JSON.stringify(registerApiClient));
    const { id } = registerApiClient;
    const issued = async (key: string) => {
      const { issueApiCredential } = await admin.run('IssueApiCredential', { input: { client: id, kind: 'API_KEY', days: 1 }, key });
      if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error(JSON.stringify(issueApiCredential));
      return { text: issueApiCredential.text!, credential: issueApiCredential.credential.id };
    };
    const [first, second] = [await issued('first'), await issued('second')];
    const [one, other] = [await watchingAt(api, first.text, ['mark.*']), await watchingAt(api, second.text, ['mark.*'])];
    await standing(api, one, 'mark.made');
    await standing(api, other, 'mark.made');
    let begun = performance.now();
    await admin.run('RevokeApiCredential', { id: first.credential, key: 'revoke' });
    expect(await one.closed).toBe(4401);
    expect(performance.now() - begun).toBeLessThan(1_500);
    // The client’s other key holds.
    const count = other.told.length;
    await happenAt(api, 'yangpu', ['mark.later']);
    await other.until(count + 1);
    begun = performance.now();
    await admin.run('DisableApiClient', { id, key: 'disable' });
    expect(await other.closed).toBe(4401);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it('sockets that show nothing are few for one address, and are ended after three seconds', async () => {
    const waiting = Array.from({ length: MOST_WAITING }, () => socketTo(api.url));
    await Promise.all(waiting.map(({ opened }) => opened));
    const refused = socketTo(api.url);
    refused.opened.catch(() => undefined);
    const [, answer] = (await once(refused.socket, 'unexpected-response')) as [unknown, { readonly statusCode: number }];
    expect(answer.statusCode).toBe(429);
    refused.socket.terminate();
    expect(new Set(await Promise.all(waiting.map(({ closed }) => closed)))).toEqual(new Set([4408]));
    expect(waiting[0]!.reason()).toMatch(/^connection-init-late: /);
    const made = await watchingAt(api, admin.token, ['mark.*']);
    await standing(api, made, 'mark.made');
    made.socket.close();
  });
});

describe('sockets of a caller who has used up their points', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ rate: { caller: 60, address: 0 } });
  });
  afterAll(() => api.close());

  it('are told so, and when to come back: what is asked over them is paid for, whatever becomes of it', async () => {
    const { token } = await api.signedIn('yangpu', ['district-admin']);
    const made = await connectedTo(api, token);
    for (let id = 1; id <= 6; id += 1) made.say({ id: String(id), type: 'subscribe', payload: { query: '{ engineVersion }' } });
    await made.until(7);
    const codes = made.told.slice(1).map(({ payload }) => (payload as { extensions: { code: string } }[])[0]!.extensions.code);
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'subscriptions-only'));
    expect(made.told.at(-1)).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'rate-limited', points: 10, retryAfterMilliseconds: expect.any(Number) as number } }],
    });
    const other = socketTo(api.url);
    await other.opened;
    other.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await other.closed).toBe(4429);
    expect(other.reason()).toMatch(/^rate-limited: /);
    made.socket.close();
  });
});
