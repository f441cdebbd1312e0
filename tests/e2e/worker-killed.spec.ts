import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApi, type TestApi } from '../graphql/test-api.ts';
import { runBuiltWorker, type WorkerRun } from '../server/built-worker.ts';
import { oneDistrict, type OneDistrict } from '../server/one-district.ts';

const EVENTS = 20;
/** Deliveries to one endpoint that a worker has in hand at once. */
const AT_ONCE = 4;
const WAIT = { timeout: 5_000, interval: 20 };

describe('a worker that is killed with deliveries in hand', () => {
  let policies: OneDistrict;
  let api: TestApi;
  let superuser: Client;
  let receiver: Server;
  let url: string;
  /** Ids that arrived, in the order they came; and those that were answered with 2xx. */
  const heard: string[] = [];
  const taken: string[] = [];
  const held: ServerResponse[] = [];
  let isHolding = true;

  beforeAll(async () => {
    policies = await oneDistrict('yangpu');
    api = await startTestApi({ worker: 'outside', policiesDirectory: policies.directory });
    superuser = new Client({ connectionString: api.databaseUrl.superuser });
    await superuser.connect();
    receiver = createServer((request, response) => {
      const id = String(request.headers['webhook-id']);
      request.resume().on('end', () => {
        heard.push(id);
        if (isHolding) return void held.push(response);
        taken.push(id);
        response.writeHead(204).end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await superuser.end();
    await api.close();
    await policies.remove();
  });

  const start = async (): Promise<WorkerRun> => {
    const run = runBuiltWorker({
      ...{ DATABASE_URL: api.databaseUrl.app, SECRET_KEY: '07'.repeat(32), OUTBOUND_ALLOWED: '127.0.0.1', LOG_LEVEL: 'error' },
    });
    await run.ready;
    return run;
  };
  const stop = async ({ child, ended }: WorkerRun): Promise<void> => {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  };
  const settled = async (): Promise<number> =>
    (await superuser.query<{ n: number }>(`select count(*)::int as n from webhook_delivery where status = 'delivered'`)).rows[0]!.n;

  it('loses nothing: the others deliver what it did not have, and after its lease what it had, under the same ids', async () => {
    const admin = await api.signedIn('yangpu', ['district-admin']);
    const input = { url, eventTypes: ['project.*'], description: '' };
    const { registerWebhook } = await admin.run('RegisterWebhook', { input, key: 'register' });
    if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
    const { id } = registerWebhook.webhook;
    for (let count = 0; count < EVENTS; count++) await admin.run('TestWebhook', { id, key: `test-${count}` });
    const { rows } = await superuser.query<{ id: string }>(`select event_id as id from outbox_event where type = 'webhook.tested'`);
    const committed = rows.map((row) => row.id).sort();
    expect(committed).toHaveLength(EVENTS);

    const first = await start();
    await vi.waitFor(() => expect(heard).toHaveLength(AT_ONCE), WAIT);
    first.child.kill('SIGKILL');
    expect(await first.ended).toBeNull();
    const inHand = [...heard].sort();
    for (const response of held) response.destroy();
    isHolding = false;

    // What it had stays its own for as long as it might live.
    const second = await start();
    await vi.waitFor(async () => expect(await settled()).toBe(EVENTS - AT_ONCE), WAIT);
    await stop(second);
    expect([...taken].sort()).toEqual(committed.filter((one) => !inHand.includes(one)));

    // A minute later, by the table.
    await superuser.query(`update webhook_delivery set claimed_until = now() where status = 'pending'`);
    const third = await start();
    await vi.waitFor(async () => expect(await settled()).toBe(EVENTS), WAIT);
    await stop(third);
    expect([...taken].sort()).toEqual(committed);
    expect(heard.filter((one) => inHand.includes(one))).toHaveLength(2 * AT_ONCE);
  }, 30_000);
});
