import { existsSync } from 'node:fs';
import { backup, BackupRefused, restore, startEmbeddedPostgres, type BackupOptions, type TableCount } from '@guicheng/persistence';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { problemLine } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { besideBackup } from './beside-backup.ts';
import { databaseProblem } from './database-problem.ts';
import { ownDatabaseDirectory, settingOf, type Environment } from './own-database.ts';

interface Direction {
  /** Whose connection is taken, the first that is set. */
  readonly settings: readonly string[];
  /** The role in the PostgreSQL that comes along. */
  readonly role: 'backup' | 'owner';
  readonly run: (url: string, file: string, options: BackupOptions) => Promise<readonly TableCount[]>;
  readonly doneZh: string;
  readonly doneEn: string;
}

const DIRECTIONS: Readonly<Record<'backup' | 'restore', Direction>> = {
  backup: {
    settings: ['BACKUP_DATABASE_URL', 'OWNER_DATABASE_URL', 'DATABASE_URL'],
    role: 'backup',
    run: backup,
    doneZh: '已备份',
    doneEn: 'backed up',
  },
  restore: {
    settings: ['OWNER_DATABASE_URL', 'DATABASE_URL'],
    role: 'owner',
    run: restore,
    doneZh: '已恢复并核对',
    doneEn: 'restored and verified',
  },
};

/** Works with the configured database, or the PostgreSQL that comes along (joined, or started for this). */
async function withUrl<T>(
  environment: Environment,
  setting: string | undefined,
  name: 'backup' | 'restore',
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (setting !== undefined) return work((environment[setting] ?? '').trim());
  const directory = ownDatabaseDirectory(environment);
  if (name === 'backup' && !existsSync(directory))
    throw new BackupRefused('database-missing', `${directory} 没有数据库。`, `There is no database in ${directory}.`);
  const server = await startEmbeddedPostgres({ directory });
  try {
    return await work(server.url(DIRECTIONS[name].role));
  } finally {
    await server.stop();
  }
}

/** `guicheng db backup FILE`, `guicheng db restore FILE`. Ctrl-C ends it and leaves nothing half; a second one ends the process at once. */
export async function archiveAction(
  name: 'backup' | 'restore',
  file: string,
  environment: Environment,
  terminal: Terminal,
): Promise<ExitCode> {
  const direction = DIRECTIONS[name];
  const setting = settingOf(environment, direction.settings);
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const onProgress = ({ zh, en }: { readonly zh: string; readonly en: string }) => terminal.complain(`guicheng db: ${zh} · ${en}`);
    const counts = await withUrl(environment, setting, name, (url) => direction.run(url, file, { onProgress, signal: interrupt.signal }));
    const rows = counts.reduce((sum, count) => sum + count.rows, 0);
    await terminal.write(
      `${direction.doneZh} ${direction.doneEn}：${counts.length} 张表 tables，${rows} 行 rows，${file}\n${besideBackup(name, environment)}`,
    );
    return EXIT.ok;
  } catch (error) {
    if (interrupt.signal.aborted && error === interrupt.signal.reason) {
      terminal.complain('guicheng db: 已中断，没有留下半成品 · interrupted, nothing half is left');
      return EXIT.interrupted;
    }
    const problem = databaseProblem(error, setting);
    if (problem === undefined) throw error;
    terminal.complain(`guicheng db: ${problemLine(problem)}`);
    return EXIT.refused;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
