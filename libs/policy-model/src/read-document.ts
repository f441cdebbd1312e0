import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, type Result } from '@guicheng/kernel';
import { fileTooLarge } from './file-size.ts';
import { decodeDocument, parseJsonDocument } from './json-document.ts';
import { LIMITS } from './limits.ts';
import { problem, type Problem } from './problem.ts';

/** What a person can cause by what stands in a folder in place of a file, by the system's code; anything else is a fault. */
const CAUSED: Readonly<Record<string, (pointer: string, name: string) => Problem>> = {
  ENOENT: (pointer, name) => problem('file-missing', pointer, `缺少文件 ${name}。`, `The file ${name} is missing.`),
  EISDIR: (pointer, name) => problem('file-unreadable', pointer, `${name} 是文件夹，不是文件。`, `${name} is a folder, not a file.`),
  ELOOP: (pointer, name) => problem('file-unreadable', pointer, `${name} 是指向自身的链接。`, `${name} is a link that leads to itself.`),
  EACCES: (pointer, name) => problem('file-unreadable', pointer, `没有读取 ${name} 的权限。`, `${name} may not be read.`),
};

/** Reads one JSON file of a pack. `shown`: its name for people, where it is not the file's own. */
export async function readDocument(directory: string, file: string, pointer: string, shown = file): Promise<Result<unknown, Problem>> {
  let bytes: Uint8Array;
  try {
    if ((await stat(join(directory, file))).size > LIMITS.bytesOfFile) return err(fileTooLarge(pointer, shown));
    bytes = await readFile(join(directory, file));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const refusal = Object.hasOwn(CAUSED, code) ? CAUSED[code] : undefined;
    if (refusal === undefined) throw cause;
    return err(refusal(pointer, shown));
  }
  const name = { zh: `${shown} `, en: shown };
  const text = decodeDocument(bytes, pointer, name);
  return text.ok ? parseJsonDocument(text.value, pointer, name) : text;
}
