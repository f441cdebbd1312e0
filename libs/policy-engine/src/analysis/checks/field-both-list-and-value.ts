import { eachGroup } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Fields that are gathered as a list and also filled as a value in one question: the list would hide the value. */
export const fieldBothListAndValue: Check = {
  code: 'field-both-list-and-value',
  severity: 'error',
  meansZh: '同一结果字段既按清单汇集又按值填写，清单会盖住值',
  meansEn: 'a field is gathered as a list and also filled as a value: the list would hide the value',
  run: eachGroup(({ survey, group }) => {
    const filled = new Set(
      survey.rules.groups.flatMap((one) =>
        [...one.rules, ...(one.otherwise === undefined ? [] : [one.otherwise])].flatMap(({ fields }) => fields.map(({ name }) => name)),
      ),
    );
    const gathered = new Set([
      ...(group.group.source.lists ?? []),
      ...group.group.rules.flatMap(({ adds }) => adds.map(([field]) => field)),
    ]);
    return [...gathered]
      .filter((field) => filled.has(field))
      .map((field) => ({
        detail: field,
        zh: `问题“${survey.question}”的字段 ${field} 既汇集又填写。`,
        en: `In "${survey.question}" the field "${field}" is both gathered and filled.`,
      }));
  }),
};
