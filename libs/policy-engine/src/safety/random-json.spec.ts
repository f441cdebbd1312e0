import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomJson } from '../../fixtures/random-json.ts';
import { completeFacts, condition } from '../../fixtures/random-rules.ts';
import { tryRule } from '../../fixtures/try-rule.ts';

const SEED = 20261126;
/** `npm run nightly` tries a hundred thousand. */
const RULES = 3_000;

describe('random rules', () => {
  it(`${RULES} of them, most ill typed (seed ${SEED}): refused with a code and a place, or answered within the budget`, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.oneof({ weight: 5, arbitrary: randomJson }, { weight: 1, arbitrary: condition }),
        completeFacts,
        (expression, facts) => {
          const came = tryRule(expression, facts);
          seen.set(came, (seen.get(came) ?? 0) + 1);
        },
      ),
      { numRuns: RULES, seed: SEED },
    );
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining([
        'determined',
        'refused at save: unknown-operator',
        'refused at save: type-mismatch',
        'refused at save: argument-count',
        'refused at save: operator-not-single',
      ]),
    );
  });
});
