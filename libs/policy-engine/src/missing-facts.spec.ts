import { parseCivilDate } from '@guicheng/kernel';
import { parseFacts } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../fixtures/held-packs.ts';
import { randomFacts } from '../fixtures/random-facts.ts';
import { canBeSettled } from './can-be-settled.ts';
import { seededRandom } from './cells/seeded-random.ts';
import { evaluateGroup } from './group-evaluation.ts';
import { blamedFacts, missingFacts } from './missing-facts.ts';
import type { Evaluation } from './node.ts';
import { Supposition } from './possible-values.ts';
import { RuleFault } from './rule-fault.ts';

const SEED = 20_240_318;
/** Every set of more facts than these would take too long to try. */
const MOST_CANDIDATES = 7;

/** All sets of names by size, those of equal size in the order of the names. */
function* setsOf(names: readonly string[]): Generator<string[]> {
  const sets = Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_name, index) => (bits >> (names.length - 1 - index)) & 1),
  );
  for (let size = 0; size <= names.length; size++) yield* sets.filter((set) => set.length === size).reverse();
}

describe('the facts to ask for', async () => {
  const { packs } = await heldPacks();

  it('are the first smallest set that completes the answer, as trying every set finds it', () => {
    const random = seededRandom(SEED);
    let compared = 0;
    for (const { compiled, policy } of packs)
      for (const question of compiled.questions.values()) {
        const stream = randomFacts(compiled, question.question, SEED);
        for (let count = 0; count < 12; count++) {
          const share = random.below(101);
          const stated = Object.fromEntries(Object.entries(stream.next().value!).filter(() => random.below(100) < share));
          const facts = parseFacts(policy, question.question, stated);
          if (!facts.ok) continue;
          const evaluation: Evaluation = { facts: facts.value, asOf: parseCivilDate('2024-03-18')!, memo: [], computed: [] };
          try {
            const results = question.groups.map((group) => evaluateGroup(group, evaluation));
            const candidates = [...blamedFacts(results, evaluation)];
            if (candidates.length === 0 || candidates.length > MOST_CANDIDATES) continue;
            const completes = (assumed: readonly string[]): boolean =>
              results.every((result) => canBeSettled(result, new Supposition(evaluation, new Set(assumed)), evaluation));
            const smallest = [...setsOf(candidates)].find((set) => set.length > 0 && completes(set)) ?? candidates;
            expect([policy.manifest.id, question.question, missingFacts(results, evaluation)]).toEqual([
              policy.manifest.id,
              question.question,
              smallest,
            ]);
            compared += 1;
          } catch (cause) {
            if (!(cause instanceof RuleFault)) throw cause;
          }
        }
      }
    expect(compared).toBeGreaterThan(100);
  });
});
