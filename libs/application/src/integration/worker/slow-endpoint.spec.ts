import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addEndpoint, BOX, movableClock, tell } from '../events/events.fixture.ts';
import { allowedNetworks } from '../outbound/address-guard.ts';
import { httpOutbound } from '../outbound/http-outbound.ts';
import { startWorker, type Worker } from './worker.ts';

const WAIT = { timeout: 4_000, interval: 10 };
const idOf = (index: number): string => `00000000-0000-7000-8000-00000000000${index}`;

describe('a worker, with endpoints that never answer', () => {
  let test: TestDatabase;
  let database: Database;
  let receiver: Server;
  let url: string;
  let worker: Worker | undefined;
  /** What is kept waiting, by path. */
  let held: { readonly path: string; readonly response: ServerResponse }[];
  let answered: string[];
  let isHolding: boolean;
  const faults: unknown[] = [];

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    receiver = createServer((request, response) => {
      request.resume().on('end', () => {
        const path = request.url ?? '';
        if (isHolding && path.includes('silent')) return void held.push({ path, response });
        answered.push(path);
        response.writeHead(204).end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    receiver.close();
    await database.close();
    await test.close();
  });
  beforeEach(() => {
    held = [];
    answered = [];
    isHolding = true;
  });
  afterEach(async () => {
    receiver.closeAllConnections();
    await worker?.stop();
    worker = undefined;
    expect(faults).toEqual([]);
  });

  const start = async (): Promise<void> => {
    const clock = movableClock();
    const allowed = allowedNetworks(['127.0.0.1'])!;
    worker = await startWorker({
      ...{ database, clock, random: randomBytes, secrets: BOX, poll: 20 },
      outbound: httpOutbound({ resolve: () => Promise.reject(new Error('no names here')), allowed, clock }),
      // Nothing here is left to the sweep.
      ...{ districts: async () => [], sweepEvery: 3_600_000 },
      onFault: (error) => faults.push(error),
      ...{ concurrency: 8, perDistrict: 4, perEndpoint: 2 },
    });
  };
  const endpoint = (district: string, index: number, path: string, eventTypes: readonly string[]): Promise<unknown> =>
    addEndpoint(database, district, idOf(index), { url: `${url}/${path}`, eventTypes: [...eventTypes] });
  const times = (paths: readonly string[], path: string): number => paths.filter((one) => one === `/${path}`).length;
  const heldBy = (path: string): number =>
    times(
      held.map((one) => one.path),
      path,
    );
  const release = (): void => {
    isHolding = false;
    for (const { path, response } of held.splice(0)) {
      answered.push(path);
      response.writeHead(204).end();
    }
  };

  it('gives one of them its own places only: others of its district and of other districts go on; it gets the rest when it answers', async () => {
    await endpoint('one-east', 1, 'one-silent', ['trial.silent', 'trial.both']);
    await endpoint('one-east', 2, 'one-quick', ['trial.both']);
    await endpoint('one-west', 1, 'one-other', ['trial.made']);
    await tell(database, 'one-east', ...Array.from({ length: 30 }, () => 'trial.silent'));
    await start();
    await vi.waitFor(() => expect(heldBy('one-silent')).toBe(2), WAIT);
    await tell(database, 'one-east', ...Array.from({ length: 10 }, () => 'trial.both'));
    await tell(database, 'one-west', ...Array.from({ length: 10 }, () => 'trial.made'));
    await vi.waitFor(() => expect([times(answered, 'one-quick'), times(answered, 'one-other')]).toEqual([10, 10]), WAIT);
    expect(heldBy('one-silent')).toBe(2);
    release();
    await vi.waitFor(() => expect(times(answered, 'one-silent')).toBe(40), WAIT);
  });

  it('gives a district that is full of them its own places only', async () => {
    for (const index of [1, 2, 3]) await endpoint('all-east', index, `all-silent-${index}`, ['trial.silent']);
    await endpoint('all-west', 1, 'all-other', ['trial.made']);
    await tell(database, 'all-east', ...Array.from({ length: 12 }, () => 'trial.silent'));
    await start();
    await vi.waitFor(() => expect(held).toHaveLength(4), WAIT);
    await tell(database, 'all-west', ...Array.from({ length: 10 }, () => 'trial.made'));
    await vi.waitFor(() => expect(times(answered, 'all-other')).toBe(10), WAIT);
    expect(held).toHaveLength(4);
    release();
    await vi.waitFor(() => expect([1, 2, 3].map((index) => times(answered, `all-silent-${index}`))).toEqual([12, 12, 12]), WAIT);
  });
});
