import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { BATCH, type TableCount } from './archive-format.ts';
import type { BusinessTable } from './business-tables.ts';

/** How values are written: without these, two sessions may write one value in two ways. */
const WRITING = `
  set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** Fixes how this transaction writes and reads values, and lets it take as long as it takes. */
export async function fixWriting(session: Client): Promise<void> {
  await session.query(WRITING);
}

/** Hands a table's rows on as PostgreSQL writes them, in the order of its keys, a batch at a time; answers their count and digest. */
export async function readRows(
  session: Client,
  table: BusinessTable,
  take: (rows: readonly string[]) => Promise<void> | void,
): Promise<TableCount> {
  const hash = createHash('sha256');
  let count = 0;
  await session.query(`declare guicheng_rows no scroll cursor for select t::text as text from ${table.sql} t order by ${table.order}`);
  for (;;) {
    const { rows } = await session.query<{ text: string }>(`fetch ${BATCH} from guicheng_rows`);
    if (rows.length === 0) break;
    const texts = rows.map(({ text }) => text);
    for (const text of texts) hash.update(text).update('\n');
    count += texts.length;
    await take(texts);
  }
  await session.query('close guicheng_rows');
  return { name: table.name, rows: count, sha256: hash.digest('hex') };
}
