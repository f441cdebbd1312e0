import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { workspaceRoot } from '../../server/workspace-root.ts';
import { leaksOf, type Cell, type Leak } from '../cell.ts';
import { TENANT_MUTANTS, tableMutants, type DatabaseMutant } from './database-mutants.ts';
import { committedTables, schemaCells } from './schema-cells.ts';
import { tryWithin } from './statement.ts';
import { districtCells, type Districts } from './table-cells.ts';
import { publicCells } from './public-cells.ts';
import { tablesOf } from './table.ts';

/** What came of an attack: what was tried, what got through, which guards were taken away and whether that was noticed. */
export interface AttackReport {
  readonly cells: number;
  readonly leaks: readonly Leak[];
  readonly mutants: number;
  /** Guards whose loss nothing noticed. */
  readonly survivors: readonly string[];
}

/** How much is tried: every how many-th guard is taken away; 1: each. */
export interface AttackOptions {
  readonly everyMutant: number;
}

/** Attacks every table of a database in which both districts have rows in every table of a district's own. Nothing that it does stays. */
export async function attackDatabase(superuserUrl: string, districts: Districts, { everyMutant }: AttackOptions): Promise<AttackReport> {
  const session = new Client({ connectionString: superuserUrl });
  await session.connect();
  try {
    const attempt = tryWithin(session);
    const tables = await tablesOf(session, districts.other);
    const committed = committedTables(await readFile(join(workspaceRoot(), 'migrations/schema.sql'), 'utf8'));
    const cellsOf = new Map<string, Cell[]>(
      tables.map((table) => [
        table.name,
        [
          ...(table.isDistricts ? districtCells(table, districts, attempt) : publicCells(table, districts, attempt)),
          ...schemaCells(table, committed(table.name), session),
        ],
      ]),
    );
    const mutants = [
      ...tables.flatMap((table) => tableMutants(table, committed(table.name).triggers.keys())),
      ...TENANT_MUTANTS.map((change): DatabaseMutant => ({ table: tables.find(({ isDistricts }) => isDistricts)?.name ?? '', change })),
    ].filter((_, index) => index % everyMutant === 0);
    const all = [...cellsOf.values()].flat();
    await session.query('begin');
    const leaks = await leaksOf(all);
    await session.query('rollback');
    const survivors: string[] = [];
    let made = 0;
    for (const { table, change } of mutants) {
      await session.query('begin');
      const possible = await session.query(change).then(
        () => true,
        () => false,
      );
      if (possible) {
        made += 1;
        if ((await leaksOf(cellsOf.get(table) ?? [], true)).length === 0) survivors.push(change);
      }
      await session.query('rollback');
    }
    return { cells: all.length, leaks, mutants: made, survivors };
  } finally {
    await session.end();
  }
}
