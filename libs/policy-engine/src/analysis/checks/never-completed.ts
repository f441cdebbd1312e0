import { evaluateGroup } from '../../group-evaluation.ts';
import { missingFacts } from '../../missing-facts.ts';
import { WORKING_DAY_CALENDAR } from '../../node.ts';
import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Answers that stay open although every fact is stated; a calendar that is not yet published does not count. */
export const neverCompleted: Check = {
  code: 'needs-facts-never-completed',
  severity: 'error',
  meansZh: '所有事实都已说明，结果仍是“待补充事实”',
  meansEn: 'every fact is stated and the answer still needs facts',
  run: eachGroup(({ group, zh, en }) => {
    for (const [rule, witness] of group.seen.after('open')) {
      const whole = group.complete(witness);
      if (whole === undefined || Object.keys(whole.facts).length < group.space.facts.size) continue;
      const evaluation = { ...whole, memo: [], computed: [] };
      const result = evaluateGroup(group.group, evaluation);
      if (result.open.length === 0 || missingFacts([result], evaluation).includes(WORKING_DAY_CALENDAR)) continue;
      return {
        basis: group.basis,
        witness: whole,
        detail: rule,
        zh: `${zh}：事实都已说明，规则 ${rule} 仍不能判断。`,
        en: `In ${en} the rule "${rule}" stays open although every fact is stated.`,
      };
    }
    return undefined;
  }),
};
