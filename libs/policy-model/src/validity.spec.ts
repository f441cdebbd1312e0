import { describe, expect, it } from 'vitest';
import type { PackManifest } from './policy.ts';
import { checkValidity } from './validity.ts';

const manifest = (id: string, effectiveFrom: string | null, effectiveTo: string | null, nature = 'regulation'): PackManifest =>
  ({ id, district: { id: id.split('/')[0] }, nature, effectiveFrom, effectiveTo }) as unknown as PackManifest;

describe('two versions of one district', () => {
  it.each<[string, PackManifest, number]>([
    ['starts on the last day', manifest('a/2', '2023-12-31', null), 1],
    ['starts the day after', manifest('a/2', '2024-01-01', null), 0],
    ['ends on the first day', manifest('a/2', '2020-01-01', '2022-03-10'), 1],
    ['ends the day before', manifest('a/2', '2020-01-01', '2022-03-09'), 0],
    ['lies around it', manifest('a/2', '2020-01-01', null), 1],
    ['is another district’s', manifest('b/2', '2022-03-10', null), 0],
    ['is a draft', manifest('a/2', null, null, 'consultation-draft'), 0],
    ['is the same version', manifest('a/1', '2022-03-10', null), 0],
  ])('may not share a day: one that %s', (_, other, count) => {
    const first = manifest('a/1', '2022-03-10', '2023-12-31');
    expect(checkValidity(other, [first])).toHaveLength(count);
    expect(checkValidity(first, [other])).toHaveLength(count);
  });
});
