import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { createDataSource } from '../data-source.ts';
import type { OnProgress } from '../embedded-postgres/progress.ts';
import { appliedMigrations, refuseNewer } from './applied-migrations.ts';
import { refuseMissingRoles } from './roles-missing.ts';

/** Held while migrations run: of several copies of the server that start at once, one migrates and the others wait. */
const MIGRATION_LOCK = 0x67_75_6b;

/** PostgreSQL: a lock was not to be had within `lock_timeout`. */
const LOCK_NOT_AVAILABLE = '55P03';

/** What a session that migrates is held to, ms; PostgreSQL ends a statement that waits or runs longer. */
export const MIGRATION_TIMEOUTS = { lockMilliseconds: 2_000, statementMilliseconds: 15 * 60_000 };

/** How a migration behaves beside a server at work. */
export interface MigrateOptions {
  readonly onProgress?: OnProgress;
  /** A table that a long statement holds is waited for this long, ms (default 2,000): whoever asks after it queues behind the migration. */
  readonly lockTimeoutMilliseconds?: number;
  /** How often the run is tried when a table was not to be had (default 10, about a minute in all), with growing pauses. */
  readonly attempts?: number;
  /** One statement may take this long, ms; default 15 minutes. */
  readonly statementTimeoutMilliseconds?: number;
  /** Up to and with this migration only; default: all. */
  readonly upTo?: string;
}

/** The pause before the next try, ms: it grows, so that a long statement of others can end. */
const pauseBefore = (attempt: number): number => Math.min(attempt * 1_000, 8_000);

const isLockTimeout = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;

const migrationsUpTo = (name: string | undefined): typeof MIGRATIONS =>
  name === undefined ? MIGRATIONS : MIGRATIONS.slice(0, MIGRATIONS.findIndex((migration) => migration.name === name) + 1);

async function runOnce(ownerUrl: string, options: MigrateOptions): Promise<string[]> {
  const settings = {
    max: 1,
    application_name: 'guicheng migrate',
    lock_timeout: options.lockTimeoutMilliseconds ?? MIGRATION_TIMEOUTS.lockMilliseconds,
    statement_timeout: options.statementTimeoutMilliseconds ?? MIGRATION_TIMEOUTS.statementMilliseconds,
  };
  const source = createDataSource(ownerUrl, settings, { migrations: migrationsUpTo(options.upTo) });
  await source.initialize();
  try {
    if (await source.showMigrations()) options.onProgress?.({ step: 'migrate', zh: '升级数据库结构', en: 'migrating the schema' });
    const applied = await source.runMigrations({ transaction: 'all' });
    return applied.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

async function runPatiently(ownerUrl: string, options: MigrateOptions): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(ownerUrl, options);
    } catch (error) {
      if (!isLockTimeout(error) || attempt >= (options.attempts ?? 10)) throw error;
      options.onProgress?.({
        step: 'migrate-waits',
        zh: `表正被使用，第 ${attempt} 次升级未取得锁，稍后再试`,
        en: `a table is in use; try ${attempt} got no lock, trying again`,
      });
      await pause(pauseBefore(attempt));
    }
  }
}

/**
 * Brings the schema up to date, as the owner role; each run is one transaction. Answers the names of the migrations it applied, none when
 * there was nothing to do. Throws when one fails: nothing is then applied; `SchemaNewer` when a newer program was here,
 * `RolesMissing` when a role is absent.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<{ readonly applied: string[] }> {
  const lock = new Client({ connectionString: ownerUrl, application_name: 'guicheng migrate' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    refuseNewer(await appliedMigrations(lock));
    await refuseMissingRoles(lock);
    return { applied: await runPatiently(ownerUrl, options) };
  } finally {
    await lock.end();
  }
}
