import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { allowedNetworks, httpOutbound, secretBox, startWorker } from '@guicheng/application';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import { Client } from 'pg';
import { TEST_KEY, type TestApi } from '../../graphql/test-api.ts';

const CLOCK: Clock = { now: () => instantOf(Date.now()) as Instant };

/** Relays everything that happened so far and delivers what goes to these endpoints; those of examples lead nowhere. Throws what the worker broke on. */
export async function deliverAll(api: TestApi, endpoints: readonly string[]): Promise<void> {
  const database = await api.database();
  const looking = new Client({ connectionString: api.databaseUrl.superuser });
  await looking.connect();
  const faults: unknown[] = [];
  const worker = await startWorker({
    ...{ database, clock: CLOCK, random: randomBytes, secrets: secretBox(TEST_KEY, randomBytes), poll: 50 },
    outbound: httpOutbound({
      resolve: () => Promise.reject(new Error('no names here')),
      allowed: allowedNetworks(['127.0.0.1'])!,
      clock: CLOCK,
    }),
    districts: () => database.tenants(),
    onFault: (error) => faults.push(error),
  });
  const left = async (): Promise<number> =>
    (
      await looking.query<{ n: number }>(
        `select ((select count(*) from outbox_event where status = 'pending')
          + (select count(*) from webhook_delivery where status = 'pending' and endpoint_id = any($1::uuid[])))::int as n`,
        [endpoints],
      )
    ).rows[0]!.n;
  try {
    while (faults.length === 0 && (await left()) > 0) await pause(20);
  } finally {
    await worker.stop();
    await looking.end();
  }
  if (faults.length > 0) throw faults[0];
}
