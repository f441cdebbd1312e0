import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { ObjectTooLarge, type StoredObject } from './object-store.ts';

/** Writes what comes into a new file, down to the disk. Leaves no file when it throws. */
export const spoolTo = async (path: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<StoredObject> => {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) throw new ObjectTooLarge(`more than ${limit} bytes`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
  return { size, sha256: hash.digest('hex') };
};
