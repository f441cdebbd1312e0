import { existsSync } from 'node:fs';
import { err, ok, type Result } from '@guicheng/kernel';
import { Database, startEmbeddedPostgres } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { databaseProblem } from './database-problem.ts';
import { ownDatabaseDirectory, settingOf, type Environment } from './own-database.ts';

/** As whom to connect: the first of these settings that is set, else this role of a local start. */
export interface ConnectAs {
  readonly settings: readonly string[];
  readonly role: 'app' | 'auditor' | 'owner';
}

const IN_SERVICE: ConnectAs = { settings: ['DATABASE_URL'], role: 'app' };

/** Reads, and writes nothing. */
export const AS_AUDITOR: ConnectAs = { settings: ['AUDITOR_DATABASE_URL', 'DATABASE_URL'], role: 'auditor' };

/** Works in the database of a server: that of a setting, else that of a local start (joined, or started for this). It is never made here. */
export async function withDatabase<T>(
  environment: Environment,
  work: (database: Database) => Promise<T>,
  { settings, role }: ConnectAs = IN_SERVICE,
): Promise<Result<T, Problem[]>> {
  const setting = settingOf(environment, settings);
  try {
    if (setting !== undefined) return ok(await connected((environment[setting] ?? '').trim(), work));
    const directory = ownDatabaseDirectory(environment);
    if (!existsSync(directory)) return err([noDatabase(directory)]);
    const server = await startEmbeddedPostgres({ directory });
    try {
      return ok(await connected(server.url(role), work));
    } finally {
      await server.stop();
    }
  } catch (error) {
    const found = databaseProblem(error, setting);
    if (found === undefined) throw error;
    return err([found]);
  }
}

const connected = async <T>(url: string, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await Database.connect(url, { applicationName: 'guicheng cli', poolSize: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

const noDatabase = (directory: string): Problem =>
  problem(
    'database-missing',
    'DATA_DIRECTORY',
    `${directory} 没有数据库：请设置 DATABASE_URL 或 DATA_DIRECTORY，或先运行 npm start。`,
    `There is no database in ${directory}: set DATABASE_URL or DATA_DIRECTORY, or run npm start first.`,
  );
