import { problem, type Problem } from '@guicheng/policy-model';
import { ZipDirectory } from './zip-directory.ts';

/** A type of file that projects take: how its name ends, how its bytes begin, what an archive holds, what it is called on the way out. */
interface FileType {
  readonly extensions: readonly string[];
  /** Hex. */
  readonly begins: string;
  /** Of an archive, names or the beginnings of names that its directory must have, in lower case; left out: it is none. */
  readonly holds?: readonly string[];
  readonly mediaType: string;
}

const ZIP = '504b0304';
/** Of an Open Packaging file (ISO/IEC 29500-2): part names are the same in upper and lower case. */
const CONTENT_TYPES = '[content_types].xml';
/** Macros, in whatever folder. */
const MACROS = /(^|\/)vbaproject\.bin$/;
const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What a file may be; nothing that a browser runs, no macros. */
const TYPES: readonly FileType[] = [
  { extensions: ['pdf'], begins: '255044462d', mediaType: 'application/pdf' },
  { extensions: ['jpg', 'jpeg'], begins: 'ffd8ff', mediaType: 'image/jpeg' },
  { extensions: ['png'], begins: '89504e470d0a1a0a', mediaType: 'image/png' },
  { extensions: ['docx'], begins: ZIP, holds: [CONTENT_TYPES, 'word/'], mediaType: `${OFFICE}.wordprocessingml.document` },
  { extensions: ['xlsx'], begins: ZIP, holds: [CONTENT_TYPES, 'xl/'], mediaType: `${OFFICE}.spreadsheetml.sheet` },
  // GB/T 33190-2016
  { extensions: ['ofd'], begins: ZIP, holds: ['ofd.xml'], mediaType: 'application/ofd' },
];

/** Bytes that tell a type. */
const HEAD = 8;

/** Bytes of a file at most: 50 MB. */
export const LARGEST_FILE = 50 * 1024 * 1024;
/** Files of a project at most. */
export const MOST_FILES = 200;
const LONGEST_NAME = 200;

/** What came is not what the name says. */
export class FileTypeDiffers extends Error {}

/** Nothing came. */
export class FileEmpty extends Error {}

/** The type that a name ends in; undefined: none that is taken. */
export const typeByName = (name: string): FileType | undefined => {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return TYPES.find(({ extensions }) => extensions.includes(extension));
};

/** A name of nothing but an extension, or of dots and spaces before it: systems hide it or take the extension for the name. */
const isExtensionOnly = (name: string): boolean => /^[\s.]*\.[A-Za-z0-9]+$/.test(name);

/** What is wrong with the name of a file; it is shown and sent back, and never a path. */
export const nameProblems = (name: string): Problem[] => {
  if (name === '' || isExtensionOnly(name) || !name.isWellFormed() || [...name].length > LONGEST_NAME || /[\p{Cc}\p{Cf}/\\]/u.test(name))
    return [
      problem(
        'file-name-not-valid',
        '/name',
        `文件名应为 1 至 ${LONGEST_NAME} 个字符，扩展名之前须有名称，不含路径和控制字符。`,
        `A file name has 1 to ${LONGEST_NAME} characters, a name before its extension, no path and no control characters.`,
      ),
    ];
  return typeByName(name) === undefined
    ? [
        problem(
          'file-type-not-allowed',
          '/name',
          '只接受 pdf、docx、xlsx、jpg、png、ofd 文件。',
          'Files are pdf, docx, xlsx, jpg, png or ofd.',
        ),
      ]
    : [];
};

/** Whether an archive with this directory is what the type holds, and no macros. */
const isWithin = (holds: readonly string[], names: readonly string[]): boolean => {
  const parts = names.map((name) => name.toLowerCase());
  return (
    holds.every((one) => parts.some((part) => (one.endsWith('/') ? part.startsWith(one) : part === one))) &&
    !parts.some((part) => MACROS.test(part))
  );
};

/** The same bytes, once their beginning is what the type begins with; an archive is also known by its directory, which stands at its end. Throws `FileEmpty`, `FileTypeDiffers`, then after the bytes. */
export async function* ofType({ begins, holds }: FileType, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const directory = holds === undefined ? null : new ZipDirectory();
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of source) {
    directory?.add(chunk);
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD) continue;
    if (!head.toString('hex').startsWith(begins)) throw new FileTypeDiffers('the bytes are not of the type');
    yield head;
    head = null;
  }
  if (head?.length === 0) throw new FileEmpty('the file has no bytes');
  // Nothing that is taken is so short.
  if (head !== null) throw new FileTypeDiffers('the file is shorter than what tells its type');
  if (directory === null || holds === undefined) return;
  const names = await directory.names();
  if (names === undefined || !isWithin(holds, names)) throw new FileTypeDiffers('the archive is not of the type');
}
