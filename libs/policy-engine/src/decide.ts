import { ok, parseCivilDate, type Result } from '@guicheng/kernel';
import { parseFacts, type Decision, type DecisionRequest, type Problem, type RuleTrace } from '@guicheng/policy-model';
import { answerQuestion } from './answer-question.ts';
import { chooseQuestion } from './choose-question.ts';
import { decisionOf } from './decision-of.ts';
import { fastQuestionWhenWorth } from './fast/fast-questions.ts';
import type { Shelf } from './shelf.ts';

/** A decision, with the trace when it was asked for. */
export type TracedDecision = Decision & { readonly trace?: readonly RuleTrace[] };

/** How a request is answered; nothing here changes the answer itself. */
export interface DecideOptions {
  /** Also tell what every rule came to, on which values. */
  readonly trace?: boolean;
  /** Answer by the closures only, never by generated code: the same answer, slower. For comparing the two. */
  readonly closuresOnly?: boolean;
}

/**
 * Answers a request (already checked by `parseRequest`) from the policies on the shelf. Pure: the same shelf and request give the same decision.
 * Refuses what cannot be a question: an unknown district, facts the policy does not take, rules in conflict. Parts of a decision may be shared with
 * other decisions and are then frozen.
 */
export function decide(shelf: Shelf, request: DecisionRequest, options: DecideOptions = {}): Result<TracedDecision, Problem[]> {
  const asOf = parseCivilDate(request.asOf)!;
  const chosen = chooseQuestion(shelf, request, asOf);
  if (!chosen.ok) return chosen;
  if ('decision' in chosen.value) return ok(chosen.value.decision);
  const { choice, question } = chosen.value;
  const { policy } = choice;
  const fast = options.closuresOnly === true ? undefined : fastQuestionWhenWorth(policy, question);
  const row = fast?.parse(request.facts);
  const settled = row && fast?.decide(row, asOf, options.trace === true);
  if (settled !== undefined) return ok(decisionOf(request, choice, asOf, settled.answer, settled.trace));
  const facts = parseFacts(policy.policy, question.question, request.facts);
  if (!facts.ok) return facts;
  const answer = answerQuestion(policy, question, facts.value, asOf, options);
  return answer.ok ? ok(decisionOf(request, choice, asOf, answer.value)) : answer;
}
