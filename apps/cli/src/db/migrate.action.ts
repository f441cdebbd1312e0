import { migrate, startEmbeddedPostgres } from '@guicheng/persistence';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { problemLine } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { databaseProblem } from './database-problem.ts';
import { ownDatabaseDirectory, settingOf, type Environment } from './own-database.ts';

/** Migrates the configured database, or the PostgreSQL that comes along (started for this, and stopped again unless somebody else uses it). */
export async function migrateAction(environment: Environment, terminal: Terminal): Promise<ExitCode> {
  const setting = settingOf(environment, ['OWNER_DATABASE_URL', 'DATABASE_URL']);
  const onProgress = ({ zh, en }: { readonly zh: string; readonly en: string }) => terminal.complain(`guicheng db: ${zh} · ${en}`);
  try {
    const applied =
      setting === undefined
        ? await migrateOwn(environment, onProgress)
        : (await migrate((environment[setting] ?? '').trim(), { onProgress })).applied;
    await terminal.write(
      applied.length === 0
        ? '数据库结构已是最新 the schema is up to date\n'
        : `${applied.map((name) => `✓ ${name}`).join('\n')}\n已执行 ${applied.length} 项升级 migrations applied\n`,
    );
    return EXIT.ok;
  } catch (error) {
    const problem = databaseProblem(error, setting);
    if (problem === undefined) throw error;
    terminal.complain(`guicheng db: ${problemLine(problem)}`);
    return EXIT.refused;
  }
}

async function migrateOwn(
  environment: Environment,
  onProgress: (progress: { readonly zh: string; readonly en: string }) => void,
): Promise<string[]> {
  const server = await startEmbeddedPostgres({ directory: ownDatabaseDirectory(environment), onProgress });
  try {
    return (await migrate(server.ownerUrl, { onProgress })).applied;
  } finally {
    await server.stop();
  }
}
