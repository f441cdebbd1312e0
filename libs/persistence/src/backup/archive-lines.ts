import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupRefused } from './backup-refused.ts';

/** A line is one row; what is longer is no archive of ours and would fill the memory. Bytes. */
const LONGEST_LINE = 256 * 1024 * 1024;

const LINE_FEED = 10;

/** What zlib and the file system say of a file, as what its operator can mend. */
const REASONS: Readonly<Record<string, BackupRefused>> = {
  ENOENT: new BackupRefused('file-missing', '没有这个文件。', 'There is no such file.'),
  EISDIR: new BackupRefused('file-missing', '这是目录，不是文件。', 'This is a folder, not a file.'),
  EACCES: new BackupRefused('file-unreadable', '没有权限读取该文件。', 'The file may not be read.'),
  Z_BUF_ERROR: new BackupRefused('archive-truncated', '备份不完整：文件在中途结束。', 'The backup is not whole: the file ends midway.'),
  Z_DATA_ERROR: new BackupRefused(
    'archive-damaged',
    '文件已损坏，或不是本程序的备份。',
    'The file is damaged, or not a backup of this program.',
  ),
};

/** The lines of an archive without their line feeds. A read line ends nowhere else: rows may hold any character. Throws `BackupRefused` for a file that cannot be read. */
export async function* archiveLines(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // The error reaches whoever reads, below.
  pipeline(createReadStream(file), gunzip, () => undefined);
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        yield Buffer.concat([...parts, chunk.subarray(start, end)]);
        parts = [];
        length = 0;
        start = end + 1;
      }
      length += chunk.length - start;
      if (length > LONGEST_LINE) throw REASONS['Z_DATA_ERROR'] as BackupRefused;
      parts.push(chunk.subarray(start));
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw Object.hasOwn(REASONS, code) ? REASONS[code] : error;
  }
  // A line that never ended.
  if (length > 0) throw REASONS['Z_BUF_ERROR'] as BackupRefused;
}
