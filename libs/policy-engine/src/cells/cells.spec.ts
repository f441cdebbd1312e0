import { formatCivilDate, parseCivilDate, type CivilDate } from '@guicheng/kernel';
import { parseFacts, type FactValues } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { choose, collect, compiledOf, rule } from '../../fixtures/small-policy.ts';
import { cellsOf } from './cells.ts';
import { representativesOf } from './representatives.ts';
import { statedFacts } from './stated-facts.ts';

const valuesOf = (when: Parameters<typeof rule>[1], fact: string): readonly unknown[] => {
  const compiled = compiledOf({ groups: [choose([rule('r', when, { then: { route: 'filing' } })])] });
  return representativesOf(compiled, 'routing')
    .get(fact)!
    .map((value) => statedFacts(compiled.policy, { [fact]: value })[fact]);
};

describe('representative values', () => {
  it('stand on both sides of a threshold, one fen apart', () => {
    expect(valuesOf({ '<=': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] }, 'amountYuan')).toEqual([999999.99, 1000000, 1000000.01]);
  });

  it('stand on both sides of a day, in days and in seconds in Asia/Shanghai', () => {
    expect(valuesOf({ '<': [{ var: 'day' }, { date: '2024-07-31' }] }, 'day')).toEqual(['2024-07-30', '2024-07-31', '2024-08-01']);
    expect(valuesOf({ '<=': [{ civilDate: { var: 'at' } }, { date: '2024-07-31' }] }, 'at')).toContain('2024-07-31T23:59:59+08:00');
    expect(valuesOf({ '<=': [{ civilDate: { var: 'at' } }, { date: '2024-07-31' }] }, 'at')).toContain('2024-08-01T00:00:00+08:00');
  });

  it('name the codes of the rules and one other, and none where that is allowed', () => {
    expect(valuesOf({ '==': [{ var: 'kind' }, 'operations'] }, 'kind')).toEqual(['operations', 'new']);
    expect(valuesOf({ isNone: { var: 'filedDay' } }, 'filedDay')).toContain(null);
  });

  it('put each member of a list in and out', () => {
    const lists = valuesOf({ includesAll: [{ var: 'papers' }, ['plan', 'form']] }, 'papers');
    expect(lists).toEqual(expect.arrayContaining([[], ['plan', 'form'], ['plan'], ['form'], ['letter']]));
  });

  it('find the boundary of a share on the other amount', () => {
    const when = { atMost: [{ ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] }, { percent: 30 }] };
    expect(valuesOf({ and: [{ '>': [{ var: 'amountYuan' }, { yuan: 5_000_000 }] }, when] }, 'partYuan')).toEqual(
      expect.arrayContaining([1500000, 1500000.01]),
    );
  });

  it('find the boundary between two facts, and of a text by its length', () => {
    const days = valuesOf(
      { and: [{ '!': { isNone: { var: 'filedDay' } } }, { '<=': [{ var: 'day' }, { addMonths: [{ var: 'filedDay' }, 1, 'fixed'] }] }] },
      'filedDay',
    );
    expect(days).toEqual(expect.arrayContaining(['2024-02-29', '2025-01-31', null]));
    const lengths = valuesOf({ '<=': [{ characterCount: { var: 'name' } }, 20] }, 'name').map((text) => String(text).length);
    expect(lengths).toEqual(expect.arrayContaining([20, 21]));
  });
});

describe('cells', () => {
  const compiled = compiledOf({
    groups: [
      choose([rule('a', { and: [{ var: 'yes' }, { '<': [{ var: 'amountYuan' }, { yuan: 100 }] }] }, { then: { route: 'filing' } })]),
    ],
    contradictions: [
      { id: 'c', titleZh: '矛盾', titleEn: 'c', facts: ['yes', 'flag'], when: { and: [{ var: 'yes' }, { var: 'flag' }] }, cites: ['a1'] },
    ],
  });

  it('are all combinations while there are few, without those that contradict themselves', () => {
    const { cells, exhaustive, count } = cellsOf(compiled, 'routing', { most: 100, seed: 1 });
    expect(exhaustive).toBe(true);
    expect(count).toBe(12);
    const all = [...cells];
    expect(all).toHaveLength(9);
    expect(all.some(({ facts }) => facts['yes'] === true && facts['flag'] === true)).toBe(false);
    expect(all.every(({ asOf }) => formatCivilDate(asOf) === '2024-01-01')).toBe(true);
  });

  it('are a sample that the seed fixes where there are more', () => {
    const sample = (seed: number) => [...cellsOf(compiled, 'routing', { most: 6, seed }).cells].map(({ facts }) => JSON.stringify(facts));
    expect(cellsOf(compiled, 'routing', { most: 6, seed: 1 }).exhaustive).toBe(false);
    expect(sample(1)).toEqual(sample(1));
    expect(sample(1)).not.toEqual(sample(2));
    expect(sample(1).length).toBeLessThanOrEqual(6);
  });

  it('leave a fact unstated too when a rule exists only if it is stated', () => {
    const optional = compiledOf({ groups: [collect([rule('a', { var: 'flag' }, { ifStated: ['flag'], warnings: ['check'] })])] });
    const stated = [...cellsOf(optional, 'routing', { most: 10, seed: 1 }).cells].map(({ facts }) => facts['flag']);
    expect(new Set(stated)).toEqual(new Set([true, false, undefined]));
  });

  it('can be stated again as a person would', () => {
    const facts = { amountYuan: 100_000_001, day: parseCivilDate('2024-02-29') as CivilDate, sharePercent: 30_000_000, filedDay: null };
    const stated = statedFacts(compiled.policy, facts);
    expect(stated).toEqual({ amountYuan: 1000000.01, day: '2024-02-29', sharePercent: 30, filedDay: null });
    const parsed = parseFacts(compiled.policy, 'routing', stated) as { readonly ok: true; readonly value: FactValues };
    expect({ ...parsed.value }).toEqual(facts);
  });
});
