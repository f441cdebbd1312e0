import type { Expression } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { choose, collect, compiledOf, FACTS, rule, type Parts } from '../../fixtures/small-policy.ts';
import { decide } from '../decide.ts';
import { fastQuestion } from '../fast/fast-questions.ts';
import { stepsOfQuestion } from '../rule-steps.ts';
import { createShelf } from '../shelf.ts';

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** Longest that one answer may take of the processor, for the most costly question that can be saved. */
const LONGEST_MS = 3_000;

const FACT_COUNT = 240;
const moreFacts = {
  ...Object.fromEntries(many(FACT_COUNT, (index) => [`b${index}`, FACTS['yes']!])),
  ...Object.fromEntries(many(20, (index) => [`l${index}`, FACTS['papers']!])),
};
const full = { yes: true, ...Object.fromEntries(many(20, (index) => [`l${index}`, many(1_000, () => 'plan')])) };
const complete = { ...full, ...Object.fromEntries(many(FACT_COUNT, (index) => [`b${index}`, index % 2 === 0])) };

/** As many operators on long lists as a question may have. */
const onLists = (rules: number): Parts => ({
  moreFacts,
  groups: [
    collect(
      many(rules, (index) => {
        const list = { var: `l${index % 20}` };
        const parts = many(100, () => ({ includesAll: [{ union: [list, { var: `l${(index + 1) % 20}` }] }, list] }));
        return rule(`r${index}`, { and: [...parts, { var: `b${index}` }, { var: `b${index + 50}` }] } as Expression, {
          warnings: ['check'],
        });
      }),
    ),
  ],
});

/** Rules each of which hangs on many of the same facts, none of which alone decides. */
const onFacts: Parts = {
  moreFacts,
  groups: [
    choose(
      many(160, (index) =>
        rule(
          `r${index}`,
          {
            or: many(120, (pair) => ({
              and: [{ var: `b${(index * 7 + pair) % FACT_COUNT}` }, { var: `b${(index + pair * 3) % FACT_COUNT}` }],
            })),
          } as Expression,
          { then: { route: 'review' } },
        ),
      ),
    ),
  ],
};

describe('the most that can be saved', () => {
  it.each<[string, Parts]>([
    ['operators on long lists', onLists(9)],
    ['rules that hang on hundreds of facts', onFacts],
  ])('%s: is answered, complete and not, by closures and by code', (_title, parts) => {
    const compiled = compiledOf(parts);
    const question = compiled.questions.get('routing')!;
    const shelf = createShelf([compiled]);
    fastQuestion(compiled, question);
    const times: Record<string, number> = { steps: stepsOfQuestion(question) };
    for (const [title, facts] of Object.entries({ nothing: {}, lists: full, complete }))
      for (const closuresOnly of [true, false]) {
        const started = process.cpuUsage();
        const decided = decide(shelf, { district: 'north', question: 'routing', asOf: '2024-06-01', facts }, { closuresOnly, trace: true });
        const took = process.cpuUsage(started).user / 1_000;
        expect(decided.ok, JSON.stringify(decided).slice(0, 300)).toBe(true);
        times[`${title} ${closuresOnly ? 'closures' : 'code'}`] = Math.round(took);
      }
    const { steps, ...taken } = times;
    expect(steps).toBeGreaterThan(50_000);
    for (const [title, took] of Object.entries(taken)) expect(took, title).toBeLessThan(LONGEST_MS);
  });
});
