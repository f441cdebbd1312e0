import { groupWaitsFor, optionalFactsOf } from '../../cells/group-walk.ts';
import { walkPaths } from '../../cells/paths.ts';
import type { CompiledGroup } from '../../compiled-policy.ts';
import { evaluateGroup, type GroupResult } from '../../group-evaluation.ts';
import type { Evaluation } from '../../node.ts';
import { RuleFault } from '../../rule-fault.ts';
import { sameValue } from '../../value.ts';
import type { Check } from '../check.ts';
import type { Draft, Witness } from '../finding.ts';
import { minimise } from '../minimise.ts';
import { isPossible } from '../search.ts';
import type { QuestionSurvey } from '../survey/question-survey.ts';

/** Pairs of groups are many and mostly exclude each other at once: a pair is given up after so many evaluations. */
const MOST_STEPS = 3_000;

/** Two groups of a question that fill one field differently on the same facts. */
export const groupsClash: Check = {
  code: 'groups-clash',
  severity: 'error',
  meansZh: '两个规则组对同一结果字段给出不同的值，作答会被拒绝',
  meansEn: 'two groups of a question fill one field differently: the answer would be refused',
  run: ({ questions }) => questions.flatMap((survey) => pairsOf(survey).flatMap(([a, b, field]) => clashOf(survey, a, b, field))),
};

const fieldsOf = ({ rules, otherwise }: CompiledGroup): Set<string> =>
  new Set([...rules, ...(otherwise === undefined ? [] : [otherwise])].flatMap(({ fields }) => fields.map(({ name }) => name)));

function pairsOf({ rules }: QuestionSurvey): (readonly [CompiledGroup, CompiledGroup, string])[] {
  const fields = rules.groups.map(fieldsOf);
  return rules.groups.flatMap((a, index) =>
    rules.groups
      .slice(index + 1)
      .flatMap((b, other) =>
        [...fields[index]!].filter((field) => fields[index + 1 + other]!.has(field)).map((field) => [a, b, field] as const),
      ),
  );
}

const fills = ({ holding }: GroupResult, field: string) => holding.flatMap(({ fields }) => fields.filter(({ name }) => name === field));

function clashOf(survey: QuestionSurvey, a: CompiledGroup, b: CompiledGroup, field: string): Draft[] {
  const clashes = (evaluation: Evaluation): boolean => {
    try {
      const [one] = fills(evaluateGroup(a, evaluation), field);
      const [other] = one === undefined ? [] : fills(evaluateGroup(b, evaluation), field);
      if (one === undefined || other === undefined) return false;
      const [left, right] = [one.node.run(evaluation), other.node.run(evaluation)];
      return left !== undefined && right !== undefined && !sameValue(left, right);
    } catch (cause) {
      if (cause instanceof RuleFault) return false;
      throw cause;
    }
  };
  const next = (evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined => {
    for (const group of [a, b]) {
      const result = evaluateGroup(group, evaluation);
      if (result.isActive === false || (result.open.length === 0 && result.isActive === true && fills(result, field).length === 0))
        return undefined;
      const name = groupWaitsFor(group, result, evaluation, mayBeTold);
      if (name !== undefined) return name;
    }
    return undefined;
  };
  let witness: Witness | undefined;
  walkPaths(survey.space, {
    first: [...new Set([...optionalFactsOf(a), ...optionalFactsOf(b)])],
    next,
    most: MOST_STEPS,
    visit: (path) => {
      if (!clashes(path.evaluation) || !isPossible(survey.space, path)) return true;
      witness = { facts: path.facts, asOf: path.asOf };
      return false;
    },
  });
  if (witness === undefined) return [];
  return [
    {
      place: `${survey.question} ${a.source.id} ${b.source.id} ${field}`,
      pointer: survey.pointer,
      question: survey.question,
      basis: 'all-cells',
      witness: minimise(witness, clashes),
      clauses: [
        ...new Set(
          [...a.rules, ...b.rules].filter(({ fields }) => fields.some(({ name }) => name === field)).flatMap(({ cites }) => cites),
        ),
      ],
      zh: `规则组 ${a.source.id} 与 ${b.source.id} 对字段 ${field} 给出不同的值。`,
      en: `The groups "${a.source.id}" and "${b.source.id}" fill "${field}" differently.`,
    },
  ];
}
