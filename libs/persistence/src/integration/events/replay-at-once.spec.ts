import { randomUUID } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Database } from '../../database.ts';

const AT = Date.UTC(2026, 0, 5) as Instant;
const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const SUBJECT = { subjectKind: 'webhook', subjectId: 'w' };

let test: TestDatabase;
let database: Database;
let watcher: Client;
beforeAll(async () => {
  test = await templateDatabase();
  database = await Database.connect(test.appUrl);
  watcher = new Client({ connectionString: test.superuserUrl });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await database.close();
  await test.close();
});

it('one delivery that is replayed from two tabs at once is sent twice, as rounds of their own', async () => {
  const endpointId = randomUUID();
  const change = {
    district: 'east',
    actor: { kind: 'person', id: 'p', onBehalfOf: null },
    requestId: 'r',
    at: AT,
    idempotency: null,
  } as const;
  await database.change(change, async ({ webhooks }) => {
    await webhooks.add({
      ...{ endpointId, url: 'https://a.example', eventTypes: ['*'], description: '', clientId: null, secretSealed: 'x' },
      ...{ formerSecretSealed: null, formerSecretUntil: null, status: 'enabled', statusReason: 'by-hand', statusSince: AT },
      ...{ version: 1, createdAt: AT },
    });
    const audit = { action: 'webhook.register', ...SUBJECT, details: {} };
    return { kind: 'done', value: null, audit, events: [{ type: 'trial.made', ...SUBJECT, payload: {} }] };
  });
  const [event] = await database.inDistrict('east', ({ outbox }) => outbox.takePending(1));
  const draft = () => ({ deliveryId: randomUUID(), endpointId, eventId: event!.eventId });
  await database.inDistrict('east', ({ deliveries }) => deliveries.add([draft()], AT));
  const replay = (afterwards: () => Promise<unknown>) =>
    database.inDistrict('east', async ({ deliveries }) => {
      await deliveries.addReplays([draft()], AT);
      await afterwards();
    });
  let second: Promise<unknown> = Promise.resolve();
  const first = replay(async () => {
    second = replay(() => Promise.resolve());
    // The first commits when the second waits for it.
    await vi.waitFor(async () => expect((await watcher.query(WAITING)).rows).toHaveLength(1), { timeout: 3_000, interval: 10 });
  });
  await first;
  await expect(second).resolves.toBeUndefined();
  const filter = { endpointIds: [endpointId], status: null, from: null, backwards: false, limit: 9 };
  const made = await database.inDistrict('east', ({ deliveries }) => deliveries.list(filter));
  expect(made.map(({ round }) => round).sort()).toEqual([0, 1, 2]);
});
