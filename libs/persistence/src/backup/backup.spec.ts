import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Instant } from '@guicheng/kernel';
import { publicationOf, templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database.ts';
import { dumpSchema } from '../migration/schema-dump.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const NOW = 1_795_600_000_123 as Instant;

const RECEIPT = {
  engineVersion: '1',
  calendarDigest: 'sha256:0',
  question: 'routing',
  asOf: '2024-02-29',
  mode: 'in-force',
  requestCanonical: '{"备注":"逗号, 引号\\" 反斜杠\\\\ 行\\n\u2028 (a,\\"b\\") \\\\N"}',
  decisionCanonical: '{}',
} as const;

const inSession = async <T>(url: string, work: (session: Client) => Promise<T>): Promise<T> => {
  const session = new Client({ connectionString: url });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
};

describe('a backup', () => {
  let folder: string;
  let source: TestDatabase;
  let empty: TestDatabase;
  let whole: string;
  let counts: Awaited<ReturnType<typeof backup>>;

  /** An empty database, given up afterwards. */
  const withTarget = async (work: (target: TestDatabase) => Promise<void>): Promise<void> => {
    const target = await templateDatabase();
    try {
      await work(target);
    } finally {
      await target.close();
    }
  };
  const rowsOf = (url: string, table: string): Promise<unknown[]> =>
    inSession(url, async (session) => (await session.query(`select t::text from ${table} t order by 1`)).rows);
  const rewritten = async (name: string, change: (lines: string[]) => string[]): Promise<string> => {
    const lines = gunzipSync(await readFile(whole))
      .toString('utf8')
      .split('\n');
    const file = join(folder, name);
    await writeFile(file, gzipSync(change(lines).join('\n')));
    return file;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guicheng-backup-'));
    [source, empty] = [await templateDatabase(), await templateDatabase()];
    const database = await Database.connect(source.appUrl, { poolSize: 2 });
    const policy = publicationOf('yangpu/1', { effectiveFrom: '2023-05-15' });
    await database.policies.publish(policy, NOW);
    for (const [index, district] of ['yangpu', 'yicheng', 'yangpu'].entries())
      for (let copy = 0; copy < 150; copy++)
        await database.inDistrict(district, ({ receipts }) =>
          receipts.append({
            ...RECEIPT,
            district,
            receiptId: `00000000-0000-4000-800${index}-${String(copy).padStart(12, '0')}`,
            policyId: district === 'yangpu' ? 'yangpu/1' : null,
            policyDigest: district === 'yangpu' ? policy.digest : null,
            isPublic: true,
            createdAt: NOW,
          }),
        );
    await database.close();
    whole = join(folder, 'whole.backup');
    counts = await backup(source.backupUrl, whole);
  });
  afterAll(async () => {
    await source.close();
    await empty.close();
    await rm(folder, { recursive: true });
  });

  it('holds every row of every district, readable by its owner only', async () => {
    expect(counts.find(({ name }) => name === 'decision_receipt')?.rows).toBe(450);
    expect(counts.find(({ name }) => name === 'policy')?.rows).toBe(1);
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
  });

  it('restored into an empty database gives the same rows under the same schema', async () => {
    await withTarget(async (target) => {
      const before = await dumpSchema(target.superuserUrl);
      expect(await restore(target.ownerUrl, whole)).toEqual(counts);
      expect(await dumpSchema(target.superuserUrl)).toBe(before);
      for (const table of ['policy', 'decision_receipt'])
        expect(await rowsOf(target.superuserUrl, table)).toEqual(await rowsOf(source.superuserUrl, table));
    });
  });

  it('restores into a database without a schema, and takes tables that were added to it later', async () => {
    await withTarget(async (target) => {
      await inSession(target.ownerUrl, async (owner) => {
        await owner.query('drop schema pgboss, public cascade');
        await owner.query('create schema public; grant usage on schema public to public');
      });
      expect(await restore(target.ownerUrl, whole)).toEqual(counts);
      await inSession(target.ownerUrl, (owner) =>
        owner.query(
          `create table later (id int generated always as identity primary key, self int references later, double int generated always as (id * 2) stored, at timestamptz, amount numeric, bytes bytea);
           insert into later (self, at, amount, bytes) values (2, '2024-02-29 12:00+08', 1.10, '\\x00ff'), (1, null, 'NaN', null)`,
        ),
      );
      await expect(backup(target.backupUrl, join(folder, 'later.backup'))).rejects.toMatchObject({
        code: 'role-sees-not-all',
        zh: expect.stringContaining('later'),
      });
      await inSession(target.ownerUrl, (owner) => owner.query(`grant select on later, later_id_seq to guicheng_backup`));
      const again = await backup(target.backupUrl, join(folder, 'later.backup'));
      expect(again.find(({ name }) => name === 'later')?.rows).toBe(2);
      await withTarget(async (third) => {
        await expect(restore(third.ownerUrl, join(folder, 'later.backup'))).rejects.toMatchObject({ code: 'tables-differ' });
        await inSession(third.ownerUrl, (owner) =>
          owner.query(
            `create table later (id int generated always as identity primary key, self int references later, double int generated always as (id * 2) stored, at timestamptz, amount numeric, bytes bytea)`,
          ),
        );
        expect(await restore(third.ownerUrl, join(folder, 'later.backup'))).toEqual(again);
        const { rows } = await inSession(third.ownerUrl, (owner) => owner.query(`insert into later default values returning id`));
        expect(rows).toEqual([{ id: 3 }]);
      });
    });
  });

  /** The first row of a table of many. */
  const aReceipt = (lines: readonly string[]): number => lines.findIndex((line) => line.includes('routing'));

  it.each<[string, string, (lines: string[]) => string[]]>([
    ['archive-truncated', 'ends before its manifest', (lines) => lines.slice(0, 100).concat('')],
    ['archive-damaged', 'lacks a row', (lines) => lines.toSpliced(aReceipt(lines), 1)],
    ['archive-damaged', 'has a row twice', (lines) => lines.toSpliced(aReceipt(lines), 0, lines[aReceipt(lines)] as string)],
    [
      'archive-damaged',
      'has an altered row',
      (lines) => lines.with(aReceipt(lines), (lines[aReceipt(lines)] as string).replace('routing', 'roating')),
    ],
    [
      'archive-damaged',
      'has rows in another order',
      (lines) => {
        const at = aReceipt(lines);
        return lines.with(at, lines[at + 1] as string).with(at + 1, lines[at] as string);
      },
    ],
    ['archive-damaged', 'goes on after its end', (lines) => [...lines.slice(0, -1), '"more"', '']],
    ['archive-damaged', 'has a line that is no JSON', (lines) => lines.with(aReceipt(lines), '{')],
    ['archive-foreign', 'is of another program', (lines) => lines.with(0, '{"format":"other"}')],
    [
      'archive-version-unknown',
      'is of another version',
      (lines) => lines.with(0, (lines[0] as string).replace('"version":1', '"version":2')),
    ],
    ['archive-truncated', 'is empty', () => ['']],
  ])('is refused (%s) when it %s', async (code, _, change) => {
    await expect(restore(empty.ownerUrl, await rewritten('changed.backup', change))).rejects.toMatchObject({ code });
    expect(await rowsOf(empty.superuserUrl, 'policy')).toEqual([]);
  });

  it('of a newer program is refused by the migration that is missing here', async () => {
    const file = await rewritten('newer.backup', (lines) => {
      const changed = lines.with(0, (lines[0] as string).replace('"migrations":[', '"migrations":["FromTheFuture1",'));
      const body = changed
        .slice(0, -2)
        .map((line) => `${line}\n`)
        .join('');
      const { manifest } = JSON.parse(changed.at(-2) as string) as { manifest: object };
      const sha256 = createHash('sha256').update(body).digest('hex');
      return changed.with(-2, JSON.stringify({ manifest: { ...manifest, sha256 } }));
    });
    await withTarget(async (target) => {
      await expect(restore(target.ownerUrl, file)).rejects.toMatchObject({
        code: 'archive-newer',
        zh: expect.stringContaining('FromTheFuture1'),
      });
    });
  });

  it('whose bytes end early or that is no archive at all is refused', async () => {
    const cut = join(folder, 'cut.backup');
    await writeFile(cut, await readFile(whole));
    await truncate(cut, (await stat(whole)).size - 20);
    await expect(restore(source.ownerUrl, cut)).rejects.toMatchObject({ code: 'archive-truncated' });
    await writeFile(join(folder, 'text'), 'PGDMP');
    await expect(restore(source.ownerUrl, join(folder, 'text'))).rejects.toMatchObject({ code: 'archive-damaged' });
    await expect(restore(source.ownerUrl, join(folder, 'none'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(restore(source.ownerUrl, folder)).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('is not restored over data, not written over a file, and not made by a role that sees less than all', async () => {
    await expect(restore(source.ownerUrl, whole)).rejects.toMatchObject({ code: 'database-not-empty' });
    await expect(backup(source.backupUrl, whole)).rejects.toMatchObject({ code: 'file-exists' });
    for (const url of [source.ownerUrl, source.appUrl, source.auditorUrl]) {
      const refused = await backup(url, join(folder, 'less.backup')).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: url === source.ownerUrl ? 'role-sees-not-all' : '42501' });
    }
    expect((await readdir(folder)).filter((name) => name.includes('less') || name.includes('partial'))).toEqual([]);
  });

  it('that is interrupted leaves no file; a restore that is interrupted leaves no row', async () => {
    const stop = new AbortController();
    stop.abort();
    const { signal } = stop;
    await expect(backup(source.backupUrl, join(folder, 'half.backup'), { signal })).rejects.toBe(signal.reason);
    expect((await readdir(folder)).filter((name) => name.includes('half'))).toEqual([]);
    await withTarget(async (target) => {
      const late = new AbortController();
      const onProgress = ({ en }: { readonly en: string }) => (en === 'writing rows' ? late.abort() : undefined);
      await expect(restore(target.ownerUrl, whole, { signal: late.signal, onProgress })).rejects.toMatchObject({ name: 'AbortError' });
      expect(await rowsOf(target.superuserUrl, 'policy')).toEqual([]);
      expect(await restore(target.ownerUrl, whole)).toEqual(counts);
    });
  });

  it('sees one moment: what is written meanwhile is not in it', async () => {
    const database = await Database.connect(source.appUrl, { poolSize: 1 });
    let published = 0;
    const meanwhile = await backup(source.backupUrl, join(folder, 'meanwhile.backup'), {
      onProgress: async () => {
        published++;
        await database.policies.publish(publicationOf(`yicheng/${published}`), NOW);
      },
    });
    await database.close();
    expect(published).toBe(meanwhile.length);
    expect(meanwhile).toEqual(counts);
  });
});
