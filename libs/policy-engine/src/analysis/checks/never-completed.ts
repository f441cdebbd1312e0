import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Rules that stay open whatever is stated: what they need, no fact can give (a calendar that is not published). */
export const neverCompleted: Check = {
  code: 'needs-facts-never-completed',
  severity: 'error',
  meansZh: '无论说明什么事实，规则都无法判断，结果一直是“待补充事实”',
  meansEn: 'whatever facts are stated, the rule stays open and the answer needs facts for ever',
  run: eachRule(({ group, rule, basis, zh, en }) =>
    group.seen.has(`open ${rule.id}`) && !group.seen.has(`holds ${rule.id}`) && !group.seen.has(`fails ${rule.id}`)
      ? {
          basis,
          witness: group.smallest(`open ${rule.id}`)!,
          zh: `无论说明什么事实，${zh}都无法判断。`,
          en: `Whatever facts are stated, ${en} stays open.`,
        }
      : undefined,
  ),
};
