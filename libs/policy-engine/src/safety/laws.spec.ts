import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawCases } from '../../fixtures/law-cases.ts';
import { holdToLaws } from '../../fixtures/laws.ts';

const SEED = 20261126;
/** Ten facts a rule; `npm run nightly` holds a hundred thousand rules to the laws. */
const RULES = 400;

describe('the laws of the language', () => {
  it(`hold for ${RULES} random rules on 10 facts each (seed ${SEED}): json-logic-js, code, closures, traces, bulk, learning`, () => {
    fc.assert(
      fc.property(lawCases(10), (one) => {
        expect(() => holdToLaws(one)).not.toThrow();
      }),
      { numRuns: RULES, seed: SEED },
    );
  });

  it('can be broken: a rule that contradicts itself between interpreters is told', () => {
    const asked = [{ facts: { amountYuan: '90071992547409.91' }, forgotten: [] }];
    // json-logic-js adds in floating point; this language refuses what it cannot add exactly.
    const sum = { '+': [{ var: 'amountYuan' }, { yuan: '90071992547409.91' }] };
    expect(() => holdToLaws({ when: { '>': [sum, { yuan: 0 }] }, limitYuan: { yuan: 1 }, asked })).toThrow(
      'json-logic-js on the condition',
    );
  });
});
