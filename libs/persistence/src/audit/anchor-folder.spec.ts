import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorFolder, anchorKeyIn } from './anchor-folder.ts';

describe('the folder of anchors', () => {
  let folder: string;
  const textsOf = async (directory: string): Promise<string[]> => {
    const texts: string[] = [];
    for await (const { file, number, text } of anchorFolder(directory).lines()) texts.push(`${file}:${number} ${text}`);
    return texts;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guicheng-anchors-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds nothing where there is none', async () => {
    const none = anchorFolder(join(folder, 'none'));
    expect(await none.publicKeys()).toEqual([]);
    expect(await textsOf(join(folder, 'none'))).toEqual([]);
  });

  it('gets one key however many start at once, for its owner only, whole, and keeps it', async () => {
    const file = join(folder, 'anchor-key.pem');
    const keys = await Promise.all(Array.from({ length: 5 }, () => anchorKeyIn(file)));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^]+-----END PRIVATE KEY-----\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await anchorKeyIn(file)).toBe(keys[0]);
    expect(await readdir(folder)).toEqual(['anchor-key.pem']);
    const kept = anchorFolder(join(folder, 'keys'));
    await kept.keepPublicKey('0123456789abcdef', keys[0]!);
    expect(await kept.publicKeys()).toEqual([expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/)]);
  });

  it('keeps lines by month, in order, and a line that was left half spoils no other', async () => {
    const directory = join(folder, 'lines');
    const kept = anchorFolder(directory);
    await kept.append('2026-12', ['c']);
    await kept.append('2026-11', ['a', 'b']);
    await appendFile(join(directory, '2026-12.jsonl'), 'half');
    await kept.append('2026-12', ['d']);
    expect(await textsOf(directory)).toEqual([
      '2026-11.jsonl:1 a',
      '2026-11.jsonl:2 b',
      '2026-12.jsonl:1 c',
      '2026-12.jsonl:2 half',
      '2026-12.jsonl:3 d',
    ]);
  });
});
