import type { BenchRule, Sample } from '../question.ts';

const MOST_SHOWN = 5;

/** Facts that a rule reads and the sample does not state: what a program without unknowns makes of them is no difference. */
const isComplete = (rule: BenchRule, { data }: Sample): boolean => rule.facts.every((name) => data[name] !== undefined);

/**
 * Compares a program's results with the closures', rule by rule, on the facts that are complete for the rule. `resultsOf`: what it makes of
 * the conditions of all rules, in their order.
 */
export async function compareConditions(
  rules: readonly BenchRule[],
  samples: readonly Sample[],
  resultsOf: (sample: Sample) => readonly unknown[] | Promise<readonly unknown[]>,
): Promise<string[]> {
  let count = 0;
  const shown = new Map<string, string>();
  for (const sample of samples) {
    const results = await resultsOf(sample);
    for (const [index, rule] of rules.entries()) {
      if (!isComplete(rule, sample)) continue;
      const { asOf, ...facts } = sample.data;
      const ours = rule.node.run({ facts: facts as never, asOf: asOf as never, memo: [], computed: [] });
      if (results[index] === ours) continue;
      count += 1;
      if (!shown.has(rule.id))
        shown.set(rule.id, `${rule.id}: ${String(results[index])} instead of ${String(ours)} for ${JSON.stringify(sample.request.facts)}`);
    }
  }
  if (count === 0) return [];
  return [`${count} results differ, in ${shown.size} of ${rules.length} rules`, ...[...shown.values()].slice(0, MOST_SHOWN)];
}
