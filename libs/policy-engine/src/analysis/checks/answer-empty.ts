import { groupWaitsFor, optionalFactsOf } from '../../cells/group-walk.ts';
import { keptPath, walkPaths } from '../../cells/paths.ts';
import { evaluateGroup, type GroupResult } from '../../group-evaluation.ts';
import type { Evaluation } from '../../node.ts';
import { RuleFault } from '../../rule-fault.ts';
import type { Check } from '../check.ts';
import type { Draft, Witness } from '../finding.ts';
import { minimise } from '../minimise.ts';
import { isPossible } from '../search.ts';
import type { QuestionSurvey } from '../survey/question-survey.ts';

/** Facts on which a question is "determined" although no rule at all says anything. */
export const answerEmpty: Check = {
  code: 'answer-empty',
  severity: 'warning',
  meansZh: '某情形下没有任何规则作答，结果却是“已判定”的空结果',
  meansEn: 'no rule at all says anything, yet the answer would be "determined" and empty',
  run: ({ questions, mostSteps }) =>
    questions.flatMap((survey): Draft[] => {
      const { witness, isComplete } = emptyCell(survey, mostSteps);
      if (witness === undefined) return [];
      return [
        {
          place: survey.question,
          pointer: survey.pointer,
          question: survey.question,
          basis: isComplete ? 'all-cells' : 'sample',
          witness,
          clauses: [],
          zh: `问题“${survey.question}”：此情形下没有任何规则作答，结果为空。`,
          en: `The question "${survey.question}": no rule says anything here, and the answer is empty.`,
        },
      ];
    }),
};

const saysSomething = ({ holding, isActive, group }: GroupResult): boolean =>
  holding.length > 0 || (isActive === true && group.source.lists !== undefined);

function emptyCell(
  { rules, space }: QuestionSurvey,
  most: number,
): { readonly witness: Witness | undefined; readonly isComplete: boolean } {
  let witness: Witness | undefined;
  const next = (evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined => {
    let waits: string | undefined;
    for (const group of rules.groups) {
      const result = evaluateGroup(group, evaluation);
      if (saysSomething(result)) return undefined;
      waits ??= groupWaitsFor(group, result, evaluation, mayBeTold);
    }
    return waits;
  };
  const isEmpty = (evaluation: Evaluation): boolean => {
    try {
      return rules.groups.every((group) => {
        const result = evaluateGroup(group, evaluation);
        return !saysSomething(result) && result.open.length === 0 && result.isActive !== undefined;
      });
    } catch (cause) {
      if (cause instanceof RuleFault) return false;
      throw cause;
    }
  };
  const first = [...new Set(rules.groups.flatMap(optionalFactsOf))];
  const { isComplete } = walkPaths(unstatedFirst(space), {
    first,
    next,
    most,
    visit: (path) => {
      if (!isEmpty(path.evaluation) || !isPossible(space, path)) return true;
      witness = keptPath(path);
      return false;
    },
  });
  return { witness: witness && minimise(witness, isEmpty), isComplete: isComplete || witness !== undefined };
}

/** An empty answer is most likely where nothing optional is stated. */
const unstatedFirst = (space: QuestionSurvey['space']): QuestionSurvey['space'] => ({
  ...space,
  facts: new Map(
    [...space.facts].map(([name, choices]) => [name, [...choices].sort((a, b) => Number(a !== undefined) - Number(b !== undefined))]),
  ),
});
