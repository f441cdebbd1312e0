import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LINES = /^\d{4}-\d{2}\.jsonl$/;
const PUBLIC = /\.public\.pem$/;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const publicHalf = (pem: string): string => createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }).toString();

/**
 * The private key in `file` (PEM, mode 0600), made when there is none; of several that start at once one makes it. It is written whole or not at all.
 */
export async function anchorKeyIn(file: string): Promise<string> {
  const held = await readIfThere(file);
  if (held !== undefined) return held;
  const { privateKey } = generateKeyPairSync('ed25519');
  const written = `${file}.${randomUUID()}`;
  const draft = await open(written, 'wx', 0o600);
  await draft.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  await draft.sync();
  await draft.close();
  try {
    await link(written, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(written);
  }
  return readFile(file, 'utf8');
}

/** A folder of anchors: a file of lines a month, and the public keys that they were signed with. */
export interface AnchorFolder {
  /** Appends a line each to the file of that month (`YYYY-MM`); they are on the disk when it resolves. */
  append(month: string, lines: readonly string[]): Promise<void>;
  /** All lines, oldest file first; none when there is no folder. */
  lines(): AsyncIterable<{ readonly file: string; readonly number: number; readonly text: string }>;
  /** Public keys, PEM. */
  publicKeys(): Promise<readonly string[]>;
  /** Keeps the public half of a private key beside the anchors, under its id. */
  keepPublicKey(keyId: string, privatePem: string): Promise<void>;
}

const namesIn = async (directory: string, form: RegExp): Promise<string[]> => {
  try {
    return (await readdir(directory)).filter((name) => form.test(name)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

async function* linesOf(directory: string): AsyncGenerator<{ file: string; number: number; text: string }> {
  for (const file of await namesIn(directory, LINES)) {
    const texts = (await readFile(join(directory, file), 'utf8')).split('\n');
    for (const [index, text] of texts.entries()) if (text !== '') yield { file, number: index + 1, text };
  }
}

/** The anchors in a directory; it is made when the first is appended. */
export const anchorFolder = (directory: string): AnchorFolder => ({
  append: async (month, lines) => {
    await mkdir(directory, { recursive: true, mode: 0o750 });
    const file = await open(join(directory, `${month}.jsonl`), 'a+', 0o640);
    try {
      // A line that a power cut left half is ended, so that it spoils no other.
      const { size } = await file.stat();
      const last = size === 0 ? '\n' : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
      await file.appendFile(`${last === '\n' ? '' : '\n'}${lines.map((line) => `${line}\n`).join('')}`);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  lines: () => linesOf(directory),
  publicKeys: async () => Promise.all((await namesIn(directory, PUBLIC)).map((name) => readFile(join(directory, name), 'utf8'))),
  keepPublicKey: async (keyId, privatePem) => {
    await mkdir(directory, { recursive: true, mode: 0o750 });
    await writeFile(join(directory, `${keyId}.public.pem`), publicHalf(privatePem), { mode: 0o644 });
  },
});
