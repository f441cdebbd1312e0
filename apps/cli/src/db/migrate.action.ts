import { dirname, join, resolve } from 'node:path';
import { migrate, startEmbeddedPostgres } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { policiesRoot } from '../policies-root.ts';
import { problemLine } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the operator can mend, by Node's and PostgreSQL's error codes; everything else is a fault. */
const mendable: Readonly<Record<string, Omit<Problem, 'pointer'>>> = {
  ECONNREFUSED: {
    code: 'database-unreachable',
    zh: '连接不上数据库：该地址没有服务。',
    en: 'The database cannot be reached: nothing listens there.',
  },
  ENOTFOUND: {
    code: 'database-unreachable',
    zh: '连接不上数据库：找不到主机。',
    en: 'The database cannot be reached: its host is not known.',
  },
  ETIMEDOUT: { code: 'database-unreachable', zh: '连接数据库超时。', en: 'The database does not answer.' },
  ERR_INVALID_URL: {
    code: 'setting-invalid',
    zh: '数据库地址不是有效的 postgres:// 地址。',
    en: 'The address is not a valid postgres:// URL.',
  },
  '28P01': { code: 'database-refused', zh: '数据库拒绝了用户名或密码。', en: 'The database refuses the user or the password.' },
  '28000': { code: 'database-refused', zh: '数据库不允许这个用户登录。', en: 'The database does not let this user in.' },
  '3D000': { code: 'database-missing', zh: '没有这个数据库。', en: 'There is no such database.' },
  '42501': {
    code: 'database-refused',
    zh: '该角色没有升级所需的权限：请用所有者角色（OWNER_DATABASE_URL）。',
    en: 'The role may not migrate: use the owner role (OWNER_DATABASE_URL).',
  },
};

/** Migrates the configured database, or the PostgreSQL that comes along (started for this, and stopped again unless somebody else uses it). */
export async function migrateAction(environment: Environment, terminal: Terminal): Promise<ExitCode> {
  const setting = ['OWNER_DATABASE_URL', 'DATABASE_URL'].find((name) => (environment[name] ?? '').trim() !== '');
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
    const { code } = firstOf(error);
    if (code === undefined || !Object.hasOwn(mendable, code)) throw error;
    const problem = mendable[code];
    if (problem !== undefined) terminal.complain(`guicheng db: ${problemLine({ ...problem, pointer: setting ?? '' })}`);
    return EXIT.refused;
  }
}

async function migrateOwn(
  environment: Environment,
  onProgress: (progress: { readonly zh: string; readonly en: string }) => void,
): Promise<string[]> {
  const data = environment['DATA_DIRECTORY'] ?? join(dirname(policiesRoot()), '.guicheng');
  const server = await startEmbeddedPostgres({ directory: join(resolve(data), 'postgres'), onProgress });
  try {
    return (await migrate(server.ownerUrl, { onProgress })).applied;
  } finally {
    await server.stop();
  }
}

/** A host with several addresses fails once an address. */
function firstOf(error: unknown): { readonly code?: string } {
  const one = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return (one ?? {}) as { readonly code?: string };
}
