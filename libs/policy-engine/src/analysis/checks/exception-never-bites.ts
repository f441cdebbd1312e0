import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Exceptions that never displace the rule they are an exception of. */
export const exceptionNeverBites: Check = {
  code: 'exception-never-bites',
  severity: 'warning',
  meansZh: '例外与其一般规则从不同时成立',
  meansEn: 'an exception and its general rule never hold together',
  run: eachRule(({ group, rule, zh, en, basis }) =>
    !group.seen.has(`applies ${rule.id}`)
      ? undefined
      : (rule.source.exceptionOf ?? [])
          .filter((general) => !group.seen.has(`bites ${rule.id} ${general}`))
          .map((general) => ({
            basis,
            detail: general,
            zh: `${zh}是 ${general} 的例外，但两者从不同时成立。`,
            en: `${en} is an exception of "${general}", but the two never hold together.`,
          })),
  ),
};
