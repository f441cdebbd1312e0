import type { FactValue } from '@guicheng/policy-model';
import type { Evaluation } from '../node.ts';
import type { Witness } from './finding.ts';

/** The witness without every fact whose absence leaves what it shows. Leaving out one more would lose it. */
export function minimise(witness: Witness, stands: (evaluation: Evaluation) => boolean): Witness {
  let facts = witness.facts;
  for (const name of Object.keys(facts)) {
    const fewer = Object.create(null) as Record<string, FactValue>;
    for (const [other, value] of Object.entries(facts)) if (other !== name) fewer[other] = value;
    if (stands({ facts: fewer, asOf: witness.asOf, memo: [], computed: [] })) facts = fewer;
  }
  return { facts, asOf: witness.asOf };
}
