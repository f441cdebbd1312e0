import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ArchiveHeader, ArchiveManifest } from './archive-format.ts';
import { BackupRefused } from './backup-refused.ts';

/** Writes one archive; it stands under its name only when it is whole. */
export interface ArchiveWriter {
  header(header: ArchiveHeader): Promise<void>;
  table(name: string): Promise<void>;
  rows(rows: readonly string[]): Promise<void>;
  /** Writes the manifest, waits until the disk has it, and gives the file its name. */
  finish(manifest: Omit<ArchiveManifest, 'sha256'>): Promise<void>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

const exists = (file: string): BackupRefused =>
  new BackupRefused(
    'file-exists',
    `${file} 已存在，不会覆盖：请换一个文件名。`,
    `${file} is there and is not overwritten: name another file.`,
  );

const refuseFolder = (error: NodeJS.ErrnoException): never => {
  if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code ?? '')) throw error;
  throw new BackupRefused(
    'file-not-writable',
    `无法在该处写文件（${error.code}）：请换一个目录。`,
    `No file can be written there (${error.code}): name another folder.`,
  );
};

/** Begins an archive that will be `file`; throws `BackupRefused` when that is there already. Readable by its owner only: it holds every district's data. */
export async function writeArchive(file: string): Promise<ArchiveWriter> {
  if (existsSync(file)) throw exists(file);
  const partial = `${file}.partial-${process.pid}`;
  const disk = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
  await once(disk, 'open').catch(refuseFolder);
  const gzip = createGzip();
  gzip.pipe(disk);
  // A full disk ends the compression too, so that whoever waits for it hears of it.
  disk.on('error', (error) => gzip.destroy(error));
  gzip.on('error', () => undefined);
  const hash = createHash('sha256');
  const write = async (lines: string): Promise<void> => {
    hash.update(lines);
    if (gzip.errored) throw gzip.errored;
    if (!gzip.write(lines)) await once(gzip, 'drain');
  };
  return {
    header: (header) => write(`${JSON.stringify(header)}\n`),
    table: (name) => write(`${JSON.stringify({ table: name })}\n`),
    rows: (rows) => write(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    finish: async (manifest) => {
      const sha256 = hash.copy().digest('hex');
      await write(`${JSON.stringify({ manifest: { ...manifest, sha256 } })}\n`);
      gzip.end();
      await finished(disk);
      if (existsSync(file)) throw exists(file);
      await rename(partial, file);
    },
    abandon: async () => {
      gzip.destroy();
      disk.destroy();
      await finished(disk).catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}
