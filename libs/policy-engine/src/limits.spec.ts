import { readFileSync } from 'node:fs';
import { canonicalJson, digestOf, LIMITS, type Expression, type Policy, type Rule } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../fixtures/held-packs.ts';
import { CALENDAR, choose, collect, compiledOf, policyOf, rule, type Parts } from '../fixtures/small-policy.ts';
import { decide } from './decide.ts';
import { measureOf } from './measure.ts';
import { compilePolicy } from './policy-compiler.ts';
import { stepsOfQuestion, stepsOfRule } from './rule-steps.ts';
import { createShelf } from './shelf.ts';

const { packs } = await heldPacks();

const codesOf = (parts: Parts): string[] => {
  const compiled = compilePolicy(policyOf(parts), 'digest', CALENDAR);
  return compiled.ok ? [] : compiled.error.map(({ code, pointer }) => `${code} ${pointer}`);
};
const ofRule = (when: Expression): string[] => codesOf({ groups: [choose([rule('a', when, { then: { route: 'review' } })])] });
const notion = (is: Expression, type: 'boolean' | 'list-of-code' = 'boolean') => ({
  titleZh: '定义',
  titleEn: 'notion',
  type,
  cites: ['a1'],
  is,
});
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** Notions of which each uses the one before twice. */
const doubled = (levels: number, first: Expression) =>
  Object.fromEntries(
    times(levels, (index) => [
      `n${index}`,
      notion(
        index === 0 ? first : { and: [{ def: `n${index - 1}` }, { '!': [{ isNone: [{ var: 'filedDay' }] }] }, { def: `n${index - 1}` }] },
      ),
    ]),
  );

const WHEN = '/questions/routing/groups/0/rules/0/when';

describe('what is too large is refused when it is saved', () => {
  it.each<[string, Expression, string]>([
    ['levels', times(40, () => 0).reduce<Expression>((inner) => ({ '!': [inner] }), true), 'expression-too-deep'],
    ['nodes', { or: times(LIMITS.nodesOfExpression, () => true) }, 'expression-too-large'],
    ['members of lists', { in: [{ var: 'kind' }, times(LIMITS.nodesOfExpression, () => 'new')] }, 'expression-too-large'],
    ['characters', { '==': [{ var: 'name' }, '字'.repeat(LIMITS.charactersOfExpression + 1)] }, 'expression-too-long'],
  ])('too many %s', (_title, when, code) => {
    const found = ofRule(when);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${code} ${WHEN}`));
  });

  it('definitions that use each other twice, and again, are counted written out', () => {
    const started = performance.now();
    const found = codesOf({ definitions: doubled(30, { isNone: [{ var: 'filedDay' }] }), groups: [choose([rule('a', { def: 'n29' })])] });
    expect(found[0]).toMatch(/^expression-expands-too-far \/definitions\/n\d+\/is$/);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('a chain of definitions, however long, and one that ends in itself', () => {
    const chain = Object.fromEntries(times(1_500, (index) => [`n${index}`, notion(index === 1_499 ? true : { def: `n${index + 1}` })]));
    expect(codesOf({ definitions: chain })[0]).toBe('definition-chain-too-long /definitions/n32/is');
    const circle = { a: notion({ def: 'b' }), b: notion({ '!': [{ def: 'c' }] }), c: notion({ def: 'a' }) };
    expect(codesOf({ definitions: circle }).join()).toContain('definition-cycle');
  });

  it('rules, a question and a pack that cost too much', () => {
    const lists: Expression = {
      or: times(80, () => ({ includesAny: [{ var: 'papers' }, { union: [{ var: 'papers' }, { var: 'papers' }] }] })),
    };
    expect(
      codesOf({
        definitions: { many: notion(lists) },
        groups: [choose([rule('a', { or: [{ def: 'many' }, { def: 'many' }, { def: 'many' }] })])],
      }),
    ).toEqual(['rule-too-costly /questions/routing/groups/0/rules/0']);
    expect(codesOf({ groups: [collect(times(20, (index) => rule(`r${index}`, lists, { warnings: ['check'] })))] })).toEqual([
      'question-too-costly /questions/routing/groups',
    ]);
    expect(codesOf({ groups: [collect(times(LIMITS.rulesOfPack + 1, (index) => rule(`r${index}`, true)))] })).toEqual([
      'too-many-rules /questions',
    ]);
    const many = Object.fromEntries(times(LIMITS.definitionsOfPack + 1, (index) => [`n${index}`, notion(true)]));
    expect(codesOf({ definitions: many })).toEqual(['too-many-definitions /definitions']);
  });

  it('more problems than anyone reads: the first ones, and that there are more', () => {
    const found = codesOf({ groups: [collect(times(2_000, (index) => rule(`r${index}`, { var: 'nobody' })))] });
    expect(found).toHaveLength(LIMITS.problemsTold + 1);
    expect(found.at(-1)).toBe('too-many-problems ');
  });

  it('messages repeat no more of an input than fits on a line', () => {
    const huge = 'x'.repeat(15_000);
    for (const when of [{ var: huge }, { def: huge }, { [huge]: [] }, { [huge]: 1, other: 2 }] as Expression[]) {
      const compiled = compilePolicy(policyOf({ groups: [choose([rule('a', when)])] }), 'digest', CALENDAR);
      if (compiled.ok) throw new Error('not refused');
      for (const { zh, en } of compiled.error) expect(Math.max(zh.length, en.length)).toBeLessThan(1_500);
    }
  });
});

describe('what is not too large', () => {
  it('the held packs use a tenth of every limit at most, ten times as many of their rules pass', () => {
    for (const { compiled, policy } of packs) {
      const rules = [...compiled.questions.values()].flatMap(({ groups }) => groups.flatMap((group) => group.rules));
      const nodes = rules.flatMap(({ when, fields }) => [when, ...fields.map(({ node }) => node)]).map(measureOf);
      expect(rules.length * 10).toBeLessThan(LIMITS.rulesOfPack);
      expect(Object.keys(policy.definitions).length * 10).toBeLessThan(LIMITS.definitionsOfPack);
      expect(Math.max(...nodes.map((one) => one.nodes)) * 10).toBeLessThan(LIMITS.nodesExpanded);
      expect(Math.max(...rules.map(stepsOfRule)) * 10).toBeLessThan(LIMITS.stepsOfRule);
      expect(Math.max(...[...compiled.questions.values()].map(stepsOfQuestion)) * 10).toBeLessThan(LIMITS.stepsOfQuestion);
      const large = tenfold(policy);
      expect(compilePolicy(large, digestOf(canonicalJson(large)), compiled.calendar).ok, policy.manifest.id).toBe(true);
    }
  });

  it('a notion used many times in many ways is measured, read and narrowed in moments, and answers', () => {
    const definitions = doubled(11, { or: [{ var: 'yes' }, { var: 'flag' }] });
    const parts: Parts = { definitions, groups: [choose([rule('a', { def: 'n10' }, { then: { route: 'review' } })])] };
    const started = performance.now();
    const shelf = createShelf([compiledOf(parts)]);
    const asked = (facts: Record<string, boolean | string>) =>
      decide(shelf, { district: 'north', question: 'routing', asOf: '2024-06-01', facts });
    expect(asked({})).toMatchObject({ ok: true, value: { status: 'needs-facts', missingFacts: ['filedDay'] } });
    expect(asked({ yes: true, filedDay: '2024-01-02' })).toMatchObject({ ok: true, value: { outcome: { route: 'review' } } });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('the table in README.md', () => {
  it('names every limit with its value', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = new Map(
      [...readme.matchAll(/^\| `(\w+)` +\| ([\d,]+) +\|/gm)].map(([, name, value]) => [name, Number(value!.replaceAll(',', ''))]),
    );
    expect(Object.fromEntries(rows)).toEqual(LIMITS);
  });
});

/** The same policy with every group of rules ten times. */
function tenfold(policy: Policy): Policy {
  const renamed = (one: Rule, copy: number): Rule => ({
    ...one,
    id: `${one.id}-${copy}`,
    ...(one.exceptionOf === undefined ? {} : { exceptionOf: one.exceptionOf.map((id) => `${id}-${copy}`) }),
  });
  const questions = Object.fromEntries(
    Object.entries(policy.questions).map(([name, rules]) => [
      name,
      {
        ...rules,
        groups: rules.groups.flatMap((group) =>
          times(10, (copy) => ({ ...group, id: `${group.id}-${copy}`, rules: group.rules.map((one) => renamed(one, copy)) })),
        ),
      },
    ]),
  );
  return { ...policy, questions };
}
