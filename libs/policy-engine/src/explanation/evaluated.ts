import { ok, parseCivilDate, type Result } from '@guicheng/kernel';
import { parseFacts, type Decision, type DecisionRequest, type Problem } from '@guicheng/policy-model';
import { chooseQuestion } from '../choose-question.ts';
import type { CompiledContradiction, CompiledPolicy, CompiledQuestion } from '../compiled-policy.ts';
import { decide } from '../decide.ts';
import { evaluateGroup, type GroupResult } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import type { Shelf } from '../shelf.ts';

/** A question with everything its rules came to on some facts. */
export interface EvaluatedQuestion {
  readonly compiled: CompiledPolicy;
  readonly question: CompiledQuestion;
  readonly evaluation: Evaluation;
  /** Empty where the facts contradict each other. */
  readonly results: readonly GroupResult[];
  readonly contradiction: CompiledContradiction | undefined;
}

/** A decision, and what it was made from; nothing where no rules were asked (no policy in force, a matter that the text does not have). */
export interface Evaluated {
  readonly decision: Decision;
  readonly evaluated: EvaluatedQuestion | undefined;
}

/** Decides, and keeps what the rules came to. Refuses what `decide` refuses. */
export function evaluateRequest(shelf: Shelf, request: DecisionRequest): Result<Evaluated, Problem[]> {
  const decided = decide(shelf, request);
  if (!decided.ok) return decided;
  const decision = decided.value;
  const asOf = parseCivilDate(request.asOf)!;
  const chosen = chooseQuestion(shelf, request, asOf);
  if (!chosen.ok) return chosen;
  if ('decision' in chosen.value) return ok({ decision, evaluated: undefined });
  const { choice, question } = chosen.value;
  const compiled = choice.policy;
  const facts = parseFacts(compiled.policy, question.question, request.facts);
  if (!facts.ok) return facts;
  const evaluation: Evaluation = {
    facts: facts.value,
    asOf,
    memo: [],
    computed: [],
  };
  const contradiction = question.contradictions.find(({ when }) => when.run(evaluation) === true);
  const results = contradiction === undefined ? question.groups.map((group) => evaluateGroup(group, evaluation)) : [];
  return ok({
    decision,
    evaluated: { compiled, question, evaluation, results, contradiction },
  });
}
