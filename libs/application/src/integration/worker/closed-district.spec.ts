import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { templateDatabase, testChange, testDistrict, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addEndpoint, BOX, movableClock, tell } from '../events/events.fixture.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { startWorker } from './worker.ts';

const FAILURE = { failures: 1, pausedUntil: null };
let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await templateDatabase();
  database = await Database.connect(test.appUrl, { poolSize: 6 });
});
afterAll(async () => {
  await database.close();
  await test.close();
});

it('a district that was closed has nothing delivered and nothing deleted any more, which is no fault; its neighbours have both', async () => {
  const clock = movableClock();
  const sent: string[] = [];
  const faults: unknown[] = [];
  const outbound: Outbound = {
    send: async ({ url }) => {
      sent.push(url);
      return { kind: 'answered', status: 204, body: '', duration: 1, retryAfter: null };
    },
  };
  for (const [index, district] of ['closing', 'neighbour'].entries()) {
    await testDistrict(database, district);
    const id = `00000000-0000-7000-8000-00000000000${index}`;
    await addEndpoint(database, district, id, { url: `https://${district}.test/`, eventTypes: ['*'] });
    await tell(database, district, 'trial.made');
    await database.inDistrict(district, ({ signInFailures }) => signInFailures.put('long ago', { ...FAILURE, lastAt: 0 as Instant }));
  }
  await database.change(testChange('closing'), async ({ districts }) => {
    await districts.close(clock.now());
    const audit = { action: 'district.close', subjectKind: 'district', subjectId: 'closing', details: {} };
    return { kind: 'done', value: null, audit };
  });
  const worker = await startWorker({
    ...{ database, clock, random: randomBytes, secrets: BOX, outbound },
    districts: async () => ['closing', 'neighbour'],
    onFault: (error) => faults.push(error),
    ...{ poll: 10, sweepEvery: 20 },
  });
  const superuser = new Client({ connectionString: test.superuserUrl });
  await superuser.connect();
  const unfinished = async (): Promise<number> =>
    (await superuser.query<{ n: number }>(`select count(*)::int as n from pgboss.job where state in ('created', 'active', 'retry')`))
      .rows[0]!.n;
  while (sent.length === 0 || (await unfinished()) > 0) await pause(10);
  await worker.stop();
  const { rows: kept } = await superuser.query(`select district from sign_in_failure where login_mark = 'long ago'`);
  await superuser.end();
  expect(sent).toEqual(['https://neighbour.test/']);
  expect(kept).toEqual([{ district: 'closing' }]);
  expect(faults).toEqual([]);
});
