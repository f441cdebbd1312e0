import { FolderUnusable, RolesMissing, SchemaNewer } from '@guicheng/persistence';
import { StartRefused } from './start-refused.ts';

/** What the operator of a server can mend, by the code that Node or PostgreSQL gives it. */
const BY_CODE: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  EADDRINUSE: { zh: '端口已被占用：请换一个 PORT，或停止占用它的程序', en: 'The port is in use: set another PORT, or stop what uses it' },
  EADDRNOTAVAIL: { zh: '本机没有 HOST 所指的地址', en: 'This machine has no address as HOST says' },
  EACCES: { zh: '没有权限使用该端口或目录', en: 'The port or folder may not be used' },
  ENOTDIR: { zh: 'DATA_DIRECTORY 所在路径中有文件，不是目录', en: 'A file stands where DATA_DIRECTORY needs a folder' },
  EROFS: { zh: 'DATA_DIRECTORY 在只读的磁盘上', en: 'DATA_DIRECTORY lies on a disk that is read-only' },
  ENOSPC: { zh: '磁盘已满', en: 'The disk is full' },
  ECONNREFUSED: { zh: '数据库没有应答：请核对 DATABASE_URL', en: 'The database does not answer: check DATABASE_URL' },
  ENOTFOUND: { zh: '找不到数据库主机：请核对 DATABASE_URL', en: 'The database host is not found: check DATABASE_URL' },
  ETIMEDOUT: { zh: '连接数据库超时：请核对 DATABASE_URL', en: 'The database cannot be reached in time: check DATABASE_URL' },
  '28P01': { zh: '数据库不接受该用户名或密码', en: 'The database does not accept the user or password' },
  '28000': { zh: '数据库不允许该用户登录', en: 'The database does not let the user in' },
  '3D000': { zh: '没有 DATABASE_URL 所指的数据库', en: 'There is no database as DATABASE_URL says' },
  '55P03': {
    zh: '升级数据库结构时表一直被占用，什么也没有改变：请在空闲时再试',
    en: 'A table was in use all the time while the schema was to be migrated, nothing was changed: try when it is quiet',
  },
  GC004: {
    zh: '密钥与该部署此前所用的不同，数据库不让本服务进入各区县：请使用同一 SECRET_KEY，或恢复数据目录中的 secret.key',
    en: 'The key is not the one that this deployment used before, and the database lets this server into no district: use the same SECRET_KEY, or restore secret.key in the data folder',
  },
  '42P01': {
    zh: '数据库结构尚未建立或过旧：请设置 OWNER_DATABASE_URL，或先运行 guicheng db migrate',
    en: 'The schema is not there or too old: set OWNER_DATABASE_URL, or run guicheng db migrate first',
  },
};

/** The same error, as a refusal with what to do where the operator can mend it. A fault of ours stays what it is. */
export const asOperatorError = (error: unknown): unknown => {
  if (error instanceof FolderUnusable || error instanceof SchemaNewer || error instanceof RolesMissing)
    return new StartRefused(error.zh, error.en, []);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  return known === undefined ? error : new StartRefused(`${known.zh}（${code}）`, `${known.en} (${code})`, []);
};
