import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Exceptions that always say what the rule they displace says. */
export const exceptionChangesNothing: Check = {
  code: 'exception-changes-nothing',
  severity: 'note',
  meansZh: '例外的结论总与被它取代的规则相同',
  meansEn: 'an exception always says what the rule that it displaces says',
  run: eachRule(({ group, rule, zh, en, basis }) =>
    (rule.source.exceptionOf ?? [])
      .filter((general) => group.seen.has(`bites ${rule.id} ${general}`) && !group.seen.has(`changes ${rule.id} ${general}`))
      .map((general) => ({
        basis,
        witness: group.smallest(`bites ${rule.id} ${general}`)!,
        detail: general,
        zh: `${zh}取代 ${general}，结论却总与它相同。`,
        en: `${en} displaces "${general}" and always says the same.`,
      })),
  ),
};
