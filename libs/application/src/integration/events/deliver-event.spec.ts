import { randomBytes } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { Database, type AttemptRecord, type DeliveryRecord, type EndpointRecord } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundAnswer, OutboundRequest } from '../outbound/outbound.ts';
import { sweepWith } from '../worker/sweep.ts';
import { deliverEventWith } from './deliver-event.ts';
import { addEndpoint, BOX, movableClock, START, tell } from './events.fixture.ts';
import { relayEventsWith } from './relay-events.ts';
import { RETRY_SCHEDULE } from './retry-schedule.ts';
import { sealWebhookSecret } from './webhook-secrets.ts';

const [A, B, C] = [1, 2, 3].map((kind) => `00000000-0000-7000-8000-00000000000${kind}`) as [string, string, string];
const answered = (status: number, retryAfter: string | null = null): OutboundAnswer => ({
  kind: 'answered',
  status,
  retryAfter,
  body: `${status}`,
  duration: 3,
});

describe('events of a district', () => {
  let test: TestDatabase;
  let database: Database;
  let clock: ReturnType<typeof movableClock>;
  let sent: OutboundRequest[];
  let answer: (request: OutboundRequest) => OutboundAnswer;
  let district: string;
  let count = 0;

  const parts = () => ({
    database,
    clock,
    random: randomBytes,
    secrets: BOX,
    outbound: { send: async (request: OutboundRequest) => (sent.push(request), answer(request)) },
  });
  const relay = () => relayEventsWith(parts())(district);
  const sweep = () =>
    sweepWith({
      ...{ database, clock, relay: relayEventsWith(parts()) },
      deliver: (of, due) => Promise.all(due.map(({ deliveryId }) => deliverEventWith(parts())(of, deliveryId))),
    })(district);
  const deliveries = (): Promise<DeliveryRecord[]> =>
    database.inDistrict(district, (repositories) =>
      repositories.deliveries.list({ endpointIds: [A, B, C], status: null, from: null, backwards: false, limit: 99 }),
    );
  const attempts = async (): Promise<AttemptRecord[]> => {
    const ids = (await deliveries()).map(({ deliveryId }) => deliveryId);
    return database.inDistrict(district, (repositories) => repositories.deliveries.attemptsOf(ids));
  };
  const endpoint = (id: string): Promise<EndpointRecord | undefined> => database.inDistrict(district, ({ webhooks }) => webhooks.find(id));
  const toUrl = (url: string): string[] =>
    sent.filter((one) => one.url === url).map(({ body }) => (JSON.parse(body!) as { type: string }).type);

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    // The library that checks signatures reads the machine's clock.
    vi.useFakeTimers({ now: START, toFake: ['Date'] });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.close();
    await test.close();
  });
  beforeEach(() => {
    district = `trial-${++count}`;
    clock = movableClock();
    sent = [];
    answer = () => answered(200);
  });
  afterEach(() => vi.setSystemTime(START));

  it('are delivered once to each endpoint that asked for them, signed, with the same id and body whoever asks', async () => {
    const { secret } = await addEndpoint(database, district, A);
    await addEndpoint(database, district, B, { url: 'https://b.test/', eventTypes: ['trial.made'] });
    await addEndpoint(database, district, C, { eventTypes: ['other.*'] });
    await tell(database, district, 'trial.made', 'trial.ended');
    expect(await relay()).toBe(2);
    expect(await relay()).toBe(0);
    expect(await sweep()).toBe(3);
    expect(await sweep()).toBe(0);
    expect(toUrl('https://hook.test/').sort()).toEqual(['trial.ended', 'trial.made']);
    expect(toUrl('https://b.test/')).toEqual(['trial.made']);
    const made = sent.find((one) => one.url === 'https://hook.test/' && one.body!.includes('trial.made'))!;
    expect(new Webhook(secret).verify(made.body!, { ...made.headers })).toEqual({
      type: 'trial.made',
      timestamp: '2026-01-05T08:00:00+08:00',
      data: { id: made.headers['webhook-id'], district, subject: { kind: 'trial', id: '一' }, details: { type: 'trial.made' } },
    });
    expect(await attempts()).toMatchObject(
      Array.from({ length: 3 }, () => ({ number: 1, statusCode: 200, failure: null, answer: '200', duration: 3 })),
    );
  });

  it('of another district are not seen', async () => {
    await addEndpoint(database, district, A, { eventTypes: ['*'] });
    await tell(database, `${district}-other`, 'trial.made');
    expect(await relay()).toBe(0);
    expect(await sweep()).toBe(0);
  });

  it('are tried again by the schedule, and not before', async () => {
    await addEndpoint(database, district, A);
    await tell(database, district, 'trial.made');
    answer = () => answered(503);
    await sweep();
    expect(sent).toHaveLength(1);
    clock.moveBy(4_000);
    await sweep();
    expect(sent).toHaveLength(1);
    clock.moveBy(1_600);
    answer = () => answered(429, '3600');
    await sweep();
    expect(sent).toHaveLength(2);
    clock.moveBy(3_599_000);
    await sweep();
    expect(sent).toHaveLength(2);
    clock.moveBy(1_000);
    answer = () => answered(204);
    await sweep();
    expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 3, nextAt: null, endedAt: clock.now() }]);
    expect((await attempts()).map(({ number, statusCode }) => [number, statusCode])).toEqual([
      [1, 503],
      [2, 429],
      [3, 204],
    ]);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  });

  it('are given up after the whole schedule; the endpoint is switched off, audited, and the others are told', async () => {
    await addEndpoint(database, district, A);
    await addEndpoint(database, district, B, { url: 'https://b.test/', eventTypes: [] });
    await tell(database, district, 'trial.made');
    answer = ({ url }) => (url === 'https://b.test/' ? answered(200) : { kind: 'failed', code: 'timed-out', duration: 10_000 });
    for (const pause of RETRY_SCHEDULE) {
      clock.moveBy(pause * 1.11);
      await sweep();
    }
    expect(toUrl('https://hook.test/')).toHaveLength(RETRY_SCHEDULE.length);
    expect(await endpoint(A)).toMatchObject({ status: 'disabled', statusReason: 'exhausted', statusSince: clock.now(), version: 2 });
    await sweep();
    expect(toUrl('https://b.test/')).toEqual(['webhook.disabled']);
    expect((await deliveries()).filter(({ endpointId }) => endpointId === A)).toMatchObject([{ status: 'failed', attempts: 10 }]);
    const superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query(
      `select action, actor_kind, details from audit_entry where district = $1 order by sequence desc limit 1`,
      [district],
    );
    await superuser.end();
    expect(rows).toEqual([{ action: 'webhook.disable', actor_kind: 'system', details: '{"reason":"exhausted"}' }]);
  });

  it('that one receiver cannot take do not cost it the others', async () => {
    await addEndpoint(database, district, A);
    await tell(database, district, 'trial.poisonous');
    answer = ({ body }) => answered(body!.includes('poisonous') ? 422 : 200);
    for (const [index, pause] of RETRY_SCHEDULE.entries()) {
      clock.moveBy(pause * 1.11);
      if (index === 5) await tell(database, district, 'trial.made');
      await sweep();
    }
    expect(await endpoint(A)).toMatchObject({ status: 'enabled' });
    expect((await deliveries()).map(({ status }) => status).sort()).toEqual(['delivered', 'failed']);
  });

  it('are no longer sent to an endpoint that says 410; what was on its way is given up', async () => {
    await addEndpoint(database, district, A);
    await tell(database, district, 'trial.made');
    answer = () => answered(500);
    await sweep();
    clock.moveBy(1);
    await tell(database, district, 'trial.ended');
    answer = () => answered(410);
    await sweep();
    expect(await endpoint(A)).toMatchObject({ status: 'disabled', statusReason: 'gone' });
    clock.moveBy(6_000);
    await sweep();
    await tell(database, district, 'trial.later');
    await sweep();
    expect(toUrl('https://hook.test/')).toEqual(['trial.made', 'trial.ended']);
    expect((await deliveries()).map(({ status, attempts: made }) => [status, made])).toEqual([
      ['failed', 1],
      ['cancelled', 1],
    ]);
  });

  it('are sent again when the worker that had them died, and not while it may be alive', async () => {
    await addEndpoint(database, district, A);
    await tell(database, district, 'trial.made');
    await relay();
    const [{ deliveryId }] = (await deliveries()) as [DeliveryRecord];
    await database.inDistrict(district, (repositories) =>
      repositories.deliveries.claim(deliveryId, clock.now(), (clock.now() + 60_000) as Instant),
    );
    clock.moveBy(59_999);
    await sweep();
    await deliverEventWith(parts())(district, deliveryId);
    expect(sent).toEqual([]);
    clock.moveBy(1);
    await sweep();
    expect(sent).toHaveLength(1);
  });

  it('sent by two at once go out once; a worker that was taken for dead does not write over what came after', async () => {
    await addEndpoint(database, district, A);
    await tell(database, district, 'trial.made');
    await relay();
    const [{ deliveryId }] = (await deliveries()) as [DeliveryRecord];
    await Promise.all(Array.from({ length: 8 }, () => deliverEventWith(parts())(district, deliveryId)));
    expect(sent).toHaveLength(1);

    clock.moveBy(1);
    await tell(database, district, 'trial.ended');
    await relay();
    const [{ deliveryId: second }] = (await deliveries()) as [DeliveryRecord];
    const late = async (): Promise<OutboundAnswer> => {
      clock.moveBy(61_000);
      await sweep();
      return answered(500);
    };
    const slow = { ...parts(), outbound: { send: late } };
    await deliverEventWith(slow)(district, second);
    expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 1 }, { status: 'delivered' }]);
  });

  it('are signed under both secrets while one replaces the other', async () => {
    const { secret: former } = await addEndpoint(database, district, A, {});
    const found = (await endpoint(A))!;
    const fresh = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const change = {
      district,
      actor: { kind: 'person', id: 'p', onBehalfOf: null },
      requestId: 'r',
      at: START,
      idempotency: null,
    } as const;
    await database.change(change, async ({ webhooks }) => {
      const until = (START + 3_600_000) as Instant;
      await webhooks.save({
        ...found,
        formerSecretSealed: found.secretSealed,
        formerSecretUntil: until,
        secretSealed: sealWebhookSecret(BOX, district, A, fresh),
      });
      return { kind: 'done', value: null, audit: { action: 'webhook.rotate', subjectKind: 'webhook', subjectId: A, details: {} } };
    });
    const verify = async (secret: string): Promise<unknown> => {
      await tell(database, district, 'trial.made');
      await sweep();
      const { body, headers } = sent.at(-1)!;
      return new Webhook(secret).verify(body!, { ...headers });
    };
    expect(await verify(former)).toMatchObject({ type: 'trial.made' });
    expect(await verify(fresh)).toMatchObject({ type: 'trial.made' });
    clock.moveBy(3_600_000);
    vi.setSystemTime(clock.now());
    expect(await verify(fresh)).toMatchObject({ type: 'trial.made' });
    await expect(verify(former)).rejects.toThrow();
  });

  it('are forgotten, log and all, 90 days after they were over', async () => {
    await addEndpoint(database, district, A);
    await tell(database, district, 'trial.made');
    await sweep();
    clock.moveBy(90 * 86_400_000);
    await sweep();
    expect(await attempts()).toHaveLength(1);
    clock.moveBy(1);
    await sweep();
    expect([await deliveries(), await attempts()]).toEqual([[], []]);
  });
});
