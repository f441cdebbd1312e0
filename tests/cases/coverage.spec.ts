import { join } from 'node:path';
import { coverageProblems } from '@guicheng/policy-model';
import { packFolders, readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../policies', import.meta.url).pathname;
const folders = await packFolders(ROOT);
const vocabulary = await readVocabulary(ROOT);

describe('every pack', () => {
  it.each(folders)('%s carries or accounts for every clause and answers or is silent on every question', async (folder) => {
    const { policy, problems } = await readPack(join(ROOT, folder), vocabulary);
    expect(problems).toEqual([]);
    expect(coverageProblems(policy!)).toEqual([]);
  });

  it('would be found out if a clause lost its rules', async () => {
    const { policy } = await readPack(join(ROOT, folders[0]!), vocabulary);
    const orphan = { ...policy!.clauses[0]!, id: 'nobody-cites-this' };
    const { accountedFor: _, ...unaccounted } = orphan;
    expect(coverageProblems({ ...policy!, clauses: [...policy!.clauses, unaccounted] }).map(({ code }) => code)).toEqual([
      'clause-unaccounted',
    ]);
  });

  it('would be found out if a clause, cited or not, had no Chinese summary', async () => {
    const { policy } = await readPack(join(ROOT, folders[0]!), vocabulary);
    const bare = policy!.clauses.map((clause) => ({ ...clause, summaryZh: null }));
    expect(coverageProblems({ ...policy!, clauses: bare }).filter(({ code }) => code === 'summary-missing')).toHaveLength(bare.length);
  });
});
