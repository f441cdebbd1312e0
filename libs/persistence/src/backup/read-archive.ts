import { createHash, type Hash } from 'node:crypto';
import { BATCH, type ArchiveHeader, type ArchiveManifest, type TableCount } from './archive-format.ts';
import { parseHeader, parseLine, parseManifest, refuseDamaged } from './archive-header.ts';
import { archiveLines } from './archive-lines.ts';
import { BackupRefused } from './backup-refused.ts';

/** Rows are handed on at the latest when they come to this many characters. */
const BATCH_LENGTH = 8 * 1024 * 1024;

/** What was read of an archive. */
export interface ReadArchive {
  readonly header: ArchiveHeader;
  readonly manifest: ArchiveManifest;
}

/** Given each batch of rows of one table. */
export type TakeRows = (table: string, rows: readonly string[]) => Promise<void> | void;

/** One table while it is read. */
class TableReader {
  #hash: Hash = createHash('sha256');
  #count = 0;
  #batch: string[] = [];
  #length = 0;

  constructor(
    readonly name: string,
    private readonly take: TakeRows,
  ) {}

  async row(text: string): Promise<void> {
    this.#hash.update(text).update('\n');
    this.#count++;
    this.#length += text.length;
    if (this.#batch.push(text) === BATCH || this.#length > BATCH_LENGTH) await this.#flush();
  }

  async end(): Promise<TableCount> {
    if (this.#batch.length > 0) await this.#flush();
    return { name: this.name, rows: this.#count, sha256: this.#hash.digest('hex') };
  }

  async #flush(): Promise<void> {
    await this.take(this.name, this.#batch);
    this.#batch = [];
    this.#length = 0;
  }
}

/**
 * Reads an archive from its beginning to its end and hands its rows on; throws `BackupRefused` when it is truncated, damaged or foreign, which is certain
 * only at its end.
 */
export async function readArchive(file: string, take: TakeRows, signal?: AbortSignal): Promise<ReadArchive> {
  const hash = createHash('sha256');
  let header: ArchiveHeader | undefined;
  let manifest: ArchiveManifest | undefined;
  let table: TableReader | undefined;
  const counts: TableCount[] = [];
  for await (const line of archiveLines(file)) {
    signal?.throwIfAborted();
    if (manifest !== undefined) refuseDamaged();
    if (header === undefined) header = parseHeader(line);
    else {
      const value = parseLine(line);
      if (typeof value === 'string') await (table ?? refuseDamaged()).row(value);
      else {
        if (table !== undefined) counts.push(await table.end());
        table = undefined;
        if (typeof value !== 'object' || value === null) refuseDamaged();
        else if ('manifest' in value) manifest = parseManifest(value.manifest);
        else if ('table' in value && value.table === header.tables[counts.length]?.name)
          table = new TableReader(value.table as string, take);
        else refuseDamaged();
      }
    }
    if (manifest === undefined) hash.update(line).update('\n');
  }
  if (header === undefined || manifest === undefined)
    throw new BackupRefused('archive-truncated', '备份不完整：缺少末尾的清单。', 'The backup is not whole: its manifest is missing.');
  if (manifest.sha256 !== hash.digest('hex') || JSON.stringify(manifest.tables) !== JSON.stringify(counts)) refuseDamaged();
  return { header, manifest };
}
