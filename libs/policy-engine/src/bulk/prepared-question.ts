import { ok, parseCivilDate, type CivilDate, type Result } from '@guicheng/kernel';
import { parseFacts, type Decision, type DecisionRequest, type FactValues, type JsonValue, type Problem } from '@guicheng/policy-model';
import { answerQuestion } from '../answer-question.ts';
import { chooseQuestion, type ChosenQuestion } from '../choose-question.ts';
import type { DecideOptions, TracedDecision } from '../decide.ts';
import { decisionOf } from '../decision-of.ts';
import { layoutOf, rowOf, valuesOf, type FactLayout, type FactRow } from '../fast/fact-row.ts';
import type { FastQuestion } from '../fast/fast-question.ts';
import { fastQuestion } from '../fast/fast-questions.ts';
import type { Shelf } from '../shelf.ts';

/** A request without its facts: which question, of whom, on which day. */
export type QuestionHead = Pick<DecisionRequest, 'id' | 'district' | 'question' | 'asOf' | 'mode'>;

/**
 * One question on one day, made ready for many decisions. Gives what `decide` gives; the parts of a decision that other facts lead to
 * as well are shared and frozen.
 */
export interface PreparedQuestion {
  /** Reads stated facts; refuses what `decide` refuses. */
  parse(stated: Readonly<Record<string, JsonValue>>): Result<FactRow, Problem[]>;
  /** Facts that were parsed before, by `parseFacts` for the same policy and question. */
  row(values: FactValues): FactRow;
  decide(row: FactRow, options?: Pick<DecideOptions, 'trace'>): Result<TracedDecision, Problem[]>;
}

/** Finds the policy and makes its code. The head is already checked, as by `parseRequest`; refuses what `decide` refuses without looking at facts. */
export function prepareQuestion(shelf: Shelf, head: QuestionHead): Result<PreparedQuestion, Problem[]> {
  const asOf = parseCivilDate(head.asOf)!;
  const chosen = chooseQuestion(shelf, head, asOf);
  if (!chosen.ok) return chosen;
  return ok('decision' in chosen.value ? new SettledQuestion(chosen.value.decision) : new OpenQuestion(head, asOf, chosen.value));
}

/** No facts can change the answer, so that none are read. */
class SettledQuestion implements PreparedQuestion {
  readonly #answer: Result<Decision, never>;

  constructor(decision: Decision) {
    this.#answer = ok(Object.freeze(decision));
  }

  parse(): Result<FactRow, never> {
    return ok([]);
  }

  row(): FactRow {
    return [];
  }

  decide(): Result<Decision, never> {
    return this.#answer;
  }
}

class OpenQuestion implements PreparedQuestion {
  readonly #layout: FactLayout;
  readonly #fast: FastQuestion | undefined;

  constructor(
    private readonly head: QuestionHead,
    private readonly asOf: CivilDate,
    private readonly chosen: Exclude<ChosenQuestion, { readonly decision: Decision }>,
  ) {
    const { policy } = chosen.choice;
    this.#layout = layoutOf(policy.policy, chosen.question.question);
    this.#fast = fastQuestion(policy, chosen.question);
  }

  parse(stated: Readonly<Record<string, JsonValue>>): Result<FactRow, Problem[]> {
    const row = this.#fast?.parse(stated);
    if (row !== undefined) return ok(row);
    const facts = parseFacts(this.chosen.choice.policy.policy, this.chosen.question.question, stated);
    return facts.ok ? ok(this.row(facts.value)) : facts;
  }

  row(values: FactValues): FactRow {
    return rowOf(this.#layout, values);
  }

  decide(row: FactRow, { trace }: Pick<DecideOptions, 'trace'> = {}): Result<TracedDecision, Problem[]> {
    const { choice, question } = this.chosen;
    if (trace === true) {
      const traced = this.#fast?.decide(row, this.asOf, true);
      if (traced !== undefined) return ok(decisionOf(this.head, choice, this.asOf, traced.answer, traced.trace));
    } else {
      const settled = this.#fast?.answer(row, this.asOf);
      if (settled !== undefined) return ok(decisionOf(this.head, choice, this.asOf, settled));
    }
    const answer = answerQuestion(choice.policy, question, valuesOf(this.#layout, row), this.asOf, { trace: trace === true });
    return answer.ok ? ok(decisionOf(this.head, choice, this.asOf, answer.value)) : answer;
  }
}
