import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '@guicheng/kernel';
import { decodeDocument, parseJsonDocument, problem, type Problem } from '@guicheng/policy-model';

/** A pack's notes on what a tool reports: key of what is reported -> why it stands. None when the file is not there; refused when it is broken. */
export async function readNotes(
  directory: string,
  name: 'analysis-notes.json' | 'mutation-notes.json',
): Promise<Result<Readonly<Record<string, string>>, Problem[]>> {
  const file = join(directory, name);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ok({});
    throw cause;
  }
  const shown = { zh: `${name} `, en: name };
  const text = decodeDocument(bytes, `${file}#`, shown);
  const read = text.ok ? parseJsonDocument(text.value, `${file}#`, shown) : text;
  if (!read.ok) return err([read.error]);
  const notes = read.value;
  const areTexts = typeof notes === 'object' && notes !== null && Object.values(notes).every((note) => typeof note === 'string');
  if (areTexts && !Array.isArray(notes)) return ok(notes as Readonly<Record<string, string>>);
  return err([
    problem('wrong-type', `${file}#`, `${name} 应为“编号: 说明”的 JSON 对象。`, `${name} is a JSON object of ids and their notes.`),
  ]);
}
