import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Facts on which a rule cannot be computed: a division by zero, a day that does not exist. */
export const computationFails: Check = {
  code: 'computation-fails',
  severity: 'warning',
  meansZh: '某些事实下规则无法计算（除数为零、日期不存在、超出范围）',
  meansEn: 'on some facts a rule cannot be computed (division by zero, no such day, out of range)',
  run: eachGroup(({ group, zh, en }) =>
    [...group.seen.after('fault')].map(([code]) => ({
      basis: group.basis,
      witness: group.smallest(`fault ${code}`)!,
      detail: code,
      zh: `${zh}在此情形下无法计算：${code}。`,
      en: `In ${en} something cannot be computed here: ${code}.`,
    })),
  ),
};
