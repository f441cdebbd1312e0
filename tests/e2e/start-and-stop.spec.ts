import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { ask, runServer } from '../server/built-server.ts';

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
    expect(await ask(await run.ready, DECIDE)).toMatchObject({ data: { decide: { status: 'NEEDS_FACTS', policy: 'yangpu/2023-10' } } });
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

  describe('whose PostgreSQL is killed', () => {
    const RECEIPT = DECIDE.replace('asOf: "2024-03-18"', 'asOf: "2024-03-18", receipt: true').replace('policy }', 'receipt }');
    const post = async (url: string): Promise<{ status: number; body: Reply }> => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: RECEIPT }),
      });
      return { status: response.status, body: (await response.json()) as Reply };
    };
    const killPostmaster = async (data: string): Promise<void> => {
      const pid = Number((await readFile(join(data, 'postgres/cluster/data/postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
    };
    interface Reply {
      readonly data: { readonly decide: { readonly receipt: string } } | null;
      readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    }

    it('brings it back, refuses by code what needs it meanwhile, and then works as before', async () => {
      const data = await mkdtemp(join(folder, 'killed-'));
      const run = runServer({ DATA_DIRECTORY: data });
      const url = await run.ready;
      const control = join(data, 'postgres/cluster/data/global/pg_control');
      const said = async (text: string, times: number): Promise<void> => {
        while (run.said().split(text).length < times + 2) {
          if (run.child.exitCode !== null) throw new Error(`ended before it said ${text}:\n${run.said()}`);
          await pause(10);
        }
      };
      for (let round = 0; round < 2; round += 1) {
        expect((await post(url)).body.data?.decide.receipt).toMatch(/^r_/);
        // Kept from coming back until it has been seen to be away.
        await rename(control, `${control}.away`);
        await killPostmaster(data);
        await said('第 1/4 次恢复未成功', round);
        const refused = await post(url);
        expect([refused.status, refused.body.errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
        expect(refused.body.errors?.[0]?.message).toMatch(/^数据库暂时不可用/);
        // What needs no database is answered all the time.
        expect(await ask(url, DECIDE)).toMatchObject({ data: { decide: { status: 'NEEDS_FACTS' } } });
        await rename(`${control}.away`, control);
        await said('数据库已恢复 · the database is back', round);
        expect((await fetch(`${url}/readyz`)).status).toBe(200);
      }
      expect(run.said()).toContain('数据库中断，正在恢复 · the database is gone; bringing it back');
      expect(run.logged()).not.toContain('"fault"');
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
    }, 60_000);

    it('and cannot be brought back, ends with the reason', async () => {
      const data = join(folder, 'lost');
      const run = runServer({ DATA_DIRECTORY: data });
      await run.ready;
      const control = join(data, 'postgres/cluster/data/global/pg_control');
      await rename(control, `${control}.gone`);
      await killPostmaster(data);
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('第 4/4 次恢复未成功 · try 4/4 to bring it back failed');
      expect(run.said()).toContain('服务停止 · the database is gone and could not be brought back; the server stops');
      expect(run.said()).toContain('pg_control');
      expect(run.said()).not.toContain('    at ');
    }, 60_000);
  });

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

  it('does not start on a broken vocabulary, and names file and place', async () => {
    const policies = join(folder, 'wordless');
    await cp(POLICIES, policies, { recursive: true });
    const facts = join(policies, 'vocabulary/facts.json');
    await writeFile(facts, (await readFile(facts, 'utf8')).slice(0, 200));
    const run = runServer({ DATABASE_URL: database.appUrl, POLICIES_DIRECTORY: policies });
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain('规程包有问题，服务未启动');
    expect(run.said()).toMatch(/vocabulary\/facts\.json#: vocabulary\/facts\.json 不是有效的 JSON：.+ is not valid JSON: /);
    expect(run.said()).not.toContain('    at ');
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

  it.skipIf(process.platform !== 'linux').each(['/proc/guicheng', '/proc/guicheng/data', '/dev/null/guicheng'])(
    'ends at once when its data cannot be put into %s, with the reason (skipped where there is no Linux)',
    async (data) => {
      const run = runServer({ DATA_DIRECTORY: data });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain(`数据目录 ${data}/postgres 不可用：`);
      expect(run.said()).toContain('Set DATA_DIRECTORY to a folder that can be written.');
      expect(run.said()).not.toContain('    at ');
    },
  );

  it.skipIf(process.platform !== 'linux')(
    'ends at once when its keys cannot be put there either, with a database of one’s own (skipped where there is no Linux)',
    async () => {
      const run = runServer({ DATABASE_URL: database.appUrl, DATA_DIRECTORY: '/proc/guicheng' });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('数据目录 /proc/guicheng 不可用：');
    },
  );

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
