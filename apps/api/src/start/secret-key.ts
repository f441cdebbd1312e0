import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRET_KEY_BYTES } from '@guicheng/application';
import { makeDataFolder } from '@guicheng/persistence';
import { StartRefused } from './start-refused.ts';

const NAME = 'secret.key';
const FORM = /^[0-9a-f]{64}\s*$/;

const readKey = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The key in the data folder, made at the first start, for its owner's eyes only. Throws `StartRefused` for a file that holds none, and where the database knows another. */
const keyOfFolder = async (directory: string, isInUse: () => Promise<boolean>): Promise<Uint8Array> => {
  const path = join(directory, NAME);
  await makeDataFolder(directory);
  if ((await readKey(path)) === undefined) {
    if (await isInUse())
      throw new StartRefused(
        `数据库已按某一密钥使用过，而 ${path} 不存在：请把原部署数据目录中的 ${NAME}（或其副本）放到该处，或以 SECRET_KEY 给出同一密钥。未写入任何文件。`,
        `The database has been in use under a key, and ${path} is not there: put ${NAME} of the former data folder (or your copy of it) in that place, or give the same key as SECRET_KEY. No file was written.`,
        [],
      );
    // Of two first starts at once one makes it, both read it.
    await writeFile(path, `${randomBytes(SECRET_KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
  const text = (await readKey(path)) ?? '';
  if (!FORM.test(text))
    throw new StartRefused(
      `${NAME} 内容有误：应为 64 个十六进制字符。请从备份恢复；没有备份时删除该文件，已启用的动态口令须重新设置。`,
      `${NAME} holds no key of 64 hexadecimal digits: restore it; without a copy remove it, and second factors are to be set up anew.`,
      [],
    );
  return Uint8Array.from(Buffer.from(text.trim(), 'hex'));
};

/** The deployment's key: what is configured, else what lies in the data folder, else a new one unless the database is in use under one. */
export const secretKeyOf = async (
  configured: Uint8Array | null,
  dataDirectory: string,
  isInUse: () => Promise<boolean>,
): Promise<Uint8Array> => configured ?? keyOfFolder(dataDirectory, isInUse);
