import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addEndpoint, BOX, movableClock, tell } from '../events/events.fixture.ts';
import { RETRY_SCHEDULE } from '../events/retry-schedule.ts';
import { allowedNetworks } from '../outbound/address-guard.ts';
import { httpOutbound } from '../outbound/http-outbound.ts';
import { startWorker, type Worker } from './worker.ts';

const DISTRICTS = ['east', 'west', 'north'];
const EVENTS = 300;
const idOf = (index: number): string => `00000000-0000-7000-8000-00000000000${index}`;

describe('two workers', () => {
  let test: TestDatabase;
  let databases: Database[];
  let receiver: Server;
  let url: string;
  const received = new Map<string, number>();
  const faults: unknown[] = [];
  const clock = movableClock();

  /** Fails a fifth of all attempts, in every way: the same ones in every run but for the ids. */
  const mishap = (id: string, attempt: number): number => createHash('sha256').update(`${id} ${attempt}`).digest().readUInt16BE() % 20;

  beforeAll(async () => {
    test = await templateDatabase();
    databases = await Promise.all([1, 2].map(() => Database.connect(test.appUrl, { poolSize: 8 })));
    const tried = new Map<string, number>();
    receiver = createServer((request, response) => {
      request.resume().on('end', () => {
        const key = `${request.url} ${request.headers['webhook-id']}`;
        const attempt = (tried.get(key) ?? 0) + 1;
        tried.set(key, attempt);
        const kind = mishap(key, attempt);
        if (kind === 0) return void request.socket.destroy();
        if (kind < 4) return void response.writeHead([500, 302, 429][kind - 1]!, { location: '/elsewhere', 'retry-after': '1' }).end();
        received.set(key, (received.get(key) ?? 0) + 1);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await Promise.all(databases.map((database) => database.close()));
    await test.close();
  });

  const start = (database: Database): Promise<Worker> =>
    startWorker({
      database,
      clock,
      random: randomBytes,
      secrets: BOX,
      outbound: httpOutbound({
        resolve: () => Promise.reject(new Error('no names here')),
        allowed: allowedNetworks(['127.0.0.1'])!,
        clock,
      }),
      districts: async () => DISTRICTS,
      onFault: (error) => faults.push(error),
      poll: 40,
      sweepEvery: 150,
    });

  it(`deliver ${EVENTS} events to receivers that fail a fifth of the time: what was committed is what arrived`, async () => {
    const superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    for (const [index, district] of DISTRICTS.entries()) {
      await addEndpoint(databases[0]!, district, idOf(index), { url: `${url}/${district}`, eventTypes: ['*'] });
      await addEndpoint(databases[0]!, district, idOf(index + 5), { url: `${url}/${district}/few`, eventTypes: ['trial.few'] });
    }
    let workers = await Promise.all(databases.map(start));
    // Three events a mutation, of which a tenth are of the type that few asked for.
    const told = Array.from({ length: EVENTS / 3 }, (_, index) => async () => {
      const types = [0, 1, 2].map((place) => ((index * 3 + place) % 10 === 0 ? 'trial.few' : 'trial.many'));
      await tell(databases[index % 2]!, DISTRICTS[index % 3]!, ...types);
    });
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let one = told.pop(); one !== undefined; one = told.pop()) await one();
      }),
    );
    // One of them stops in the midst of it, and another takes its place.
    await workers[1]!.stop();
    workers = [workers[0]!, await start(databases[1]!)];

    const left = async (): Promise<number> =>
      Number(
        (
          await superuser.query(
            `select (select count(*) from outbox_event where status = 'pending') + (select count(*) from webhook_delivery where status = 'pending') as n`,
          )
        ).rows[0].n,
      );
    const deadline = performance.now() + 20_000;
    for (const pause of [...RETRY_SCHEDULE, 0]) {
      // Until nothing is due at this time any more.
      const dueNow = `select count(*) as n from webhook_delivery where status = 'pending' and next_at <= to_timestamp(${clock.now() / 1_000})`;
      const pending = `select count(*) as n from outbox_event where status = 'pending'`;
      for (const query of [pending, dueNow])
        while (Number((await superuser.query(query)).rows[0].n) > 0 && performance.now() < deadline)
          await new Promise((later) => setTimeout(later, 10));
      if ((await left()) === 0) break;
      clock.moveBy(Math.max(pause * 1.11, 1_000));
    }
    await Promise.all(workers.map((worker) => worker.stop()));

    const { rows: events } = await superuser.query<{ district: string; id: string; type: string }>(
      `select district, event_id as id, type from outbox_event`,
    );
    const { rows: jobs } = await superuser.query(
      `select name, state, count(*)::int from pgboss.job where state <> 'completed' and start_after < now() group by 1, 2`,
    );
    await superuser.end();
    expect(events).toHaveLength(EVENTS);
    const committed = events.flatMap(({ district, id, type }) => [
      `/${district} ${id}`,
      ...(type === 'trial.few' ? [`/${district}/few ${id}`] : []),
    ]);
    expect([...received.keys()].sort()).toEqual(committed.sort());
    // At least once is promised; no worker died here, so it is once.
    expect([...received.values()].filter((times) => times > 1)).toEqual([]);
    expect(faults).toEqual([]);
    expect(jobs).toEqual([]);
  }, 30_000);
});
