import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Two undisplaced rules of a choose group that answer differently on the same facts. */
export const rulesConflict: Check = {
  code: 'rules-conflict',
  severity: 'error',
  meansZh: '同组两条规则在同一情形下结论不同，未写明例外关系',
  meansEn: 'two rules of a group answer the same facts differently, and neither is an exception',
  run: eachGroup(({ group, zh, en }) =>
    [...group.seen.after('conflict')].map(([pair]) => {
      const [a, b] = pair.split(' ') as [string, string];
      const rules = group.rules.filter(({ rule }) => rule.id === a || rule.id === b);
      return {
        basis: group.basis,
        witness: group.smallest(`conflict ${pair}`)!,
        clauses: [...new Set(rules.flatMap(({ rule }) => rule.cites))],
        pointer: rules[0]!.pointer,
        detail: pair,
        zh: `${zh}：规则 ${a} 与 ${b} 同时适用而结论不同。`,
        en: `In ${en} the rules "${a}" and "${b}" apply together and differ.`,
      };
    }),
  ),
};
