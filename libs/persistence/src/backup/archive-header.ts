import { FORMAT, VERSION, type ArchiveHeader, type ArchiveManifest } from './archive-format.ts';
import { BackupRefused } from './backup-refused.ts';

const damaged = (): BackupRefused =>
  new BackupRefused('archive-damaged', '备份已损坏：内容与校验值不符。', 'The backup is damaged: its content is not what its digests say.');

/** Throws that the archive is not what it was when it was written. */
export const refuseDamaged = (): never => {
  throw damaged();
};

/** One line; throws `BackupRefused` when it is no JSON. */
export function parseLine(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged();
    throw error;
  }
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The first line; throws `BackupRefused` when it is another program's, or another version's. */
export function parseHeader(line: Buffer): ArchiveHeader {
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (!isObject(value) || value['format'] !== FORMAT)
    throw new BackupRefused('archive-foreign', '这不是规程（Guicheng）的备份文件。', 'This is not a backup of Guicheng.');
  if (value['version'] !== VERSION)
    throw new BackupRefused(
      'archive-version-unknown',
      '备份文件的格式版本不同，本程序不能读取。',
      'The backup has another version of the format.',
    );
  const { takenAt, migrations, tables } = value;
  const isShape = (table: unknown): boolean => isObject(table) && typeof table['name'] === 'string' && isTexts(table['columns']);
  if (typeof takenAt !== 'string' || !isTexts(migrations) || !Array.isArray(tables) || !tables.every(isShape)) throw damaged();
  return value as unknown as ArchiveHeader;
}

/** The last line's content; throws `BackupRefused` when it is not of the shape. */
export function parseManifest(value: unknown): ArchiveManifest {
  if (!isObject(value) || !Array.isArray(value['tables']) || !Array.isArray(value['sequences'])) throw damaged();
  return value as unknown as ArchiveManifest;
}
