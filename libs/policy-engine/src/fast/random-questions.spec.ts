import { parseCivilDate } from '@guicheng/kernel';
import type { DecisionRequest, Expression, JsonValue, Rule, RuleGroup } from '@guicheng/policy-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeFacts, condition, date, money } from '../../fixtures/random-rules.ts';
import { choose, collect, rule, shelfOf } from '../../fixtures/small-policy.ts';
import { decide } from '../decide.ts';
import { fastQuestion } from './fast-questions.ts';

const RUNS = Number(process.env['GUICHENG_RUNS'] ?? 400);
const SEED = 20261125;

/** Rules that are too large to save are no rules. */
const isSmall = (expression: Expression): boolean => JSON.stringify(expression).length < 3_000;
const when = condition.filter(isSmall);

const then = fc.record(
  {
    route: fc.constantFrom<Expression>('filing', 'review', 'investment'),
    isOnTime: fc.oneof(fc.constantFrom<Expression>(true, false), when),
    limitYuan: money.filter(isSmall),
    lastDay: fc.oneof({ weight: 3, arbitrary: date.filter(isSmall) }, { weight: 1, arbitrary: fc.constant(null) }),
  },
  { requiredKeys: [] },
);
const contested = when.map((condition) => [
  {
    clause: 'a1',
    when: condition,
    readingZh: '另一读法',
    readingEn: 'the other reading',
    alternative: { route: 'review', limitYuan: { '+': [{ var: 'amountYuan' }, { yuan: 1 }] } },
  },
]);

const anyRule = (index: number): fc.Arbitrary<Rule> =>
  fc
    .record({
      when: fc.oneof({ weight: 4, arbitrary: when }, { weight: 1, arbitrary: fc.constant<Expression>(true) }),
      then: fc.option(then, { nil: undefined }),
      more: fc.record(
        {
          ifStated: fc.subarray(['flag', 'kind'], { minLength: 1 }),
          exceptionOf: fc.subarray(
            Array.from({ length: index }, (_, other) => `r${other}`),
            { minLength: Math.min(1, index) },
          ),
          blockers: fc.constant(['late']),
          warnings: fc.constant(['check']),
          status: fc.constantFrom('needs-judgement' as const, 'not-regulated' as const),
          contested,
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ when: condition, then: fields, more }) =>
      rule(`r${index}`, condition, { ...(fields === undefined ? {} : { then: fields }), ...more }),
    );

const rules = fc.integer({ min: 1, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyRule(index))));
const groupWhen = fc.option(when, { nil: undefined });
const conditionOf = (groupCondition: Expression | undefined): Partial<RuleGroup> =>
  groupCondition === undefined ? {} : { when: groupCondition };

const anyChoose = fc.tuple(rules, groupWhen).map(([own, groupCondition]) => choose(own, conditionOf(groupCondition)));
const anyOtherwise = fc.tuple(rules, groupWhen).map(([own, groupCondition]) => {
  const { optional: _, ...group } = choose(own, { id: 'other', ...conditionOf(groupCondition) });
  return { ...group, otherwise: { status: 'not-regulated' as const, then: { detail: 'no-day-stated' }, cites: ['a1'] } };
});
const anyCollect = fc.tuple(rules, groupWhen, fc.subarray(['plan', 'form', 'letter'])).map(([own, groupCondition, codes]) =>
  collect(
    own.map((each, index) => ({ ...each, id: `c${index}`, exceptionOf: [], ...(codes.length === 0 ? {} : { adds: { missing: codes } }) })),
    { lists: ['missing'], ...conditionOf(groupCondition) },
  ),
);
const contradictions = fc.option(when, { nil: undefined }).map((condition) =>
  condition === undefined
    ? []
    : [
        {
          id: 'impossible',
          titleZh: '不可能',
          titleEn: 'impossible',
          facts: ['yes', 'flag'],
          when: { and: [condition, { var: 'yes' }, { var: 'flag' }] },
          cites: ['a1'],
        },
      ],
);
const question = fc.record({
  groups: fc.tuple(anyChoose, anyOtherwise, anyCollect).chain((all) => fc.subarray([...all], { minLength: 1 })),
  contradictions,
});

const FACTS = ['yes', 'flag', 'count', 'amountYuan', 'partYuan', 'day', 'kind', 'papers'];
const someFacts = fc
  .tuple(completeFacts, fc.oneof(fc.constant<string[]>([]), fc.subarray(FACTS)))
  .map(
    ([stated, forgotten]) =>
      Object.fromEntries(Object.entries(stated).filter(([name]) => !forgotten.includes(name))) as Record<string, JsonValue>,
  );

describe('generated code', () => {
  it(`answers random questions on random facts as closures do, traced or not (seed ${SEED})`, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(question, fc.array(someFacts, { minLength: 1, maxLength: 12 }), (parts, many) => {
        const shelf = shelfOf(parts);
        const [compiled] = shelf.districts.get('north')!;
        const fast = fastQuestion(compiled!, compiled!.questions.get('routing')!)!;
        for (const facts of many)
          for (const trace of [false, true]) {
            const request: DecisionRequest = { district: 'north', question: 'routing', asOf: '2024-03-15', facts };
            const byCode = decide(shelf, request, { trace });
            const byClosures = decide(shelf, request, { trace, closuresOnly: true });
            expect(JSON.stringify(byCode)).toBe(JSON.stringify(byClosures));
            const isSettled = byClosures.ok && ['determined', 'needs-judgement', 'not-regulated'].includes(byClosures.value.status);
            const isFast = fast.answer(fast.parse(facts)!, parseCivilDate(request.asOf)!) !== undefined;
            // Code may compute what closures never come to, and fail on it: then closures answer. The other way round would be a wrong answer.
            if (isFast) expect(isSettled).toBe(true);
            const kind = byClosures.ok ? `${byClosures.value.status}${isFast ? ' by code' : ''}` : byClosures.error[0]!.code;
            seen.set(kind, (seen.get(kind) ?? 0) + 1);
          }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['determined by code', 'needs-judgement by code', 'not-regulated by code', 'needs-facts', 'rules-conflict']),
    );
    expect(seen.get('determined by code')! / (seen.get('determined by code')! + (seen.get('determined') ?? 0))).toBeGreaterThan(0.99);
  });
});
