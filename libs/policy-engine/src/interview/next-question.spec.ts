import { formatCivilDate } from '@guicheng/kernel';
import type { DecisionRequest, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { interviewed, stepOf } from '../../fixtures/interviews.ts';
import { choose, rule, shelfOf, type Parts } from '../../fixtures/small-policy.ts';
import { cellsOf } from '../cells/cells.ts';
import { statedFacts } from '../cells/stated-facts.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { decide } from '../decide.ts';
import { nextQuestion, type InterviewAnswer } from './next-question.ts';

const START: DecisionRequest = { district: 'north', question: 'routing', asOf: '2024-03-18', facts: {} };

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
    const first = stepOf(shelf, START, []);
    expect(first.question).toMatchObject({ fact: 'yes', mostRemaining: 2, definition: { type: 'boolean' } });
    expect(first.question?.why.map((one) => [one.rule, one.clauses])).toEqual([
      ['a', ['a1']],
      ['b', ['a1']],
      ['c', ['a1']],
    ]);
    expect(stepOf(shelf, START, [{ fact: 'yes', value: false }])).toMatchObject({
      decision: { status: 'determined', outcome: { route: 'investment' } },
    });
    expect(stepOf(shelf, START, [{ fact: 'yes', value: true }]).question?.fact).toBe('amountYuan');
  });

  it('has no memory: the answers are the state, in whatever order, and dropping the last goes back', () => {
    const shelf = shelfOf(SMALL);
    const answers: InterviewAnswer[] = [
      { fact: 'amountYuan', value: '99.99' },
      { fact: 'yes', value: true },
    ];
    expect(stepOf(shelf, START, answers)).toEqual(stepOf(shelf, START, answers.toReversed()));
    expect(stepOf(shelf, START, answers.slice(0, -1)).question?.fact).toBe('yes');
  });

  it('goes on with what else can settle it when a fact is not known, and ends when nothing can', () => {
    const either: Parts = { groups: [choose([rule('a', { or: [{ var: 'yes' }, { var: 'flag' }] }, { then: { route: 'filing' } })])] };
    const shelf = shelfOf(either);
    expect(stepOf(shelf, START, [{ fact: 'yes' }]).question?.fact).toBe('flag');
    const end = stepOf(shelf, START, [{ fact: 'yes' }, { fact: 'flag' }]);
    expect(end).toMatchObject({ skipped: ['yes', 'flag'], decision: { status: 'needs-facts' } });
    expect(end.question).toBeUndefined();
  });

  it('does not ask about what hangs on a fact that is not known', () => {
    expect(stepOf(shelfOf(SMALL), START, [{ fact: 'yes' }]).question).toBeUndefined();
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
    expect(stepOf(shelfOf(SMALL), START, answers).decision.outcome).toEqual({ route: 'investment' });
  });
});

describe('an interview on a district', async () => {
  const { shelf, packs } = await heldPacks();
  it('never asks more than it said may remain, and ends in the answer that all facts give', () => {
    for (const { compiled, policy } of packs)
      for (const { question } of compiled.questions.values()) {
        const { id, district } = policy.manifest;
        for (const { facts, asOf } of cellsOf(compiled, question, { most: 4, seed: 11 }).cells) {
          const request: DecisionRequest = { district: district.id, question, asOf: formatCivilDate(asOf), mode: 'simulate', facts: {} };
          const stated = statedFacts(policy, facts);
          const asked = decide(shelf, { ...request, facts: stated });
          if (!asked.ok || asked.value.policy !== id) continue;
          const { answered, asked: questions, decision } = interviewed(shelf, request, stated);
          const whole = decide(shelf, { ...request, facts: unraised(compiled, question, stated, answered) });
          if (!whole.ok) continue;
          questions.forEach(({ fact, mostRemaining }, index) => {
            if (answered.length - index > mostRemaining) expect([id, question, fact, answered.length - index]).toEqual(mostRemaining);
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
