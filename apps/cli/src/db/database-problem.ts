import { BackupRefused, FolderUnusable, RolesMissing, SchemaNewer } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';

/** What the operator can mend, by Node's and PostgreSQL's error codes; everything else is a fault. */
const MENDABLE: Readonly<Record<string, Omit<Problem, 'pointer'>>> = {
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
  '42P01': {
    code: 'schema-missing',
    zh: '数据库结构尚未建立或过旧：请先运行 guicheng db migrate。',
    en: 'The schema is not there or too old: run guicheng db migrate first.',
  },
  '55P03': {
    code: 'database-busy',
    zh: '表一直被占用，什么也没有改变：请在空闲时再试。',
    en: 'A table was in use all the time, nothing was changed: try when it is quiet.',
  },
  GC004: {
    code: 'database-refused',
    zh: '各区须凭通行码进入：只读的命令请用审计角色的连接（AUDITOR_DATABASE_URL），重设账号请用所有者角色的连接（OWNER_DATABASE_URL）。',
    en: 'Districts are entered with a pass: to read, connect as the auditor role (AUDITOR_DATABASE_URL); to reset an account, as the owner role (OWNER_DATABASE_URL).',
  },
  '42501': {
    code: 'database-refused',
    zh: '该角色没有所需的权限；升级请用所有者角色（OWNER_DATABASE_URL）。',
    en: 'The role lacks a right that this needs; migrate as the owner role (OWNER_DATABASE_URL).',
  },
};

/** A host with several addresses fails once an address. */
const firstOf = (error: unknown): { readonly code?: string } =>
  ((error instanceof AggregateError ? (error.errors[0] as unknown) : error) ?? {}) as { readonly code?: string };

/** The error as what the operator can mend, at that setting; undefined: a fault. */
export const databaseProblem = (error: unknown, setting: string | undefined): Problem | undefined => {
  if (error instanceof FolderUnusable) return { code: 'data-directory-unusable', pointer: 'DATA_DIRECTORY', zh: error.zh, en: error.en };
  if (error instanceof BackupRefused) return { code: error.code, pointer: '', zh: error.zh, en: error.en };
  if (error instanceof SchemaNewer) return { code: 'schema-newer', pointer: setting ?? '', zh: error.zh, en: error.en };
  if (error instanceof RolesMissing) return { code: 'roles-missing', pointer: setting ?? '', zh: error.zh, en: error.en };
  const { code } = firstOf(error);
  const known = code !== undefined && Object.hasOwn(MENDABLE, code) ? MENDABLE[code] : undefined;
  return known && { ...known, pointer: setting ?? '' };
};
