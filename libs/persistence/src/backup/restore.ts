import { Client } from 'pg';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { appliedMigrations, refuseNewer } from '../migration/applied-migrations.ts';
import { migrate, type MigrateOptions } from '../migration/migrate.ts';
import type { TableCount } from './archive-format.ts';
import { BackupRefused, type BackupOptions } from './backup-refused.ts';
import { businessTables, type BusinessTable } from './business-tables.ts';
import { loadArchive } from './load-archive.ts';
import { readArchive, type ReadArchive } from './read-archive.ts';
import { withoutGuards } from './unguarded-tables.ts';

/** A table that others hold is waited for this long, ms: a database at work is none to restore into. */
const LOCK_TIMEOUT = 5_000;

/** Throws `BackupRefused` when a table holds a row. */
async function refuseFilled(session: Client, tables: readonly BusinessTable[]): Promise<void> {
  for (const { name, sql } of tables) {
    const { rows } = await session.query<{ filled: boolean }>(`select exists (select from ${sql}) as filled`);
    if (rows[0]?.filled === true)
      throw new BackupRefused(
        'database-not-empty',
        `目标数据库不是空的（${name} 中已有数据）：只能恢复到空的数据库，什么也没有改变。`,
        `The database is not empty (${name} has rows): a backup is restored into an empty one only. Nothing was changed.`,
      );
  }
}

/** Throws `BackupRefused` when the archive's schema is not one that this program leads to, or the database is beyond it. */
function refuseOtherSchema({ migrations }: ReadArchive['header'], applied: readonly string[]): void {
  refuseNewer(applied);
  const known = MIGRATIONS.map(({ name }) => name);
  const unknown = migrations.filter((name, index) => name !== known[index]);
  if (unknown.length > 0 || migrations.length === 0)
    throw new BackupRefused(
      'archive-newer',
      `备份来自更新的程序（本程序没有升级 ${unknown.join('、')}）：请用新版本的程序恢复。`,
      `The backup comes from a newer program (this one lacks ${unknown.join(', ')}): restore it with that program.`,
    );
  if (applied.length > migrations.length)
    throw new BackupRefused(
      'database-beyond-archive',
      '目标数据库的结构比备份新：请建一个全新的空数据库，恢复时会先建立备份的结构再升级。',
      "The database's schema is newer than the backup's: make a fresh database; its schema is then built as the backup's was, and migrated afterwards.",
    );
}

/** One transaction: all of `work`, or nothing. */
async function inTransaction<T>(session: Client, end: 'commit' | 'rollback', work: () => Promise<T>): Promise<T> {
  await session.query('begin');
  try {
    await session.query(`set local lock_timeout = ${LOCK_TIMEOUT}`);
    const done = await work();
    await session.query(end);
    return done;
  } catch (error) {
    await session.query('rollback');
    throw error;
  }
}

/** Nobody stays signed in by a session of then: it may have been ended since because its token was lost. */
async function endSessions(session: Client, tables: readonly BusinessTable[]): Promise<void> {
  if (tables.some(({ name }) => name === 'session'))
    await session.query(`update public.session set ended_at = transaction_timestamp(), end_reason = 'restored' where ended_at is null`);
}

const say = async (options: BackupOptions, zh: string, en: string): Promise<void> => options.onProgress?.({ zh, en });

/**
 * Puts an archive into an empty database, as the owner role: reads the archive to its end first, builds the schema it was taken of, puts all rows in and
 * compares their digests and ends the sessions of then in one transaction, then migrates what came after. Throws `BackupRefused` before anything is written.
 */
export async function restore(ownerUrl: string, file: string, options: BackupOptions = {}): Promise<readonly TableCount[]> {
  await say(options, '校验备份文件', 'checking the archive');
  const { header } = await readArchive(file, () => undefined, options.signal);
  const session = new Client({ connectionString: ownerUrl, application_name: 'guicheng restore' });
  await session.connect();
  try {
    refuseOtherSchema(header, await appliedMigrations(session));
    const before = await businessTables(session);
    await inTransaction(session, 'rollback', () => withoutGuards(session, before, () => refuseFilled(session, before)));
    const { onProgress, signal } = options;
    const migrating: MigrateOptions = onProgress === undefined ? {} : { onProgress: (progress) => void onProgress(progress) };
    await migrate(ownerUrl, { ...migrating, upTo: header.migrations.at(-1) as string });
    const tables = await businessTables(session);
    const counts = await inTransaction(session, 'commit', () =>
      withoutGuards(session, tables, async () => {
        await refuseFilled(session, tables);
        await say(options, '写入数据', 'writing rows');
        const loaded = await loadArchive(session, file, header, tables, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
        await endSessions(session, tables);
        return loaded;
      }),
    );
    await migrate(ownerUrl, migrating);
    return counts;
  } finally {
    await session.end();
  }
}
