import type { FactValue, FactValues } from '@guicheng/policy-model';
import type { Decided } from './find-sightings.ts';

/** The facts without each one whose absence leaves what they show; leaving out one more would lose it. */
export function smallestFacts({ facts, asOf }: Decided, stands: (decided: Decided) => boolean): Decided {
  let kept = facts;
  for (const name of Object.keys(facts)) {
    const fewer = without(kept, name);
    if (stands({ facts: fewer, asOf })) kept = fewer;
  }
  return { facts: kept, asOf };
}

function without(facts: FactValues, left: string): FactValues {
  const fewer = Object.create(null) as Record<string, FactValue>;
  for (const [name, value] of Object.entries(facts)) if (name !== left) fewer[name] = value;
  return fewer;
}
