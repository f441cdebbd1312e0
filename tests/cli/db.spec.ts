import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting } from '../graphql/test-api.ts';
import { guicheng } from './guicheng.ts';

const DECIDE = 'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { receipt } } }';

describe('guicheng db backup and restore: the drill', () => {
  let folder: string;
  let file: string;
  let target: TestDatabase;
  const receipts: string[] = [];
  const verify = async (url: string): Promise<unknown[]> => {
    const runs = await Promise.all(receipts.map((id) => guicheng(['receipt', 'verify', id, '--json'], '', { AUDITOR_DATABASE_URL: url })));
    return runs.map(({ status, stdout }) => ({ status, answer: JSON.parse(stdout) as unknown }));
  };
  let before: unknown[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guicheng-db-'));
    file = join(folder, 'drill.backup');
    target = await templateDatabase();
    const api = await startTestApi();
    for (const amount of [1_000_000, 999_999]) {
      const { body } = await api.ask(DECIDE, {
        input: yangpuRouting({ receipt: true, facts: { ...Object(yangpuRouting()['facts']), constructionAmountYuan: amount } }),
      });
      receipts.push(String(body.data?.['decide'].receipt));
    }
    await api.signedIn('yangpu', ['auditor']);
    before = await verify(api.databaseUrl.auditor);
    const run = await guicheng(['db', 'backup', file], '', { BACKUP_DATABASE_URL: api.databaseUrl.backup });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('已备份 backed up') });
    expect(run.stderr).toContain('decision_receipt：2 行');
    for (const kept of ['只含数据库', 'database only', '/files', '/secret.key']) expect(run.stdout).toContain(kept);
    // Closing drops the database: what comes back comes from the archive.
    await api.close();
  });
  afterAll(async () => {
    await target.close();
    await rm(folder, { recursive: true });
  });

  it('refuses a damaged archive by name, and the database stays empty', async () => {
    const damaged = join(folder, 'damaged.backup');
    const bytes = await readFile(file);
    await writeFile(damaged, bytes.subarray(0, bytes.length / 2));
    const run = await guicheng(['db', 'restore', damaged], '', { OWNER_DATABASE_URL: target.ownerUrl });
    expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('archive-truncated') });
  });

  it('restores into an empty database, once; every receipt verifies as it did before', async () => {
    const run = await guicheng(['db', 'restore', file], '', { OWNER_DATABASE_URL: target.ownerUrl });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('已恢复并核对 restored and verified') });
    for (const told of ['会话已全部结束', 'All sessions were ended', '/files', '/secret.key']) expect(run.stdout).toContain(told);
    const after = await verify(target.auditorUrl);
    expect(after).toEqual(before);
    expect(after).toMatchObject(receipts.map((id) => ({ status: 0, answer: { id, status: 'verified' } })));
    const again = await guicheng(['db', 'restore', file], '', { OWNER_DATABASE_URL: target.ownerUrl });
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('database-not-empty') });
  });

  it('leaves nobody signed in by a session of then', async () => {
    const session = new Client({ connectionString: target.superuserUrl });
    await session.connect();
    const { rows } = await session.query('select end_reason, ended_at <= now() as ended from session');
    await session.end();
    expect(rows).toEqual([{ end_reason: 'restored', ended: true }]);
  });

  it('refuses to overwrite, to write where nothing can be written, and a command line that lacks the file', async () => {
    const environment = { BACKUP_DATABASE_URL: target.backupUrl };
    expect(await guicheng(['db', 'backup', file], '', environment)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('file-exists'),
    });
    expect(await guicheng(['db', 'backup', join(folder, 'none', 'x')], '', environment)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('file-not-writable'),
    });
    expect(await guicheng(['db', 'backup', join(folder, 'x')], '', { BACKUP_DATABASE_URL: target.ownerUrl })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('role-sees-not-all'),
    });
    expect(await guicheng(['db', 'restore'])).toMatchObject({ status: 2, stderr: expect.stringContaining('用法') });
  });
});
