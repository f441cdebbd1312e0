import type { CivilDate } from '@guicheng/kernel';
import type { Decision, DecisionRequest } from '@guicheng/policy-model';
import type { Answered } from './answer-question.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import type { TracedDecision } from './decide.ts';
import type { Choice } from './shelf.ts';

/** The policy that answers, and what it is that day. */
export type Chosen = Extract<Choice, { readonly policy: CompiledPolicy }>;

/** What a request says of itself. */
export type Head = Pick<DecisionRequest, 'id' | 'district' | 'question' | 'asOf'>;

/** The keys with which a decision begins, in the contract's order; without an id in the request there is none in the decision. */
export const headOf = ({ id, district, question, asOf }: Head): Pick<Decision, 'id' | 'district' | 'question' | 'asOf'> =>
  id === undefined ? { district, question, asOf } : { id, district, question, asOf };

/** The whole decision, its keys in the contract's order. */
export function decisionOf(
  request: Head,
  { policy, status: policyStatus }: Chosen,
  asOf: CivilDate,
  answered: Answered,
  trace: TracedDecision['trace'] = answered.trace,
): TracedDecision {
  const { id, district, question } = request;
  const { status, outcome, missingFacts, blockers, warnings, because, error } = answered;
  const { digest } = policy;
  const policyId = policy.policy.manifest.id;
  const contested = withDates(policy, asOf, answered.contested);
  // Written out twice: spreading the head into the decision took longer than everything else.
  const decision: { -readonly [key in keyof TracedDecision]: TracedDecision[key] } =
    id === undefined
      ? {
          district,
          question,
          asOf: request.asOf,
          policy: policyId,
          policyStatus,
          digest,
          status,
          outcome,
          missingFacts,
          blockers,
          warnings,
          because,
          contested,
        }
      : {
          id,
          district,
          question,
          asOf: request.asOf,
          policy: policyId,
          policyStatus,
          digest,
          status,
          outcome,
          missingFacts,
          blockers,
          warnings,
          because,
          contested,
        };
  if (error !== undefined) decision.error = error;
  if (trace !== undefined) decision.trace = trace;
  return decision;
}

/** Adds the contested readings of the policy's dates that concern the day. */
function withDates({ contestedDates }: CompiledPolicy, asOf: CivilDate, contested: Decision['contested']): Decision['contested'] {
  if (contestedDates.length === 0) return contested;
  const concerned = contestedDates.filter(({ from, to }) => from <= asOf && asOf <= to);
  return concerned.length === 0 ? contested : [...contested, ...concerned.map(({ entry }) => entry)];
}
