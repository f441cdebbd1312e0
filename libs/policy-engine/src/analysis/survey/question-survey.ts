import { at, type Question } from '@guicheng/policy-model';
import { spaceOf } from '../../cells/representatives.ts';
import { scopeOf, type Space } from '../../cells/space.ts';
import type { CompiledPolicy, CompiledQuestion } from '../../compiled-policy.ts';
import { surveyGroup, type GroupSurvey, type SurveyOptions } from './group-survey.ts';

/** What was seen of one question. */
export interface QuestionSurvey {
  readonly question: Question;
  readonly rules: CompiledQuestion;
  readonly pointer: string;
  readonly space: Space;
  readonly groups: readonly GroupSurvey[];
}

/** Goes through the cells of every group of a question. */
export function surveyQuestion(compiled: CompiledPolicy, rules: CompiledQuestion, options: SurveyOptions): QuestionSurvey {
  const pointer = at('/questions', rules.question, 'groups');
  return {
    question: rules.question,
    rules,
    pointer,
    space: spaceOf(compiled, scopeOf(rules)),
    groups: rules.groups.map((group, index) => surveyGroup(compiled, rules, group, at(pointer, index), options)),
  };
}
