import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Rules that never say anything another applicable rule of their group does not say. */
export const ruleShadowed: Check = {
  code: 'rule-shadowed',
  severity: 'warning',
  meansZh: '规则适用时，同组另一条规则总是给出同样的结论',
  meansEn: 'wherever the rule applies, another rule of its group says the same',
  run: eachRule(({ group, rule, zh, en, basis }) => {
    if (!group.seen.has(`applies ${rule.id}`) || group.seen.has(`needed ${rule.id}`)) return undefined;
    const witness = group.smallest(`applies ${rule.id}`)!;
    return {
      basis,
      witness,
      zh: `${zh}适用时，同组总有另一条规则给出同样的结论：它只多一条依据。`,
      en: `Wherever ${en} applies, another rule of the group says the same: it only adds a citation.`,
    };
  }),
};
