import { err, ok, type Result } from '@guicheng/kernel';
import { nextQuestion, type InterviewAnswer, type InterviewQuestion } from '@guicheng/policy-engine';
import { parseRequest, problem, type Problem } from '@guicheng/policy-model';
import { answerOf, type Answer } from './answer-question.ts';
import type { PolicyLibrary } from './policy-library.ts';
import { checkText } from './text-check.ts';

/** No question takes as many facts; also bounds the work of one call. */
export const MOST_ANSWERS = 250;

/** Where an interview stands. */
export interface InterviewState {
  /** The decision on what is known so far. */
  readonly answer: Answer;
  /** What to ask next; undefined: nothing that the person may know can still change the answer. */
  readonly question: InterviewQuestion | undefined;
  /** Optional matters that no one has raised. */
  readonly mayBeRaised: readonly string[];
  /** Facts that the person does not know. */
  readonly skipped: readonly string[];
}

/** The next question of an interview on a request (not checked yet), after these answers. Keeps nothing: the answers are the state. */
export type Interview = (raw: unknown, answered: readonly InterviewAnswer[]) => Result<InterviewState, Problem[]>;

/** The use case on this library. */
export const interviewWith =
  (library: PolicyLibrary): Interview =>
  (raw, answered) => {
    if (answered.length > MOST_ANSWERS) return err([tooMany(answered.length)]);
    const text = [...checkText(raw), ...checkText(answered, '/answered')];
    if (text.length > 0) return err(text);
    const parsed = parseRequest(raw);
    if (!parsed.ok) return parsed;
    const holdings = library.holdings();
    const step = nextQuestion(holdings.shelf, parsed.value, answered);
    if (!step.ok) return step;
    const { decision, facts, question, mayBeRaised, skipped } = step.value;
    return ok({ answer: answerOf(holdings, { ...parsed.value, facts }, decision), question, mayBeRaised, skipped });
  };

const tooMany = (count: number): Problem =>
  problem(
    'too-many-answers',
    '/answered',
    `一次最多带 ${MOST_ANSWERS} 个回答，本次为 ${count} 个：同一事实只留最后一次的回答。`,
    `At most ${MOST_ANSWERS} answers a call, this one has ${count}: keep the last answer to each fact.`,
  );
