import { counted } from '@guicheng/kernel';
import { Client } from 'pg';
import { appliedMigrations } from '../migration/applied-migrations.ts';
import { FORMAT, VERSION, type TableCount } from './archive-format.ts';
import { writeArchive } from './archive-writer.ts';
import { BackupRefused, type BackupOptions } from './backup-refused.ts';
import { businessTables, sequenceStates, tablesNotWhollyReadable } from './business-tables.ts';
import { fixWriting, readRows } from './table-rows.ts';

async function refuseUnreadable(session: Client): Promise<void> {
  const hidden = await tablesNotWhollyReadable(session);
  if (hidden.length > 0)
    throw new BackupRefused(
      'role-sees-not-all',
      `该角色看不到所有区的数据（${hidden.join('、')}）：请用备份角色的连接（BACKUP_DATABASE_URL）。`,
      `This role does not see all districts' rows (${hidden.join(', ')}): connect as the backup role (BACKUP_DATABASE_URL).`,
    );
}

/**
 * Writes every table of every district to `file`, as of one moment (one repeatable-read snapshot), beside servers at work; takes no lock that they
 * would wait for. Throws `BackupRefused`; whatever it throws, no file is left.
 */
export async function backup(url: string, file: string, options: BackupOptions = {}): Promise<readonly TableCount[]> {
  const session = new Client({ connectionString: url, application_name: 'guicheng backup' });
  await session.connect();
  try {
    await session.query('begin isolation level repeatable read read only');
    await fixWriting(session);
    const migrations = await appliedMigrations(session);
    if (migrations.length === 0)
      throw new BackupRefused('schema-missing', '该数据库中没有规程的数据。', 'There is nothing of Guicheng in this database.');
    await refuseUnreadable(session);
    return await writeAll(session, file, migrations, options);
  } finally {
    await session.end();
  }
}

async function writeAll(session: Client, file: string, migrations: string[], { onProgress, signal }: BackupOptions): Promise<TableCount[]> {
  const { rows } = await session.query<{ now: Date }>('select now() as now');
  const tables = await businessTables(session);
  const archive = await writeArchive(file);
  try {
    await archive.header({
      format: FORMAT,
      version: VERSION,
      takenAt: (rows[0] as { now: Date }).now.toISOString(),
      migrations,
      tables: tables.map(({ name, columns }) => ({ name, columns })),
    });
    const counts: TableCount[] = [];
    for (const table of tables) {
      await archive.table(table.name);
      const count = await readRows(session, table, (texts) => {
        signal?.throwIfAborted();
        return archive.rows(texts);
      });
      counts.push(count);
      await onProgress?.({ zh: `${table.name}：${count.rows} 行`, en: counted(count.rows, 'row') });
    }
    signal?.throwIfAborted();
    await archive.finish({ tables: counts, sequences: await sequenceStates(session) });
    return counts;
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}
