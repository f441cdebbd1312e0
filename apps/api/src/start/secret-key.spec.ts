import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { secretKeyOf } from './secret-key.ts';
import { StartRefused } from './start-refused.ts';

const unused = async (): Promise<boolean> => false;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guicheng-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('the key is made once, for its owner’s eyes only, by however many start together', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => secretKeyOf(null, join(folder, 'data'), unused)));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect((await stat(join(folder, 'data', 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'data', 'secret.key'), 'utf8')).toBe(`${Buffer.from(keys[0]!).toString('hex')}\n`);
});

it('what is configured goes before the folder, which is left alone', async () => {
  const key = new Uint8Array(32).fill(1);
  expect(await secretKeyOf(key, folder, unused)).toBe(key);
  await expect(stat(join(folder, 'secret.key'))).rejects.toThrow('ENOENT');
});

it('a file that holds no key is refused and not written over', async () => {
  await writeFile(join(folder, 'secret.key'), 'half a k');
  await expect(secretKeyOf(null, folder, unused)).rejects.toBeInstanceOf(StartRefused);
  expect(await readFile(join(folder, 'secret.key'), 'utf8')).toBe('half a k');
});

it('a database that was in use under a key gets no new one: the file to put back is named and nothing is written', async () => {
  const refused = await secretKeyOf(null, folder, async () => true).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StartRefused);
  expect((refused as StartRefused).zh).toContain(join(folder, 'secret.key'));
  await expect(stat(join(folder, 'secret.key'))).rejects.toThrow('ENOENT');
});
