import { describe, expect, it } from 'vitest';
import type { Expression } from '@guicheng/policy-model';
import { choose, collect, compiledOf, rule, type Parts } from '../../../fixtures/small-policy.ts';
import { heldPacks } from '../../../fixtures/held-packs.ts';
import { districtMatrix } from './district-matrix.ts';
import type { DistrictMatrix, MatrixRow } from './matrix.ts';

const atLeast = (yuan: number): Expression => ({ '>=': [{ var: 'amountYuan' }, { yuan }] });

const district = (id: string, yuan: number, more: Parts = {}): Parts => ({
  manifest: { id: `${id}/2024`, district: { id, titleZh: id } },
  groups: [
    choose([
      rule('small', { '!': atLeast(yuan) }, { then: { route: 'filing' } }),
      rule('large', atLeast(yuan), { then: { route: 'review' } }),
    ]),
  ],
  ...more,
});

const rowOf = ({ rows }: DistrictMatrix, kind: MatrixRow['kind'], name: string): string[][] =>
  rows
    .find((row) => row.kind === kind && row.name === name)!
    .cells.map(({ entries }) => entries.map(({ words, cited }) => `${words.zh} ${cited}`));

describe('a district matrix', () => {
  it('lays the thresholds of all districts side by side, each with what follows and its clause', () => {
    const matrix = districtMatrix([compiledOf(district('north', 1_000_000)), compiledOf(district('south', 3_000_000))], 'routing');
    expect(rowOf(matrix, 'threshold', '事实（money）')).toEqual([
      ['事实（money）低于 100 万元：route为“备案” 《办法》第一条', '事实（money）不低于 100 万元：route为“审核” 《办法》第一条'],
      ['事实（money）低于 300 万元：route为“备案” 《办法》第一条', '事实（money）不低于 300 万元：route为“审核” 《办法》第一条'],
    ]);
    expect(rowOf(matrix, 'answer', 'route')[0]).toHaveLength(2);
  });

  it('says a comparison from which many rules start once, names how many, and cites the notion it stands in', () => {
    const parts = district('north', 1_000_000, {
      definitions: { inScope: { titleZh: '属于范围', titleEn: 'in scope', type: 'boolean', cites: ['a1'], is: atLeast(1_000_000) } },
      groups: [
        collect(
          ['one', 'two', 'three', 'four'].map((id, index) =>
            rule(id, { and: [{ def: 'inScope' }, { '==': [{ var: 'count' }, index] }] }, { adds: { missing: ['plan'] } }),
          ),
          { lists: ['missing'] },
        ),
      ],
    });
    const matrix = districtMatrix([compiledOf(parts)], 'routing');
    expect(rowOf(matrix, 'threshold', '事实（money）')).toEqual([
      ['事实（money）不低于 100 万元：是 4 条规则的前提，如“one”、“two” 《办法》第一条'],
    ]);
    const [entry] = matrix.rows.find(({ kind }) => kind === 'threshold')!.cells[0]!.entries;
    expect(entry!.rules).toEqual(['papers/one', 'papers/two', 'papers/three', 'papers/four']);
  });

  it('of the policies held: no comparison stands twice in a cell with the same consequence, every entry names rules and clauses', async () => {
    const { packs } = await heldPacks();
    const { rows } = districtMatrix(packs.map(({ compiled }) => compiled));
    expect(rows.length).toBeGreaterThan(100);
    for (const { kind, name, cells } of rows)
      for (const { entries } of cells) {
        if (kind === 'threshold') expect(new Set(entries.map(({ words }) => words.zh)).size, name).toBe(entries.length);
        for (const { rules, clauses, cited } of entries) {
          expect(rules.length, name).toBeGreaterThan(0);
          expect(clauses.length, name).toBeGreaterThan(0);
          expect(cited, name).not.toBe('');
        }
      }
  });
});
