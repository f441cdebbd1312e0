import { canonicalJson, digestOf } from './canonical-json.ts';
import type { Policy } from './policy.ts';

/** Digest of the words that a policy stands on: what its facts, outcome fields and codes mean, without its rules. `sha256:…`. */
export const vocabularyDigestOf = ({ facts, outcomes, blockers, warnings }: Policy): string =>
  digestOf(
    canonicalJson({
      facts: Object.fromEntries(Object.entries(facts).map(([name, { questions: _, ...meaning }]) => [name, meaning])),
      outcomes,
      blockers,
      warnings,
    }),
  );
