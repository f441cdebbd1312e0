import { ok, type Result } from '@guicheng/kernel';
import { decide, explain, explainTree, type Explanation, type GroupNode } from '@guicheng/policy-engine';
import { parseRequest, type Decision, type DecisionRequest, type Problem, type RuleTrace } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { Holdings } from './policy-library.ts';
import { checkText } from './text-check.ts';

/** A decision with what explains it. */
export interface Answer {
  readonly request: DecisionRequest;
  readonly decision: Decision;
  /** The policy that answered; undefined: nothing was in force. */
  readonly held: HeldPolicy | undefined;
  /** What the question was answered from. */
  readonly holdings: Holdings;
  /** Every rule that was looked at. Evaluated when called: the engine is pure, so it explains exactly this decision. */
  explain(): readonly RuleTrace[];
  /** The decision in one paragraph, with the figures in it. Worked out when called. */
  explanation(): Explanation;
  /** The whole way to it. Worked out when called. */
  tree(): readonly GroupNode[];
}

/** Answers one question from one state of the library; refuses with everything that is wrong with the request. */
export const answerQuestion = (holdings: Holdings, raw: unknown): Result<Answer, Problem[]> => {
  const text = checkText(raw);
  if (text.length > 0) return { ok: false, error: text };
  const parsed = parseRequest(raw);
  if (!parsed.ok) return parsed;
  const request = parsed.value;
  const decided = decide(holdings.shelf, request);
  if (!decided.ok) return decided;
  return ok(answerOf(holdings, request, decided.value));
};

/** A decision that was made on a request, with what explains it. */
export const answerOf = (holdings: Holdings, request: DecisionRequest, decision: Decision): Answer => ({
  request,
  decision,
  holdings,
  held: decision.digest === null ? undefined : holdings.byDigest(decision.digest),
  explain: () => traceOf(holdings, request),
  explanation: () => explained(explain(holdings.shelf, request)),
  tree: () => explained(explainTree(holdings.shelf, request)),
});

/** What was answered can be explained. */
function explained<T>(result: Result<T, Problem[]>): T {
  if (!result.ok) throw new Error('a request that was answered is refused when it is explained');
  return result.value;
}

const traceOf = (holdings: Holdings, request: DecisionRequest): readonly RuleTrace[] => {
  return explained(decide(holdings.shelf, request, { trace: true })).trace ?? [];
};
