import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneDistrict, type OneDistrict } from '../server/one-district.ts';
import { runServer, type Run } from '../server/built-server.ts';

const DECIDE = JSON.stringify({
  query: '{ decide(input: { district: "yangpu", question: ROUTING, asOf: "2024-03-18", receipt: true }) { ... on Decision { receipt } } }',
});

/** The deployment's one key, as all its processes have it. */
const SECRET_KEY = '07'.repeat(32);

/** A server as a balancer sees it: it gets requests until it says that its connections close. */
interface Upstream {
  run: Run;
  url: string;
  isOpen: boolean;
  agent: Agent;
  answered: number;
}

/** One request, never repeated: its receipt, or what went wrong. */
async function askOnce(upstream: Upstream): Promise<string> {
  const sent = request(`${upstream.url}/graphql`, {
    agent: upstream.agent,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  sent.end(DECIDE);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.headers.connection === 'close') upstream.isOpen = false;
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const receipt = /"receipt":"(r_[^"]+)"/.exec(Buffer.concat(parts).toString('utf8'))?.[1];
  if (response.statusCode !== 200 || receipt === undefined) throw new Error(`status ${response.statusCode}`);
  upstream.answered++;
  return receipt;
}

describe('two servers on one database', () => {
  let database: TestDatabase;
  let policies: OneDistrict;
  beforeAll(async () => {
    database = await templateDatabase();
    policies = await oneDistrict('yangpu');
  });
  afterAll(async () => {
    await policies.remove();
    await database.close();
  });

  const start = async (): Promise<Upstream> => {
    const run = runServer({
      DATABASE_URL: database.appUrl,
      SECRET_KEY,
      POLICIES_DIRECTORY: policies.directory,
      OWNER_DATABASE_URL: database.ownerUrl,
      DRAIN_DELAY_SECONDS: '1',
    });
    return { run, url: await run.ready, isOpen: true, agent: new Agent({ keepAlive: true }), answered: 0 };
  };

  it('are restarted one after the other under load, and no request fails', async () => {
    // Both start on a database at once: one migrates, both serve.
    const upstreams = await Promise.all([start(), start()]);
    const receipts = new Set<string>();
    const failures: unknown[] = [];
    let working = true;
    let sent = 0;
    const client = async (): Promise<void> => {
      while (working) {
        // Four hundred requests a second or so: the servers that start need the processor too.
        await pause(10);
        const open = upstreams.filter(({ isOpen }) => isOpen);
        const upstream = open[sent++ % open.length];
        if (upstream === undefined) failures.push('no server is open');
        else
          await askOnce(upstream).then(
            (receipt) => receipts.add(receipt),
            (error: unknown) => failures.push(error),
          );
      }
    };
    const clients = Array.from({ length: 4 }, client);
    const served: number[] = [];
    for (const [index, old] of upstreams.entries()) {
      await pause(200);
      old.run.child.kill('SIGTERM');
      expect(await old.run.ended).toBe(0);
      old.agent.destroy();
      served.push(old.answered);
      upstreams[index] = await start();
    }
    await pause(200);
    working = false;
    await Promise.all(clients);
    served.push(...upstreams.map(({ answered }) => answered));
    for (const { run, agent } of upstreams) {
      run.child.kill('SIGINT');
      run.child.kill('SIGINT');
      agent.destroy();
    }
    await Promise.all(upstreams.map(({ run }) => run.ended));
    expect(failures).toEqual([]);
    for (const count of served) expect(count).toBeGreaterThan(0);
    expect(receipts.size).toBe(served.reduce((sum, count) => sum + count, 0));
  }, 30_000);
});
