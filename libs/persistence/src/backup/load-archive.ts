import { counted } from '@guicheng/kernel';
import type { Client } from 'pg';
import type { ArchiveHeader, SequenceState, TableCount, TableShape } from './archive-format.ts';
import { refuseDamaged } from './archive-header.ts';
import { BackupRefused, type BackupOptions } from './backup-refused.ts';
import { sequenceStates, type BusinessTable } from './business-tables.ts';
import { readArchive } from './read-archive.ts';
import { fixWriting, readRows } from './table-rows.ts';

const insertInto = ({ sql, insertable }: BusinessTable): string => {
  const columns = insertable.join(', ');
  return `insert into ${sql} (${columns}) overriding system value select ${columns} from unnest($1::${sql}[])`;
};

/** Throws `BackupRefused` when the archive's tables are not these. */
function refuseOtherTables(theirs: readonly TableShape[], ours: readonly BusinessTable[]): void {
  const shapes = (tables: readonly TableShape[]): string[] => tables.map(({ name, columns }) => JSON.stringify([name, columns]));
  const here = new Set(shapes(ours));
  const differing = theirs.filter((_, index) => !here.has(shapes(theirs)[index] as string)).map(({ name }) => name);
  if (differing.length > 0)
    throw new BackupRefused(
      'tables-differ',
      `备份中的表与该版本的结构不同：${differing.join('、')}。什么也没有改变。`,
      `Tables of the backup are not as that schema has them: ${differing.join(', ')}. Nothing was changed.`,
    );
}

/** Sequences go on where they stood; those that are unknown here belong to nothing. */
async function setSequences(session: Client, states: readonly SequenceState[]): Promise<void> {
  const here = new Set((await sequenceStates(session)).map(({ name }) => name));
  for (const { name, value, called } of states)
    if (here.has(name)) await session.query(`select setval(format('public.%I', $1::text)::regclass, $2, $3)`, [name, value, called]);
}

/** Puts the rows of an archive into empty tables, inside the open transaction, reads all back and compares counts and digests. */
export async function loadArchive(
  session: Client,
  file: string,
  header: ArchiveHeader,
  tables: readonly BusinessTable[],
  { onProgress, signal }: BackupOptions,
): Promise<readonly TableCount[]> {
  await fixWriting(session);
  refuseOtherTables(header.tables, tables);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const { header: again, manifest } = await readArchive(
    file,
    async (name, rows) => {
      await session.query(insertInto(byName.get(name) as BusinessTable), [rows]);
    },
    signal,
  );
  // Another file under the same name since it was checked.
  if (JSON.stringify(again) !== JSON.stringify(header)) refuseDamaged();
  await setSequences(session, manifest.sequences);
  for (const expected of manifest.tables) {
    signal?.throwIfAborted();
    const found = await readRows(session, byName.get(expected.name) as BusinessTable, () => undefined);
    if (found.rows !== expected.rows || found.sha256 !== expected.sha256) refuseDamaged();
    await onProgress?.({ zh: `${found.name}：${found.rows} 行，核对一致`, en: `${counted(found.rows, 'row')}, digest equal` });
  }
  return manifest.tables;
}
