import type { Application, InterviewState } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';
import { clauseViews } from './clause-view.ts';
import { answerView } from './decision-view.ts';
import { factView, namedFactViews } from './fact-view.ts';
import { answersOf, placedInInput, type AnswerArguments } from './interview-input.ts';
import { questionOf, type DecideArguments } from './request-input.ts';

/** `InterviewInput` of the schema. */
interface InterviewArguments extends DecideArguments {
  readonly answered: readonly AnswerArguments[];
}

const questionView = ({ held }: InterviewState['answer'], asked: NonNullable<InterviewState['question']>) => ({
  fact: asked.fact,
  ...asked.words,
  definition: factView(asked.fact, asked.definition),
  noneIsAnswer: asked.definition.nullable === true,
  why: asked.why.map((rule) => ({ ...rule, citations: () => (held === undefined ? [] : clauseViews(held, rule.clauses)) })),
  mostRemaining: asked.mostRemaining,
});

const stepView = ({ answer, question, mayBeRaised, skipped }: InterviewState) => ({
  __typename: 'InterviewStep' as const,
  decision: answerView(answer),
  question: question === undefined ? null : questionView(answer, question),
  mayBeRaised: () => (answer.held === undefined ? [] : namedFactViews(answer.held.policy, mayBeRaised)),
  skipped,
  factsJson: answer.request.facts,
});

/** `Query.interview`. */
export const interviewResolvers = ({ interview }: Application) => ({
  Query: {
    interview: (_: unknown, { input }: { readonly input: InterviewArguments }, { questions }: RequestContext) => {
      const budget = questions.take(1, '');
      if (!budget.ok) return refused(budget.error);
      const question = questionOf(input);
      const answers = answersOf(input.answered);
      if (!question.ok || !answers.ok) return refused([...(question.ok ? [] : question.error), ...(answers.ok ? [] : answers.error)]);
      const step = interview(question.value.request, answers.value);
      return step.ok ? stepView(step.value) : refused(step.error.map((one) => placedInInput(one, answers.value)));
    },
  },
});
