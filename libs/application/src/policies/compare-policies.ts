import { setImmediate } from 'node:timers/promises';
import { ok, type Result } from '@guicheng/kernel';
import { comparisonSteps, districtMatrix, type Comparison, type DistrictMatrix } from '@guicheng/policy-engine';
import type { Problem, Question } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { PolicyLibrary } from './policy-library.ts';
import type { ShowPolicy } from './show-policy.ts';

/** How far a comparison on request goes; `guicheng pack compare` goes further. */
const ON_REQUEST = { mostSteps: 600, sample: 100 };
/** So many comparisons are kept; content under a digest never changes, so that what is kept stays right. */
const MOST_KEPT = 64;

/** Two published policies and what they decide differently. */
export interface ComparedPolicies {
  readonly a: HeldPolicy;
  readonly b: HeldPolicy;
  readonly comparison: Comparison;
}

/** Compares two published policies on one question. */
export type ComparePolicies = (a: string, b: string, question: Question) => Promise<Result<ComparedPolicies, Problem[]>>;

/** The use case: worked in steps between which other requests are served; whoever asks meanwhile waits for the same comparison. */
export const comparePoliciesWith = (showPolicy: ShowPolicy): ComparePolicies => {
  const kept = new Map<string, Promise<Comparison>>();
  return async (idOfA, idOfB, question) => {
    const a = showPolicy(idOfA, '/a');
    if (!a.ok) return a;
    const b = showPolicy(idOfB, '/b');
    if (!b.ok) return b;
    const key = `${a.value.digest} ${b.value.digest} ${question}`;
    let comparison = kept.get(key);
    if (comparison === undefined) {
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, (comparison = compare(a.value, b.value, question)));
    }
    return ok({ a: a.value, b: b.value, comparison: await comparison });
  };
};

async function compare(a: HeldPolicy, b: HeldPolicy, question: Question): Promise<Comparison> {
  const steps = comparisonSteps(a.compiled, b.compiled, { ...ON_REQUEST, questions: [question] });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/** One question as all districts answer it. */
export type ShowDistrictMatrix = (question: Question) => DistrictMatrix;

/** The use case: of each district the version that begins last. */
export const showDistrictMatrixWith =
  (library: PolicyLibrary): ShowDistrictMatrix =>
  (question) => {
    const latest = new Map<string, HeldPolicy>();
    for (const held of library.holdings().policies) {
      const { id } = held.policy.manifest.district;
      const known = latest.get(id);
      if (known === undefined || (held.compiled.effectiveFrom ?? -Infinity) > (known.compiled.effectiveFrom ?? -Infinity))
        latest.set(id, held);
    }
    return districtMatrix(
      [...latest.values()].map(({ compiled }) => compiled),
      question,
    );
  };
