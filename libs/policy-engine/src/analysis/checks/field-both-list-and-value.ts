import type { CompiledGroup } from '../../compiled-policy.ts';
import type { GroupResult } from '../../group-evaluation.ts';
import { whereBoth } from '../both-groups.ts';
import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Fields that are gathered as a list and filled as a value on the same facts: the list would hide the value. */
export const fieldBothListAndValue: Check = {
  code: 'field-both-list-and-value',
  severity: 'error',
  meansZh: '同一结果字段在同一情形下既按清单汇集又按值填写，清单会盖住值',
  meansEn: 'on the same facts a field is gathered as a list and filled as a value: the list would hide the value',
  run: eachGroup(({ survey, group }) =>
    [...gatheredBy(group.group)].flatMap((field) =>
      survey.rules.groups.flatMap((other) => {
        const witness = whereBoth(survey, group.group, other, {
          takesPart: (result) => gathers(result, field) || fills(result, field),
          meets: (a, b) => gathers(a, field) && fills(b, field),
        });
        return witness === undefined
          ? []
          : [
              {
                basis: 'all-cells' as const,
                witness,
                detail: `${other.source.id} ${field}`,
                zh: `问题“${survey.question}”的字段 ${field}：规则组 ${group.group.source.id} 汇集它，${other.source.id} 填写它，在此情形下同时适用。`,
                en: `In "${survey.question}" the group "${group.group.source.id}" gathers "${field}" and "${other.source.id}" fills it, on the same facts.`,
              },
            ];
      }),
    ),
  ),
};

const gatheredBy = ({ source, rules }: CompiledGroup): Set<string> =>
  new Set([...(source.lists ?? []), ...rules.flatMap(({ adds }) => adds.map(([field]) => field))]);

const gathers = ({ group, isActive, holding }: GroupResult, field: string): boolean =>
  (isActive === true && group.source.lists?.includes(field) === true) || holding.some(({ adds }) => adds.some(([name]) => name === field));

const fills = ({ holding }: GroupResult, field: string): boolean => holding.some(({ fields }) => fields.some(({ name }) => name === field));
