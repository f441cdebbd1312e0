import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A pack's notes on what a tool reports: key of what is reported -> why it stands. None when the file is not there. */
export async function readNotes(
  directory: string,
  name: 'analysis-notes.json' | 'mutation-notes.json',
): Promise<Readonly<Record<string, string>>> {
  try {
    return JSON.parse(await readFile(join(directory, name), 'utf8')) as Record<string, string>;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw cause;
  }
}
