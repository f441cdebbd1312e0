import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks that fails a fifth of all attempts. */
export interface FailingReceiver {
  readonly url: string;
  /** `<district> <event>` to how often it was taken with 2xx. */
  readonly taken: ReadonlyMap<string, number>;
  attempts(): number;
  failed(): number;
  close(): void;
}

/** Share of attempts that fail. */
export const FAILING = 0.2;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export const numbersOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Ways to fail: no answer at all, a fault, a redirect, too many. */
const FAILURES: readonly ((response: ServerResponse) => void)[] = [
  (response) => void response.destroy(),
  (response) => void response.writeHead(500).end(),
  (response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
  (response) => void response.writeHead(429, { 'retry-after': '1' }).end(),
];

/** Listens on this machine; the path of a request names the district that its webhook belongs to. */
export async function startFailingReceiver(seed: number): Promise<FailingReceiver> {
  const next = numbersOf(seed);
  const taken = new Map<string, number>();
  let attempts = 0;
  let failed = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      attempts += 1;
      const chance = next();
      // As long as a receiver on the same network takes: workers have something in hand at any time.
      setTimeout(() => {
        if (chance < FAILING) {
          failed += 1;
          FAILURES[Math.floor((chance / FAILING) * FAILURES.length)]!(response);
          return;
        }
        const key = `${request.url?.slice(1)} ${request.headers['webhook-id']}`;
        taken.set(key, (taken.get(key) ?? 0) + 1);
        response.writeHead(204).end();
      }, 5);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    attempts: () => attempts,
    failed: () => failed,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
