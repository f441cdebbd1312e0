import type { CompiledGroup } from '../../compiled-policy.ts';
import { evaluateGroup, type GroupResult } from '../../group-evaluation.ts';
import type { Evaluation } from '../../node.ts';
import { sameValue } from '../../value.ts';
import { whereBoth } from '../both-groups.ts';
import type { Check } from '../check.ts';
import type { Draft } from '../finding.ts';
import type { QuestionSurvey } from '../survey/question-survey.ts';

/** Two groups of a question that fill one field differently on the same facts. */
export const groupsClash: Check = {
  code: 'groups-clash',
  severity: 'error',
  meansZh: '两个规则组对同一结果字段给出不同的值，作答会被拒绝',
  meansEn: 'two groups of a question fill one field differently: the answer would be refused',
  run: ({ questions }) =>
    questions.flatMap((survey) =>
      survey.rules.groups.flatMap((a, index) => survey.rules.groups.slice(index + 1).flatMap((b) => clashOf(survey, a, b))),
    ),
};

const fieldsOf = ({ rules, otherwise }: CompiledGroup): Set<string> =>
  new Set([...rules, ...(otherwise === undefined ? [] : [otherwise])].flatMap(({ fields }) => fields.map(({ name }) => name)));

const filled = ({ holding }: GroupResult, field: string) => holding.flatMap(({ fields }) => fields.filter(({ name }) => name === field));

/** The first of the fields that the two results fill with different values. */
const clashing = (fields: readonly string[], a: GroupResult, b: GroupResult, evaluation: Evaluation): string | undefined =>
  fields.find((field) => {
    const [[one], [other]] = [filled(a, field), filled(b, field)];
    const [value, otherValue] = [one?.node.run(evaluation), other?.node.run(evaluation)];
    return value !== undefined && otherValue !== undefined && !sameValue(value, otherValue);
  });

function clashOf(survey: QuestionSurvey, a: CompiledGroup, b: CompiledGroup): Draft[] {
  const others = fieldsOf(b);
  const shared = [...fieldsOf(a)].filter((field) => others.has(field));
  if (shared.length === 0) return [];
  const witness = whereBoth(survey, a, b, {
    takesPart: (result) => shared.some((field) => filled(result, field).length > 0),
    meets: (left, right, evaluation) => clashing(shared, left, right, evaluation) !== undefined,
  });
  if (witness === undefined) return [];
  const evaluation = { ...witness, memo: [], computed: [] };
  const field = clashing(shared, evaluateGroup(a, evaluation), evaluateGroup(b, evaluation), evaluation)!;
  const filling = [...a.rules, ...b.rules].filter(({ fields }) => fields.some(({ name }) => name === field));
  return [
    {
      place: `${survey.question} ${a.source.id} ${b.source.id} ${field}`,
      pointer: survey.pointer,
      question: survey.question,
      basis: 'all-cells',
      witness,
      clauses: [...new Set(filling.flatMap(({ cites }) => cites))],
      zh: `规则组 ${a.source.id} 与 ${b.source.id} 对字段 ${field} 给出不同的值。`,
      en: `The groups "${a.source.id}" and "${b.source.id}" fill "${field}" differently.`,
    },
  ];
}
