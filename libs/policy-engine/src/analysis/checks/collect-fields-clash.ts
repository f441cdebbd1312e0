import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Two rules of a collect group that fill one field differently on the same facts. */
export const collectFieldsClash: Check = {
  code: 'collect-fields-clash',
  severity: 'error',
  meansZh: '汇集组的两条规则对同一结果字段给出不同的值',
  meansEn: 'two rules of a collect group fill one field differently',
  run: eachGroup(({ group, zh, en }) =>
    group.group.source.kind !== 'collect'
      ? undefined
      : [...group.seen.after('clash')].map(([clash]) => {
          const [field, a, b] = clash.split(' ') as [string, string, string];
          return {
            basis: group.basis,
            witness: group.smallest(`clash ${clash}`)!,
            detail: clash,
            zh: `${zh}：规则 ${a} 与 ${b} 对字段 ${field} 给出不同的值。`,
            en: `In ${en} the rules "${a}" and "${b}" fill "${field}" differently.`,
          };
        }),
  ),
};
