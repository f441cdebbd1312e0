import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneDistrict, type OneDistrict } from '../server/one-district.ts';
import { runServer } from '../server/built-server.ts';

const RECEIPT =
  '{ decide(input: { district: "yangpu", question: ROUTING, asOf: "2024-03-18", receipt: true }) { ... on Decision { receipt } } }';

/** A reply and what it says of its connection. */
interface Reply {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly text: string;
}

const send = async (agent: Agent, address: string, body?: string): Promise<Reply> => {
  const sent = request(address, { agent, method: body === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json' } });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode, connection: response.headers.connection, text: Buffer.concat(parts).toString('utf8') };
};

describe('a server that is told to stop', () => {
  let database: TestDatabase;
  let policies: OneDistrict;
  let blocker: Client;
  const agent = new Agent({ keepAlive: true });

  beforeAll(async () => {
    database = await templateDatabase();
    policies = await oneDistrict('yangpu');
    blocker = new Client({ connectionString: database.ownerUrl });
    await blocker.connect();
  });
  afterAll(async () => {
    agent.destroy();
    await policies.remove();
    await blocker.end();
    await database.close();
  });

  /** A request that waits in the database until the lock is let go. */
  const slowRequest = async (url: string): Promise<{ readonly reply: Promise<Reply> }> => {
    await blocker.query('begin');
    await blocker.query('lock table decision_receipt in access exclusive mode');
    const reply = send(agent, `${url}/graphql`, JSON.stringify({ query: RECEIPT }));
    reply.catch(() => undefined);
    for (;;) {
      const { rows } = await blocker.query<{ waiting: number }>(
        `select count(*)::int as waiting from pg_locks where relation = 'decision_receipt'::regclass and not granted`,
      );
      if (rows[0]?.waiting === 1) return { reply };
      await pause(10);
    }
  };

  it('is not ready first, though it still answers and tells clients to let go; then takes nobody new, and answers what is in flight', async () => {
    const run = runServer({ DATABASE_URL: database.appUrl, POLICIES_DIRECTORY: policies.directory, DRAIN_DELAY_SECONDS: '1' });
    const url = await run.ready;
    expect(await send(agent, `${url}/readyz`)).toMatchObject({ status: 200, connection: 'keep-alive' });
    const { reply } = await slowRequest(url);
    run.child.kill('SIGTERM');
    let ready = await send(agent, `${url}/readyz`);
    while (ready.status === 200) ready = await send(agent, `${url}/readyz`);
    expect(ready).toMatchObject({ status: 503, connection: 'close', text: expect.stringContaining('draining') });
    expect(await send(agent, `${url}/graphql`, JSON.stringify({ query: '{ engineVersion }' }))).toMatchObject({
      status: 200,
      connection: 'close',
    });
    // After the delay nobody new is let in; the slow request still waits.
    for (;;) {
      const refused = await send(new Agent(), `${url}/healthz`).catch((error: NodeJS.ErrnoException) => error.code);
      if (refused === 'ECONNREFUSED') break;
      await pause(20);
    }
    expect(run.child.exitCode).toBeNull();
    await blocker.query('commit');
    const answered = await reply;
    expect(answered).toMatchObject({ status: 200, connection: 'close', text: expect.stringMatching(/"receipt":"r_/) });
    expect(await run.ended).toBe(0);
  });

  it('ends what takes longer than the limit', async () => {
    const run = runServer({ DATABASE_URL: database.appUrl, POLICIES_DIRECTORY: policies.directory, DRAIN_LIMIT_SECONDS: '1' });
    const { reply } = await slowRequest(await run.ready);
    run.child.kill('SIGTERM');
    await expect(reply).rejects.toMatchObject({ code: 'ECONNRESET' });
    await blocker.query('commit');
    expect(await run.ended).toBe(0);
  });

  it('ends at once when it is told twice', async () => {
    const run = runServer({ DATABASE_URL: database.appUrl, POLICIES_DIRECTORY: policies.directory, DRAIN_DELAY_SECONDS: '60' });
    await run.ready;
    run.child.kill('SIGINT');
    while (!run.said().includes('正在停止')) await pause(10);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
  });
});
