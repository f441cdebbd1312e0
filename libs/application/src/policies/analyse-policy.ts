import { setImmediate } from 'node:timers/promises';
import { ok, type Result } from '@guicheng/kernel';
import { analysisSteps, type Analysis } from '@guicheng/policy-engine';
import type { Problem } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { ShowPolicy } from './show-policy.ts';

/** How far an analysis on request goes: two to three seconds of work for the largest packs we hold; `guicheng pack analyse` goes further. */
const ON_REQUEST = { mostSteps: 1_000, sample: 300 };

/** A published policy and what its analysis found. */
export interface AnalysedPolicy {
  readonly held: HeldPolicy;
  readonly analysis: Analysis;
}

/** Analyses a published policy. */
export type AnalysePolicy = (policy: string) => Promise<Result<AnalysedPolicy, Problem[]>>;

/**
 * The use case. Content under a digest never changes: each is analysed once, in steps between which other requests are served, and whoever asks meanwhile
 * waits for the same analysis.
 */
export const analysePolicyWith = (showPolicy: ShowPolicy): AnalysePolicy => {
  const analyses = new Map<string, Promise<Analysis>>();
  return async (policy) => {
    const found = showPolicy(policy, '/policy');
    if (!found.ok) return found;
    const held = found.value;
    let analysis = analyses.get(held.digest);
    if (analysis === undefined) analyses.set(held.digest, (analysis = analyse(held)));
    return ok({ held, analysis: await analysis });
  };
};

async function analyse({ compiled }: HeldPolicy): Promise<Analysis> {
  const steps = analysisSteps(compiled, ON_REQUEST);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
