import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { ask, runServer } from './built-server.ts';

const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url));
const DECIDE = '{ decide(input: { district: "yangpu", question: ROUTING, asOf: "2024-03-18" }) { ... on Decision { status policy } } }';

describe('the built server', () => {
  let folder: string;
  let database: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guicheng-e2e-'));
    database = await templateDatabase();
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('brings its own PostgreSQL, says in Chinese and English what it does, answers, and stops cleanly', async () => {
    const run = runServer({ DATA_DIRECTORY: join(folder, 'data') });
    expect(await ask(await run.ready, DECIDE)).toEqual({ data: { decide: { status: 'NEEDS_FACTS', policy: 'yangpu/2023-10' } } });
    expect(run.said()).toMatch(/数据库.*database/);
    expect(run.said()).toMatch(/规程：已发布 \d+ 个版本/);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.said()).toContain('已停止 · stopped');
    // What was published stands: the second start publishes nothing.
    const again = runServer({ DATA_DIRECTORY: join(folder, 'data') });
    await again.ready;
    expect(again.said()).toContain('其中本次新发布 0 个');
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
  }, 60_000);

  it('serves from a database of one’s own, several copies at once', async () => {
    const runs = Array.from({ length: 3 }, () => runServer({ DATABASE_URL: database.appUrl, OWNER_DATABASE_URL: database.ownerUrl }));
    for (const run of runs) expect(await ask(await run.ready, DECIDE)).toMatchObject({ data: { decide: { policy: 'yangpu/2023-10' } } });
    for (const run of runs) run.child.kill('SIGTERM');
    expect(await Promise.all(runs.map((run) => run.ended))).toEqual([0, 0, 0]);
  }, 60_000);

  it('does not start on wrong settings, names all of them and repeats no secret', async () => {
    const run = runServer({ PORT: 'many', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(await run.ended).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(run.said()).toContain(`${name}: `);
    expect(run.said() + run.logged()).not.toContain('hunter2');
  });

  it('does not start on a pack with problems, and lists those of every pack', async () => {
    const policies = join(folder, 'broken');
    await cp(POLICIES, policies, { recursive: true });
    const routing = join(policies, 'yangpu/2023-10/routing.json');
    await writeFile(routing, (await readFile(routing, 'utf8')).replace('"when":', '"whenever":'));
    await appendFile(join(policies, 'yicheng/2022-1/definitions.json'), '}');
    const run = runServer({ DATABASE_URL: database.appUrl, POLICIES_DIRECTORY: policies });
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain('规程包有问题，服务未启动');
    expect(run.said()).toContain('yangpu/2023-10#');
    expect(run.said()).toContain('yicheng/2022-1#');
    expect(run.said()).not.toContain('node_modules');
  });

  it('does not start on another content under a published version, and names both digests', async () => {
    const policies = join(folder, 'changed');
    await cp(POLICIES, policies, { recursive: true });
    const pack = join(policies, 'yangpu/2023-10/pack.json');
    const manifest = JSON.parse(await readFile(pack, 'utf8')) as Record<string, unknown>;
    await writeFile(pack, JSON.stringify({ ...manifest, titleEn: `${String(manifest['titleEn'])} (changed)` }));
    const run = runServer({ DATABASE_URL: database.appUrl, POLICIES_DIRECTORY: policies });
    expect(await run.ended).toBe(1);
    expect(new Set(run.said().match(/sha256:[0-9a-f]{64}/g)).size).toBe(2);
  });

  it.each<[string, (urls: TestDatabase) => Record<string, string>, string]>([
    ['no database answers', () => ({ DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/none' }), '(ECONNREFUSED)'],
    ['the password is wrong', ({ appUrl }) => ({ DATABASE_URL: appUrl.replace(/:[^:@]+@/, ':hunter2@') }), '(28P01)'],
    [
      'the schema is not there',
      ({ superuserUrl }) => ({ DATABASE_URL: superuserUrl.replace(/[^/]+$/, 'postgres') }),
      'guicheng db migrate',
    ],
  ])('says what to do when %s', async (_, environment, words) => {
    const run = runServer(environment(database));
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain(words);
    expect(run.said()).not.toContain('node_modules');
    expect(run.said() + run.logged()).not.toContain('hunter2');
  });

  it('says what to do when its port is in use, and lets go of the database', async () => {
    const first = runServer({ DATABASE_URL: database.appUrl });
    const { port } = new URL(await first.ready);
    const second = runServer({ DATABASE_URL: database.appUrl, PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain('端口已被占用');
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  }, 60_000);
});
