import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey, type ObjectStore } from './object-store.ts';
import { spoolTo } from './spool.ts';

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A folder of this machine. An object is written aside, brought to the disk and moved into place: it is there whole or not at all, also after a power cut. */
export const localObjectStore = (folder: string): ObjectStore => {
  const pathOf = (key: string): string => {
    checkKey(key);
    return join(folder, 'objects', key);
  };
  const incoming = join(folder, 'incoming');
  return {
    put: async (key, source, limit) => {
      const path = pathOf(key);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const aside = join(incoming, randomUUID());
      const stored = await spoolTo(aside, source, limit);
      await rename(aside, path);
      // The new name is in the folder only when the folder is on the disk.
      const parent = await open(dirname(path), 'r');
      await parent.sync().finally(() => parent.close());
      return stored;
    },
    get: async (key) => {
      const path = pathOf(key);
      try {
        await access(path);
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
      return createReadStream(path);
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  };
};
