import type { CompiledPolicy, CompiledQuestion } from '../compiled-policy.ts';
import { FastQuestion } from './fast-question.ts';

/**
 * A question is worth code after so many decisions: making and warming it takes about as long as a hundred of them by closures. A single
 * answer on the command line, or a mutant that is tried on a few cases, never pays for it.
 */
const WORTH_CODE = 100;

/** Number of decisions so far, or the code; null: there can be none. */
const made = new WeakMap<CompiledQuestion, number | FastQuestion | null>();

/** The code of a question, once enough decisions were asked of it; undefined: closures answer. */
export function fastQuestionWhenWorth({ policy }: CompiledPolicy, question: CompiledQuestion): FastQuestion | undefined {
  const known = made.get(question) ?? 0;
  if (typeof known === 'object') return known ?? undefined;
  if (known >= WORTH_CODE) return fastQuestion({ policy }, question);
  made.set(question, known + 1);
  return undefined;
}

/** The code of a question, made at once; undefined: there can be none, closures answer. */
export function fastQuestion({ policy }: Pick<CompiledPolicy, 'policy'>, question: CompiledQuestion): FastQuestion | undefined {
  const known = made.get(question);
  if (typeof known === 'object') return known ?? undefined;
  const fast = FastQuestion.of(policy, question) ?? null;
  made.set(question, fast);
  return fast ?? undefined;
}
