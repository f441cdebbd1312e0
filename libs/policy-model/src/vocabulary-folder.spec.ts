import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPack, readPolicies, readVocabulary } from './folder.ts';

const POLICIES = fileURLToPath(new URL('../../../policies', import.meta.url));

describe('the vocabulary on disk', () => {
  let root: string;
  const file = (name: string): string => join(root, 'vocabulary', name);
  const change = async (name: string, change: (text: string) => string): Promise<void> =>
    writeFile(file(name), change(await readFile(file(name), 'utf8')));
  const problems = async (): Promise<[code: string, pointer: string][]> => {
    const read = await readVocabulary(root);
    if (read.ok) return [];
    for (const { zh, en } of read.error) expect([zh, en]).toEqual([expect.stringMatching(/[一-鿿]/), expect.stringMatching(/[a-z]/)]);
    return read.error.map(({ code, pointer }) => [code, pointer]);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'guicheng-vocabulary-'));
    await cp(join(POLICIES, 'vocabulary'), join(root, 'vocabulary'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  it('of the repository is in order', async () => {
    expect(await problems()).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, [string, string]]>([
    ['breaks off', () => change('facts.json', (text) => text.slice(0, 100)), ['not-json', 'vocabulary/facts.json#']],
    [
      'names a fact twice',
      () => change('facts.json', (text) => text.replace('{', '{"a":{},"a":{},')),
      ['key-twice', 'vocabulary/facts.json#/a'],
    ],
    ['is not there', () => rm(file('codes.json')), ['file-missing', 'vocabulary/codes.json#']],
    ['is a folder', async () => (await rm(file('codes.json')), mkdir(file('codes.json'))), ['file-unreadable', 'vocabulary/codes.json#']],
    [
      'is no UTF-8',
      () => writeFile(file('outcomes.json'), Buffer.from([0x22, 0xff, 0x22])),
      ['text-not-unicode', 'vocabulary/outcomes.json#'],
    ],
    ['is a list', () => writeFile(file('outcomes.json'), '[]'), ['wrong-type', 'vocabulary/outcomes.json#']],
    [
      'has a fact without a type',
      () => change('facts.json', (text) => text.replace('{', '{"a":{"titleZh":"甲","meaning":"a"},')),
      ['property-missing', 'vocabulary/facts.json#/a/type'],
    ],
    [
      'has a fact of an unheard-of type',
      () => change('facts.json', (text) => text.replace('{', '{"a":{"type":"x","titleZh":"甲","meaning":"a"},')),
      ['value-not-allowed', 'vocabulary/facts.json#/a/type'],
    ],
    [
      'has a blocker without its strength',
      () => change('codes.json', (text) => text.replace('"blockers": {', '"blockers": {"x":{"zh":"甲"},')),
      ['property-missing', 'vocabulary/codes.json#/blockers/x/strength'],
    ],
  ])('that %s is refused by file and place', async (_, spoil, problem) => {
    await spoil();
    expect(await problems()).toContainEqual(problem);
    // Whoever reads a pack by it is told the same, and nothing is thrown.
    const pack = await readPack(join(POLICIES, 'yangpu/2023-10'), await readVocabulary(root));
    expect(pack.policy).toBeUndefined();
    expect(pack.problems.map(({ code, pointer }) => [code, pointer])).toContainEqual(problem);
    expect((await readPolicies(root)).ok).toBe(false);
  });
});
