import { randomBytes, randomUUID } from 'node:crypto';
import { civilDateAt, civilDateOf, type CivilDate, type Instant } from '@guicheng/kernel';
import { Database, type ApiClientRecord, type DistrictRepositories } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverEventWith } from './deliver-event.ts';
import { addEndpoint, BOX, movableClock, START, tell } from './events.fixture.ts';
import { relayEventsWith } from './relay-events.ts';

const DAY = 86_400_000;

describe("events on their way to an API client's endpoint", () => {
  let test: TestDatabase;
  let database: Database;
  let district: string;
  let clock: ReturnType<typeof movableClock>;
  let sent: number;
  let client: ApiClientRecord;
  let endpoint: string;
  let count = 0;

  const parts = () => ({
    ...{ database, clock, random: randomBytes, secrets: BOX },
    outbound: {
      send: async () => {
        sent += 1;
        return { kind: 'answered', status: 200, retryAfter: null, body: '', duration: 1 } as const;
      },
    },
  });
  const changed = (work: (repositories: DistrictRepositories) => Promise<unknown>) =>
    database.change(
      { district, actor: { kind: 'system', id: 'tests', onBehalfOf: null }, requestId: 'r', at: START, idempotency: null },
      async (repositories) => {
        await work(repositories);
        return { kind: 'done', value: null, audit: { action: 'test.prepare', subjectKind: 'district', subjectId: district, details: {} } };
      },
    );
  const relay = () => relayEventsWith(parts())(district);
  const statuses = async (): Promise<string[]> => {
    const filter = { endpointIds: [endpoint], status: null, from: null, backwards: false, limit: 9 };
    return (await database.inDistrict(district, ({ deliveries }) => deliveries.list(filter))).map(({ status }) => status);
  };
  const deliver = async (): Promise<void> => {
    const due = await database.inDistrict(district, ({ deliveries }) => deliveries.due(clock.now(), 9));
    for (const { deliveryId } of due) await deliverEventWith(parts())(district, deliveryId);
  };
  /** A district with a unit that is there until `to`, a client of it and an endpoint of that. */
  const prepared = async (over: Partial<ApiClientRecord> = {}, to: CivilDate | null = null): Promise<void> => {
    const unitId = randomUUID();
    client = {
      ...{ clientId: randomUUID(), unitId, name: '接口', roles: ['auditor'], scopes: ['webhooks.manage'], networks: [], jwks: null },
      ...{ createdAt: START, disabledAt: null },
      ...over,
    };
    await changed(async ({ districts, units, clients }) => {
      await districts.open('试区', START);
      const days = { from: civilDateOf(2020, 1, 1) as CivilDate, to, recordedAt: START };
      const period = { periodId: randomUUID(), unitId, nameZh: '办公室', parentUnitId: null, ...days };
      await units.add({ unitId, code: 'office', kind: 'office', recordedAt: START }, period);
      await clients.insert(client);
    });
    endpoint = randomUUID();
    await addEndpoint(database, district, endpoint, { clientId: client.clientId });
    await tell(database, district, 'trial.made');
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });
  beforeEach(() => {
    district = `trial-${++count}`;
    clock = movableClock();
    sent = 0;
  });

  it('arrive while the client is in order', async () => {
    await prepared();
    await relay();
    await deliver();
    expect([await statuses(), sent]).toEqual([['delivered'], 1]);
  });

  it.each<[string, Partial<ApiClientRecord>, CivilDate | null]>([
    ['was disabled', { disabledAt: START }, null],
    ['lost the scope', { scopes: ['projects.read'] }, null],
    ['has no role that reads events', { roles: ['applicant'] }, null],
    ['calls for a unit that is closed', {}, civilDateAt((START - DAY) as Instant)],
  ])('are not even relayed when it %s; the district goes on', async (_, over, to) => {
    await prepared(over, to);
    expect(await relay()).toBe(1);
    expect([await statuses(), sent]).toEqual([[], 0]);
  });

  it('are given up when it is disabled meanwhile', async () => {
    await prepared();
    await relay();
    await changed(({ clients }) => clients.disable(client.clientId, START));
    await deliver();
    expect([await statuses(), sent]).toEqual([['cancelled'], 0]);
  });

  it('are given up when its unit is closed meanwhile', async () => {
    await prepared({}, civilDateAt(START));
    await relay();
    clock.moveBy(2 * DAY);
    await deliver();
    expect([await statuses(), sent]).toEqual([['cancelled'], 0]);
  });
});
