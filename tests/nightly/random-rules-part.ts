import fc from 'fast-check';
import { randomJson } from '../../libs/policy-engine/fixtures/random-json.ts';
import { completeFacts, condition } from '../../libs/policy-engine/fixtures/random-rules.ts';
import { tryRule } from '../../libs/policy-engine/fixtures/try-rule.ts';
import { heapInUse } from './heap.ts';
import { Progress } from './progress.ts';

const RULES_AT_A_TIME = 500;
/** What a hundred thousand rules may leave behind, in MiB: nothing; this much is lazily compiled code and the test's own. */
const MOST_KEPT_MIB = 24;

/** Random rules, five of six ill typed: each refused with a code or answered within its budget. Throws at the first that is neither, and when memory grew. */
export async function randomRulesPart(seed: number, rules: number): Promise<string> {
  const progress = new Progress('随机规则 random rules', rules);
  const any = fc.tuple(fc.oneof({ weight: 5, arbitrary: randomJson }, { weight: 1, arbitrary: condition }), completeFacts);
  const seen = new Map<string, number>();
  let before: number | undefined;
  for (let made = 0; made < rules; made += RULES_AT_A_TIME) {
    const count = Math.min(RULES_AT_A_TIME, rules - made);
    for (const [expression, facts] of fc.sample(any, { numRuns: count, seed: seed + made })) {
      const came = tryRule(expression, facts);
      seen.set(came, (seen.get(came) ?? 0) + 1);
    }
    await progress.add(count);
    // What is loaded and compiled once is there after the first tenth.
    if (before === undefined && made * 10 >= rules) before = heapInUse();
  }
  const kept = before === undefined ? 0 : (heapInUse() - before) / 1024 / 1024;
  if (kept > MOST_KEPT_MIB) throw new Error(`memory grew by ${kept.toFixed(1)} MiB`);
  const table = [...seen].sort(([, a], [, b]) => b - a).map(([came, count]) => `     ${String(count).padStart(7)}  ${came}`);
  progress.end(`内存变化 memory ${kept.toFixed(1)} MiB\n${table.join('\n')}`);
  return `random rules ${progress.done.toLocaleString('en')}, memory ${kept.toFixed(1)} MiB`;
}
