import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { ReceiptBook } from '../audit/receipt-book.ts';
import type { Caller } from '../tenancy/caller.ts';
import { answerQuestion, type Answer } from './answer-question.ts';
import type { Answered, Question } from './decide.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** One call's worth: as long as a district's yearly project list, short enough that no other caller waits for it. */
export const MOST_QUESTIONS = 250;

/**
 * Answers many questions from one state of the library, each with its own result, in order. A question that the edge could not
 * even read comes as its refusal and keeps its place.
 */
export type DecideMany = (
  caller: Caller | null,
  questions: readonly Result<Question, Problem[]>[],
) => Promise<Result<readonly Result<Answered, Problem[]>[], Problem[]>>;

const tooMany = (count: number): Problem[] => [
  problem(
    'too-many-questions',
    '/inputs',
    `一次最多提 ${MOST_QUESTIONS} 个问题，本次为 ${count} 个：请分批提交。`,
    `At most ${MOST_QUESTIONS} questions a call, this one has ${count}: send them in several calls.`,
  ),
];

/** Answers are worked out first, then all receipts are kept. */
export const decideManyWith =
  (library: PolicyLibrary, receipts: ReceiptBook): DecideMany =>
  async (caller, questions) => {
    if (questions.length > MOST_QUESTIONS) return err(tooMany(questions.length));
    const holdings = library.holdings();
    const answers = questions.map((question): Result<Answer, Problem[]> => {
      const answer = question.ok ? answerQuestion(holdings, question.value.request) : question;
      if (!answer.ok || !wantsReceipt(question)) return answer;
      const refusal = receipts.refusal(caller, answer.value.request.district);
      return refusal === undefined ? answer : err([refusal]);
    });
    const toKeep = answers.flatMap((answer, index) => (answer.ok && wantsReceipt(questions[index]) ? [answer.value] : []));
    const ids = await receipts.keep(caller, toKeep);
    const idOf = new Map(toKeep.map((answer, index) => [answer, ids[index]]));
    return ok(answers.map((answer) => (answer.ok ? ok({ ...answer.value, receipt: idOf.get(answer.value) ?? null }) : answer)));
  };

const wantsReceipt = (question: Result<Question, Problem[]> | undefined): boolean =>
  question !== undefined && question.ok && question.value.receipt;
