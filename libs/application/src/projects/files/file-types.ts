import { problem, type Problem } from '@guicheng/policy-model';

/** A type of file that projects take: how its name ends, how its bytes begin, what it is called on the way out. */
interface FileType {
  readonly extensions: readonly string[];
  /** Hex. */
  readonly begins: string;
  readonly mediaType: string;
}

const ZIP = '504b0304';
const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** What a file may be; nothing that a browser runs, no macros. */
const TYPES: readonly FileType[] = [
  { extensions: ['pdf'], begins: '255044462d', mediaType: 'application/pdf' },
  { extensions: ['jpg', 'jpeg'], begins: 'ffd8ff', mediaType: 'image/jpeg' },
  { extensions: ['png'], begins: '89504e470d0a1a0a', mediaType: 'image/png' },
  { extensions: ['docx'], begins: ZIP, mediaType: `${OFFICE}.wordprocessingml.document` },
  { extensions: ['xlsx'], begins: ZIP, mediaType: `${OFFICE}.spreadsheetml.sheet` },
  { extensions: ['ofd'], begins: ZIP, mediaType: 'application/ofd' },
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

/** The type that a name ends in; undefined: none that is taken. */
export const typeByName = (name: string): FileType | undefined => {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return TYPES.find(({ extensions }) => extensions.includes(extension));
};

/** What is wrong with the name of a file; it is shown and sent back, and never a path. */
export const nameProblems = (name: string): Problem[] => {
  if (name === '' || !name.isWellFormed() || [...name].length > LONGEST_NAME || /[\p{Cc}\p{Cf}/\\]/u.test(name))
    return [
      problem(
        'file-name-not-valid',
        '/name',
        `文件名应为 1 至 ${LONGEST_NAME} 个字符，不含路径和控制字符。`,
        `A file name has 1 to ${LONGEST_NAME} characters, no path and no control characters.`,
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

/** The same bytes, once their beginning is what the type begins with. Throws `FileTypeDiffers`. */
export async function* ofType({ begins }: FileType, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of source) {
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
  // Nothing that is taken is so short.
  if (head !== null) throw new FileTypeDiffers('the file is shorter than what tells its type');
}
