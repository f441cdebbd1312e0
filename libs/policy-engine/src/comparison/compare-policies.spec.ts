import { canonicalJson, digestOf, parseFacts, type FactValues, type Policy } from '@guicheng/policy-model';
import { parseCivilDate, type CivilDate } from '@guicheng/kernel';
import { describe, expect, it } from 'vitest';
import { CALENDAR, choose, collect, compiledOf, policyOf, rule, type Parts } from '../../fixtures/small-policy.ts';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { answerQuestion } from '../answer-question.ts';
import { seededRandom } from '../cells/seeded-random.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { mutantsOf } from '../mutation/mutants.ts';
import { compilePolicy } from '../policy-compiler.ts';
import { comparePolicies } from './compare-policies.ts';
import type { Comparison, Difference, DifferingPart } from './comparison.ts';
import { Side } from './side.ts';

const THRESHOLD = 1_000_000;

const parts = (threshold = THRESHOLD, more: Parts = {}): Parts => ({
  definitions: {
    limit: { titleZh: '分界金额', titleEn: 'limit', type: 'money', cites: ['a1'], is: { yuan: threshold } },
    large: {
      titleZh: '大额',
      titleEn: 'large',
      type: 'boolean',
      cites: ['a1'],
      is: { '>=': [{ var: 'amountYuan' }, { yuan: 5_000_000 }] },
    },
  },
  contradictions: [
    {
      id: 'part',
      titleZh: '部分大于总额',
      titleEn: 'part above whole',
      facts: ['partYuan', 'amountYuan'],
      when: { '>': [{ var: 'partYuan' }, { var: 'amountYuan' }] },
      cites: ['a1'],
    },
  ],
  groups: [
    choose(
      [
        rule('small', { '<': [{ var: 'amountYuan' }, { def: 'limit' }] }, { then: { route: 'filing' }, warnings: ['check'] }),
        rule(
          'middle',
          { and: [{ '>=': [{ var: 'amountYuan' }, { def: 'limit' }] }, { '!': { def: 'large' } }] },
          { then: { route: 'review' } },
        ),
        rule('large', { def: 'large' }, { then: { route: 'investment' }, status: 'needs-judgement' }),
        rule('upkeep', { '==': [{ var: 'kind' }, 'operations'] }, { then: { route: 'filing' }, exceptionOf: ['small', 'middle', 'large'] }),
      ],
      {},
    ),
    collect(
      [
        rule('plan', { or: [{ def: 'large' }, { var: 'flag' }] }, { adds: { missing: ['plan', 'form'] } }),
        rule('letter', { '>': [{ var: 'count' }, 3] }, { adds: { missing: ['letter'] }, blockers: ['late'] }),
      ],
      { lists: ['missing'] },
    ),
    choose(
      [rule('share', { atMost: [{ ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] }, { percent: 30 }] }, { then: { isOnTime: true } })],
      { id: 'share', otherwise: { status: 'determined', then: { isOnTime: false }, cites: ['a1'] }, optional: false },
    ),
  ],
  ...more,
});

const compiled = (policy: Policy): CompiledPolicy | undefined => {
  const result = compilePolicy(policy, digestOf(canonicalJson(policy)), CALENDAR);
  return result.ok ? result.value : undefined;
};

/** What one side answers to the facts of a finding, asked like any other request. */
function answerOf(policy: CompiledPolicy, difference: Difference) {
  const asOf = parseCivilDate(difference.asOf) as CivilDate;
  const side = new Side(policy, difference.question);
  const stated = Object.fromEntries(Object.entries(difference.facts).filter(([name]) => side.takes(name)));
  const facts = parseFacts(policy.policy, difference.question, stated);
  if (!facts.ok) return undefined;
  return answerQuestion(policy, policy.questions.get(difference.question)!, facts.value as FactValues, asOf, {});
}

/** Whether an answer bears out what a finding says of one side. */
function bearsOut(policy: CompiledPolicy, difference: Difference, part: DifferingPart, which: 'before' | 'after'): boolean {
  const answer = answerOf(policy, difference);
  const said = part[which];
  const isGiven = which === 'before' ? part.givenBefore : part.givenAfter;
  if (answer === undefined) return difference[which].unknownFacts.length > 0;
  if (!answer.ok) return part.kind === 'fault' && said === answer.error[0]!.code;
  const { outcome, blockers, warnings, because, status } = answer.value;
  switch (part.kind) {
    case 'field':
      return !isGiven ? !(part.name in outcome) : said === 'list' || JSON.stringify(outcome[part.name]) === JSON.stringify(said);
    case 'blocker':
      return blockers.some(({ code }) => code === part.name) === isGiven;
    case 'warning':
      return warnings.some(({ code }) => code === part.name) === isGiven;
    case 'member':
      return !isGiven || difference[which].rules.some(({ rule: path }) => because.some((reason) => path.endsWith(reason.rule)));
    case 'status':
      if (said === null) return status !== 'contradictory-facts';
      return said === 'determined' ? status !== 'contradictory-facts' : status === said || status === 'needs-facts';
    case 'fault':
      return !isGiven;
  }
}

/** The finding at every corner of its stretches: they hold together, not one at a time. */
function cornersOf(difference: Difference): Difference[] {
  let corners = [difference];
  for (const { fact, from, to } of difference.stretches)
    corners = corners.flatMap((corner) =>
      [from, to].flatMap((value) => {
        if (value === null) return [corner];
        return [fact === 'asOf' ? { ...corner, asOf: String(value) } : { ...corner, facts: { ...corner.facts, [fact]: value } }];
      }),
    );
  return corners.slice(0, MOST_CORNERS);
}

const MOST_CORNERS = 16;
const isExample = ({ beforeWords, afterWords }: DifferingPart): boolean =>
  [beforeWords, afterWords].some(({ zh }) => zh.endsWith('（例）'));

function expectBorneOut(comparison: Comparison, a: CompiledPolicy, b: CompiledPolicy): void {
  for (const difference of comparison.differences) {
    if (difference.kind === 'question-only-in-one') continue;
    expect(difference.parts.length, difference.key).toBeGreaterThan(0);
    for (const part of difference.parts) {
      expect(bearsOut(a, difference, part, 'before'), `${difference.key} ${part.name} before`).toBe(true);
      expect(bearsOut(b, difference, part, 'after'), `${difference.key} ${part.name} after`).toBe(true);
      for (const corner of isExample(part) ? [] : cornersOf(difference)) {
        const where = `${difference.key} ${part.name} at ${JSON.stringify(corner.facts)} ${corner.asOf}`;
        expect(bearsOut(a, corner, part, 'before') && bearsOut(b, corner, part, 'after'), where).toBe(true);
      }
    }
  }
}

describe('comparing two policies', () => {
  const a = compiledOf(parts());

  it('finds nothing between a policy and itself, and says that the rules are the same', () => {
    const comparison = comparePolicies(a, a);
    expect(comparison.differences).toEqual([]);
    expect(comparison.questions.map(({ basis }) => basis)).toEqual(['same-text']);
  });

  it('says one changed threshold once, with its exact boundaries and both rules', () => {
    const b = compiledOf(parts(2_000_000));
    const { differences, questions } = comparePolicies(a, b, { questions: ['routing'] });
    expect(differences).toHaveLength(1);
    const [found] = differences;
    expect(found!.key).toBe('definition:limit');
    expect(found!.stretches.find(({ fact }) => fact === 'amountYuan')).toMatchObject({ from: 1000000, to: 1999999.99 });
    expect([found!.words.zh, comparePolicies(b, a).differences[0]!.words.zh].join('\n')).toContain(
      '100 万元（含）以上、200 万元（不含）以下',
    );
    expect(found!.before.rules.map(({ rule: path }) => path)).toContain('route/middle');
    expect(found!.after.rules.map(({ rule: path }) => path)).toContain('route/small');
    expect(questions[0]!.basis).toBe('all-cells');
  });

  it('leaves out every fact that does not bear on the difference', () => {
    const b = compiledOf(parts(2_000_000));
    expect(Object.keys(comparePolicies(a, b).differences[0]!.facts).sort()).toEqual(['amountYuan', 'kind']);
  });

  it('shows the roundest amount of the stretch, and one that cannot be rounder as it is', () => {
    const amount = (there: number, here: number) =>
      comparePolicies(compiledOf(parts(there)), compiledOf(parts(here))).differences[0]!.facts['amountYuan'];
    expect(amount(999_999.96, 2_345_678.9)).toBe(1_000_000);
    expect(amount(1_000_000.03, 1_000_000.04)).toBe(1_000_000.03);
  });

  it('reads backwards as it reads forwards', () => {
    const b = compiledOf(parts(2_000_000));
    const [there, back] = [comparePolicies(a, b), comparePolicies(b, a)];
    expect(back.differences.map(({ facts, before, after }) => ({ facts, before, after }))).toEqual(
      there.differences.map(({ facts, before, after }) => ({ facts, before: after, after: before })),
    );
  });

  it('says that a question is answered by one policy only', () => {
    const b = compiled({
      ...policyOf(parts()),
      manifest: { ...a.policy.manifest, id: 'north/2025', silentOn: ['routing'] },
      questions: {},
    })!;
    const { differences, questions } = comparePolicies(a, b);
    expect(differences.map(({ kind }) => kind)).toEqual(['question-only-in-one']);
    expect(questions[0]).toMatchObject({ basis: 'one-sided', a: 'rules', b: 'silent' });
  });

  it('takes a fact that one policy does not know as unknown to it, and says so', () => {
    const policy = policyOf(parts());
    const { yes, ...facts } = policy.facts;
    expect(yes).toBeDefined();
    const { questions } = comparePolicies(a, compiled({ ...policy, facts })!);
    expect([...questions[0]!.onlyA, ...questions[0]!.onlyB]).toEqual(['yes']);
  });

  it('says every single-place change of a small policy as exactly one finding that bears out what it claims', () => {
    let caught = 0;
    for (const mutant of mutantsOf(policyOf(parts()))) {
      const b = compiled(mutant.policy);
      if (b === undefined) continue;
      const comparison = comparePolicies(a, b);
      expect(comparison.differences.length, mutant.id).toBeLessThanOrEqual(1);
      caught += comparison.differences.length;
      expectBorneOut(comparison, a, b);
    }
    expect(caught).toBeGreaterThan(30);
  });

  it('bears out every finding between the versions of a real district', async () => {
    const { packs } = await heldPacks();
    const ids = packs.map(({ policy }) => policy.manifest.district.id);
    const versions = packs.filter((_, index) => ids.filter((id) => id === ids[index]).length > 1);
    const [one, other] = [versions[0]!.compiled, versions[1]!.compiled];
    const comparison = comparePolicies(one, other, { mostSteps: 500, sample: 60 });
    expect(comparison.differences.length).toBeGreaterThan(50);
    expectBorneOut(comparison, one, other);
  }, 60_000);

  it('does the same for changes of a real pack taken at random (seed 7)', async () => {
    const { packs } = await heldPacks();
    const { compiled: real } = packs.reduce((least, next) => (next.canonical.length < least.canonical.length ? next : least));
    const mutants = [...mutantsOf(real.policy)];
    const random = seededRandom(7);
    for (let taken = 0; taken < 25; taken++) {
      const mutant = mutants[random.below(mutants.length)]!;
      const result = compilePolicy(mutant.policy, digestOf(canonicalJson(mutant.policy)), real.calendar);
      if (!result.ok) continue;
      const comparison = comparePolicies(real, result.value, { questions: mutant.questions, mostSteps: 1_000, sample: 100 });
      expect(comparison.differences.length, mutant.id).toBeLessThanOrEqual(1);
      expectBorneOut(comparison, real, result.value);
    }
  }, 60_000);
});
