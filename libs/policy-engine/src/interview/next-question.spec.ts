import { formatCivilDate } from '@guicheng/kernel';
import type { DecisionRequest, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { choose, rule, shelfOf, type Parts } from '../../fixtures/small-policy.ts';
import { cellsOf } from '../cells/cells.ts';
import { statedFacts } from '../cells/stated-facts.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { decide } from '../decide.ts';
import type { Shelf } from '../shelf.ts';
import { nextQuestion, type InterviewAnswer, type InterviewStep } from './next-question.ts';

const START: DecisionRequest = { district: 'north', question: 'routing', asOf: '2024-03-18', facts: {} };

function step(shelf: Shelf, request: DecisionRequest, answered: readonly InterviewAnswer[]): InterviewStep {
  const found = nextQuestion(shelf, request, answered);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

/** Answers every question as one project would; what the project does not know is skipped. */
function interview(shelf: Shelf, request: DecisionRequest, facts: Readonly<Record<string, JsonValue>>) {
  const answered: InterviewAnswer[] = [];
  const bounds: number[] = [];
  for (let now = step(shelf, request, answered); ; now = step(shelf, request, answered)) {
    if (now.question === undefined) return { answered, bounds, decision: now.decision };
    const { fact, mostRemaining } = now.question;
    bounds.push(mostRemaining);
    answered.push(Object.hasOwn(facts, fact) ? { fact, value: facts[fact]! } : { fact });
    if (answered.length > 60) throw new Error(`endless: ${answered.map((one) => one.fact).join(', ')}`);
  }
}

/** What a project would say if no one raised an optional matter that was not asked about. */
function unraised(
  compiled: CompiledPolicy,
  question: string,
  facts: Readonly<Record<string, JsonValue>>,
  answered: readonly InterviewAnswer[],
) {
  const rules = [...compiled.questions.values()].find((one) => one.question === question)!.groups.flatMap((group) => group.rules);
  const optional = new Set(rules.flatMap(({ ifStated }) => ifStated));
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !optional.has(name) || answered.some(({ fact }) => fact === name)));
}

const SMALL: Parts = {
  groups: [
    choose([
      rule('a', { and: [{ var: 'yes' }, { '>=': [{ var: 'amountYuan' }, { yuan: 100 }] }] }, { then: { route: 'review' } }),
      rule('b', { and: [{ var: 'yes' }, { '<': [{ var: 'amountYuan' }, { yuan: 100 }] }] }, { then: { route: 'filing' } }),
      rule('c', { '!': [{ var: 'yes' }] }, { then: { route: 'investment' } }),
    ]),
  ],
};

describe('an interview', () => {
  it('asks first for what settles more, and only for what still matters', () => {
    const shelf = shelfOf(SMALL);
    const first = step(shelf, START, []);
    expect(first.question).toMatchObject({ fact: 'yes', mostRemaining: 2, definition: { type: 'boolean' } });
    expect(first.question?.why.map((one) => [one.rule, one.clauses])).toEqual([
      ['a', ['a1']],
      ['b', ['a1']],
      ['c', ['a1']],
    ]);
    expect(step(shelf, START, [{ fact: 'yes', value: false }])).toMatchObject({
      decision: { status: 'determined', outcome: { route: 'investment' } },
    });
    expect(step(shelf, START, [{ fact: 'yes', value: true }]).question?.fact).toBe('amountYuan');
  });

  it('has no memory: the answers are the state, in whatever order, and dropping the last goes back', () => {
    const shelf = shelfOf(SMALL);
    const answers: InterviewAnswer[] = [
      { fact: 'amountYuan', value: '99.99' },
      { fact: 'yes', value: true },
    ];
    expect(step(shelf, START, answers)).toEqual(step(shelf, START, answers.toReversed()));
    expect(step(shelf, START, answers.slice(0, -1)).question?.fact).toBe('yes');
  });

  it('goes on with what else can settle it when a fact is not known, and ends when nothing can', () => {
    const either: Parts = { groups: [choose([rule('a', { or: [{ var: 'yes' }, { var: 'flag' }] }, { then: { route: 'filing' } })])] };
    const shelf = shelfOf(either);
    expect(step(shelf, START, [{ fact: 'yes' }]).question?.fact).toBe('flag');
    const end = step(shelf, START, [{ fact: 'yes' }, { fact: 'flag' }]);
    expect(end).toMatchObject({ skipped: ['yes', 'flag'], decision: { status: 'needs-facts' } });
    expect(end.question).toBeUndefined();
  });

  it('does not ask about what hangs on a fact that is not known', () => {
    expect(step(shelfOf(SMALL), START, [{ fact: 'yes' }]).question).toBeUndefined();
  });

  it('refuses an answer that is none, naming it', () => {
    const refused = nextQuestion(shelfOf(SMALL), START, [
      { fact: 'yes', value: true },
      { fact: 'amountYuan', value: '1.234' },
    ]);
    expect(refused).toMatchObject({ ok: false, error: [{ code: 'money-not-exact', pointer: '/answered/1/value' }] });
  });

  it('of two answers to one fact takes the later', () => {
    const answers: InterviewAnswer[] = [
      { fact: 'yes', value: true },
      { fact: 'yes', value: false },
    ];
    expect(step(shelfOf(SMALL), START, answers).decision.outcome).toEqual({ route: 'investment' });
  });
});

describe('an interview on a district', async () => {
  const { shelf, packs } = await heldPacks();
  /** Projects that come to a determined routing; their facts are cases of the packs. */
  it.for([
    ['yangpu', 'yangpu/2023-10', '2024-03-18', 'in-force'],
    ['shangcheng', 'shangcheng/2024-draft', '2025-12-01', 'simulate'],
    ['yicheng', 'yicheng/2022-1', '2022-09-01', 'in-force'],
    ['shanghai', 'shanghai/2018', '2018-08-01', 'in-force'],
  ] as const)('%s comes to a determined routing with fewer questions than facts', async ([district, id, asOf, mode], { annotate }) => {
    const { compiled, policy, cases } = packs.find(({ policy: one }) => one.manifest.id === id)!;
    const declared = Object.values(policy.facts).filter(({ questions }) => questions.includes('routing')).length;
    const counts: number[] = [];
    for (const one of cases) {
      if (one.request.question !== 'routing' || one.expect.status !== 'determined') continue;
      const request: DecisionRequest = { district, question: 'routing', asOf, mode, facts: {} };
      const { answered, bounds, decision } = interview(shelf, request, one.request.facts);
      const whole = decide(shelf, { ...request, facts: unraised(compiled, 'routing', one.request.facts, answered) });
      if (!whole.ok || whole.value.status !== 'determined' || decision.status !== 'determined') continue;
      for (const [name, value] of Object.entries(decision.outcome)) expect([name, whole.value.outcome[name]]).toEqual([name, value]);
      expect(answered.length).toBeLessThan(declared);
      expect(bounds[0] ?? 0).toBeLessThanOrEqual(declared);
      counts.push(answered.length);
    }
    expect(counts.length).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan(declared);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    await annotate(
      `${id}: ${mean.toFixed(1)} (${Math.min(...counts)} to ${Math.max(...counts)}) questions of ${declared} facts, ${counts.length} projects`,
    );
  });

  it('never asks more than it said may remain, and ends in the answer that all facts give', () => {
    for (const { compiled, policy } of packs)
      for (const { question } of compiled.questions.values()) {
        const { id, district } = policy.manifest;
        for (const { facts, asOf } of cellsOf(compiled, question, { most: 6, seed: 11 }).cells) {
          const request: DecisionRequest = { district: district.id, question, asOf: formatCivilDate(asOf), mode: 'simulate', facts: {} };
          const stated = statedFacts(policy, facts);
          const asked = decide(shelf, { ...request, facts: stated });
          if (!asked.ok || asked.value.policy !== id) continue;
          const { answered, bounds, decision } = interview(shelf, request, stated);
          const whole = decide(shelf, { ...request, facts: unraised(compiled, question, stated, answered) });
          if (!whole.ok) continue;
          bounds.forEach((bound, index) => {
            if (answered.length - index > bound) expect([id, question, answered.map(({ fact }) => fact), bounds]).toBe('within the bound');
          });
          if (
            answered.every(({ value }) => value !== undefined) &&
            whole.value.status !== 'contradictory-facts' &&
            decision.status !== whole.value.status
          )
            expect([id, question, stated, answered, decision.status]).toEqual(whole.value.status);
        }
      }
  });
});
