import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCachedLibrary } from './library-cache.ts';
import { policiesRoot } from './policies-root.ts';

let folder: string;
let root: string;
const cacheFile = () => join(folder, 'node_modules', '.cache', 'guicheng', 'policies.json');
const titleOf = async () => {
  const library = await openCachedLibrary(root);
  if (!library.ok) throw new Error('refused');
  return library.value.vocabulary.codes.warnings['no-such-code']?.zh;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guicheng-cache-'));
  root = join(folder, 'policies');
  cpSync(policiesRoot(), root, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the cache of checked policies', () => {
  it('gives the same policies as reading them', async () => {
    const first = await openCachedLibrary(root);
    const second = await openCachedLibrary(root);
    expect(second.ok && second.value.policies).toEqual(first.ok && first.value.policies);
    expect(readFileSync(cacheFile(), 'utf8')).toContain('sha256:');
  });

  it('notices that a file changed', async () => {
    expect(await titleOf()).toBeUndefined();
    const codes = join(root, 'vocabulary', 'codes.json');
    const changed = JSON.parse(readFileSync(codes, 'utf8')) as { warnings: Record<string, unknown> };
    changed.warnings['no-such-code'] = { zh: '新的提示' };
    writeFileSync(codes, JSON.stringify(changed));
    utimesSync(codes, new Date(0), new Date(1));
    expect(await titleOf()).toBe('新的提示');
  });

  it('is made anew when it was cut short, and done without where it cannot be written', async () => {
    await titleOf();
    writeFileSync(cacheFile(), readFileSync(cacheFile(), 'utf8').slice(0, 100));
    expect(await titleOf()).toBeUndefined();
    rmSync(join(folder, 'node_modules'), { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.cache'), 'in the way');
    expect(await titleOf()).toBeUndefined();
  });

  it('refuses a broken pack with its problems and keeps nothing', async () => {
    writeFileSync(join(root, 'yangpu', '2023-10', 'pack.json'), '{');
    const library = await openCachedLibrary(root);
    expect(library.ok ? [] : library.error.map((one) => one.code)).toEqual(['not-json']);
    expect(() => readFileSync(cacheFile())).toThrow();
  });
});
