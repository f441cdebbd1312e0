import { ok, parseCivilDate, type CivilDate, type Result } from '@guicheng/kernel';
import { parseFacts, type Decision, type DecisionRequest, type Problem, type RuleTrace } from '@guicheng/policy-model';
import { answerQuestion, type Answered } from './answer-question.ts';
import { chooseQuestion } from './choose-question.ts';
import type { CompiledPolicy, CompiledQuestion } from './compiled-policy.ts';
import { decisionOf } from './decision-of.ts';
import { fastQuestionWhenWorth } from './fast/fast-questions.ts';
import type { Shelf } from './shelf.ts';

/** A decision, with the trace when it was asked for. */
export type TracedDecision = Decision & { readonly trace?: readonly RuleTrace[] };

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
  const answer = answerFacts(choice.policy, question, request.facts, asOf, options);
  return answer.ok ? ok(decisionOf(request, choice, asOf, answer.value)) : answer;
}

/** By generated code where the question has some and the answer is settled, else by closures. */
function answerFacts(
  compiled: CompiledPolicy,
  question: CompiledQuestion,
  stated: DecisionRequest['facts'],
  asOf: CivilDate,
  options: DecideOptions,
): Result<Answered, Problem[]> {
  if (options.closuresOnly !== true) {
    const fast = fastQuestionWhenWorth(compiled, question);
    const row = fast?.parse(stated);
    const answer = row && (options.trace === true ? fast?.tracedAnswer(row, asOf) : fast?.answer(row, asOf));
    if (answer !== undefined) return ok(answer);
  }
  const facts = parseFacts(compiled.policy, question.question, stated);
  return facts.ok ? answerQuestion(compiled, question, facts.value, asOf, options) : facts;
}
