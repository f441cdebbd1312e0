import { err, ok, type Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { ReceiptBook } from '../audit/receipt-book.ts';
import type { Caller } from '../tenancy/caller.ts';
import { answerQuestion, type Answer } from './answer-question.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** A question as an edge received it: not checked yet. */
export interface Question {
  /** The contract's request. */
  readonly request: unknown;
  /** Keep a receipt. */
  readonly receipt: boolean;
}

/** A decision, and the id of its receipt where one was asked for. */
export interface Answered extends Answer {
  readonly receipt: string | null;
}

/** Answers one question; with a receipt, only when that is safely kept. */
export type Decide = (caller: Caller | null, question: Question) => Promise<Result<Answered, Problem[]>>;

/** The use case on this library; receipts go into this book. */
export const decideWith =
  (library: PolicyLibrary, receipts: ReceiptBook): Decide =>
  async (caller, { request, receipt }) => {
    const answer = answerQuestion(library.holdings(), request);
    if (!answer.ok) return answer;
    if (!receipt) return ok({ ...answer.value, receipt: null });
    const refusal = receipts.refusal(caller, answer.value.request.district);
    if (refusal !== undefined) return err([refusal]);
    const [id] = await receipts.keep(caller, [answer.value]);
    return ok({ ...answer.value, receipt: id ?? null });
  };
