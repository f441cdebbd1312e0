import type { Result } from '@guicheng/kernel';
import type { Decision, Problem } from '@guicheng/policy-model';
import type { FactRow } from '../fast/fact-row.ts';
import type { PreparedQuestion } from './prepared-question.ts';

/** A decision, or why there is none. */
export type Decided = Result<Decision, Problem[]>;

/**
 * Decides one question for many facts, in their order, one at a time as they are asked for: memory does not grow with their number. An async source is
 * waited for between any two of them, which takes longer than deciding; one that yields lists of rows is faster decided list by list.
 */
export function decideAll(question: PreparedQuestion, rows: Iterable<FactRow>): Generator<Decided, void>;
export function decideAll(question: PreparedQuestion, rows: AsyncIterable<FactRow>): AsyncGenerator<Decided, void>;
export function decideAll(
  question: PreparedQuestion,
  rows: Iterable<FactRow> | AsyncIterable<FactRow>,
): Generator<Decided, void> | AsyncGenerator<Decided, void> {
  return Symbol.iterator in rows ? decideEach(question, rows) : decideEachLater(question, rows);
}

function* decideEach(question: PreparedQuestion, rows: Iterable<FactRow>): Generator<Decided, void> {
  for (const row of rows) yield question.decide(row);
}

async function* decideEachLater(question: PreparedQuestion, rows: AsyncIterable<FactRow>): AsyncGenerator<Decided, void> {
  for await (const row of rows) yield question.decide(row);
}
