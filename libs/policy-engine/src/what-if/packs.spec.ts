import type { DecisionRequest, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { decide } from '../decide.ts';
import { whatIf } from './what-if.ts';
import type { Wish } from './wish.ts';

const { shelf, packs } = await heldPacks();

/** Enough to find ways of one and two facts; bounds the time of this file. */
const MOST_TRIALS = 400;

/** Every so many cases of a pack; every fourth held too (44 s). */
const EVERY = 44;

interface Wanted {
  readonly id: string;
  readonly request: DecisionRequest;
  readonly wish: Wish;
}

/** For projects of the packs: every other value of a code that the question answers, and everything in the way gone. */
function* wishes(): Generator<Wanted> {
  for (const { policy, cases } of packs)
    for (const { id, request } of cases.filter((_, index) => index % EVERY === 0)) {
      const decided = decide(shelf, request as DecisionRequest);
      if (!decided.ok || decided.value.status !== 'determined' || decided.value.policy !== policy.manifest.id) continue;
      const { outcome, blockers } = decided.value;
      if (blockers.length > 0) yield { id, request: request as DecisionRequest, wish: { withoutBlockers: true } };
      for (const [name, value] of Object.entries(outcome)) {
        const field = policy.outcomes[decided.value.question as 'routing']?.[name];
        if (typeof value === 'boolean') yield { id, request: request as DecisionRequest, wish: { outcome: { [name]: !value } } };
        if (field?.type !== 'code') continue;
        for (const code of Object.keys(field.enum ?? {}).slice(0, 4))
          if (code !== value) yield { id, request: request as DecisionRequest, wish: { outcome: { [name]: code } } };
      }
    }
}

const meets = (request: DecisionRequest, facts: Readonly<Record<string, JsonValue>>, { outcome = {}, withoutBlockers }: Wish): boolean => {
  const decided = decide(shelf, { ...request, facts });
  if (!decided.ok || decided.value.status !== 'determined') return false;
  return (
    Object.entries(outcome).every(([name, value]) => JSON.stringify(decided.value.outcome[name]) === JSON.stringify(value)) &&
    (withoutBlockers === undefined || decided.value.blockers.length === 0)
  );
};

const restored = (facts: Readonly<Record<string, JsonValue>>, name: string, from: JsonValue | undefined): Record<string, JsonValue> => {
  const copy = { ...facts };
  if (from === undefined) delete copy[name];
  else copy[name] = from;
  return copy;
};

describe('what would have to change, on projects of the five packs', () => {
  it('proposes only changes that are the applicant’s, that lead to what is wanted, and none of which can be left out', () => {
    let [asked, ways] = [0, 0];
    const districts = new Set<string>();
    for (const { id, request, wish } of wishes()) {
      const answer = whatIf(shelf, request, wish, { mostFacts: 2, mostTrials: MOST_TRIALS, mostWays: 3 });
      if (!answer.ok) throw new Error(`${id}: ${JSON.stringify(answer.error)}`);
      asked += 1;
      const facts = packs.find(({ policy }) => policy.manifest.id === answer.value.now.policy)?.policy.facts ?? {};
      for (const way of answer.value.ways) {
        ways += 1;
        districts.add(request.district);
        const place = `${id} ${JSON.stringify(wish)} ${way.words.zh}`;
        expect(meets(request, way.facts, wish), place).toBe(true);
        for (const { fact, from, to, until } of way.changes) {
          expect(facts[fact]?.choosable, place).toBe(true);
          expect(meets(request, restored(way.facts, fact, from), wish), `${place}: without ${fact}`).toBe(false);
          if (until !== undefined)
            expect(meets(request, { ...way.facts, [fact]: until }, wish), `${place}: ${fact} at the other end`).toBe(true);
          const step = facts[fact]?.type === 'integer' ? 1 : 0.01;
          if (facts[fact]?.type !== 'integer' && facts[fact]?.type !== 'money') continue;
          if (from === undefined || from === null) continue;
          const closer = Math.round((Number(to) + Math.sign(Number(from) - Number(to)) * step) * 100) / 100;
          expect(meets(request, { ...way.facts, [fact]: closer }, wish), `${place}: ${fact} a step closer`).toBe(false);
        }
      }
    }
    expect(asked).toBeGreaterThan(25);
    expect(ways).toBeGreaterThan(10);
    expect([...districts].sort()).toEqual(['shangcheng', 'shanghai', 'yangpu', 'yicheng']);
  }, 20_000);
});
