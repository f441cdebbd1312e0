import fc from 'fast-check';
import { lawCases } from '../../libs/policy-engine/fixtures/law-cases.ts';
import { holdToLaws } from '../../libs/policy-engine/fixtures/laws.ts';
import { Progress } from './progress.ts';

/** Facts for each rule: making a rule's code takes as long as asking it many times. */
const FACTS_OF_A_RULE = 10;
const RULES_AT_A_TIME = 100;

/** Random well-typed rules on random facts: closures, generated code, json-logic-js, traces, bulk and learning. Throws at the first that differs. */
export async function lawsPart(seed: number, pairs: number): Promise<string> {
  const rules = Math.ceil(pairs / FACTS_OF_A_RULE);
  const progress = new Progress('两个解释器与各条定律 interpreters and laws', pairs);
  const cases = lawCases(FACTS_OF_A_RULE);
  for (let made = 0; made < rules; made += RULES_AT_A_TIME) {
    const count = Math.min(RULES_AT_A_TIME, rules - made);
    for (const one of fc.sample(cases, { numRuns: count, seed: seed + made })) holdToLaws(one);
    await progress.add(count * FACTS_OF_A_RULE);
  }
  const told = `${rules.toLocaleString('en')} 条规则 rules × ${FACTS_OF_A_RULE} 组事实 facts`;
  progress.end(told);
  return `laws ${progress.done.toLocaleString('en')} (${told})`;
}
