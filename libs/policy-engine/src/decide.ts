import { err, ok, parseCivilDate, type CivilDate, type Result } from '@guicheng/kernel';
import {
  parseFacts,
  problem,
  type Decision,
  type DecisionRequest,
  type Problem,
  type Question,
  type RuleTrace,
} from '@guicheng/policy-model';
import { answerQuestion, type Answered } from './answer-question.ts';
import type { CompiledPolicy, CompiledQuestion } from './compiled-policy.ts';
import { decisionOf, headOf } from './decision-of.ts';
import { fastQuestionWhenWorth } from './fast/fast-questions.ts';
import { choosePolicy, type NoPolicyDetail, type Shelf } from './shelf.ts';

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
 * Refuses what cannot be a question: an unknown district, facts the policy does not take, rules in conflict.
 */
export function decide(shelf: Shelf, request: DecisionRequest, options: DecideOptions = {}): Result<TracedDecision, Problem[]> {
  const asOf = parseCivilDate(request.asOf)!;
  const mode = request.mode ?? 'in-force';
  const choice = choosePolicy(shelf, request.district, asOf, mode);
  if (choice === undefined) {
    const known = [...shelf.districts.keys()].sort().join('、');
    return err([
      problem(
        'unknown-district',
        '/district',
        `没有“${request.district}”的规则。已收录：${known}。`,
        `No policy is held for the district "${request.district}". Held: ${known}.`,
      ),
    ]);
  }
  if ('detail' in choice) return ok(noPolicy(request, choice.detail));
  const { policy } = choice.policy;
  const question = choice.policy.questions.get(request.question as Question);
  if (question === undefined && (policy.manifest.silentOn as readonly string[]).includes(request.question))
    return ok({
      ...noPolicy(request, MATTER_NOT_IN_TEXT),
      policy: policy.manifest.id,
      policyStatus: choice.status,
      digest: choice.policy.digest,
      status: 'not-regulated',
    });
  if (question === undefined)
    return err([
      problem(
        'question-not-covered',
        '/question',
        `${policy.manifest.id} 尚未收录“${request.question}”的规则，无法作答。`,
        `${policy.manifest.id} does not yet carry rules for "${request.question}": no answer can be given.`,
      ),
    ]);
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
  if (options.trace !== true && options.closuresOnly !== true) {
    const fast = fastQuestionWhenWorth(compiled, question);
    const row = fast?.parse(stated);
    const answer = row && fast?.answer(row, asOf);
    if (answer !== undefined) return ok(answer);
  }
  const facts = parseFacts(compiled.policy, question.question, stated);
  return facts.ok ? answerQuestion(compiled, question, facts.value, asOf, options) : facts;
}

/** Detail of an answer to a question that the text has no clause for. */
const MATTER_NOT_IN_TEXT = 'matter-not-in-text';

const noPolicy = (request: DecisionRequest, detail: NoPolicyDetail | typeof MATTER_NOT_IN_TEXT): Decision => ({
  ...headOf(request),
  policy: null,
  policyStatus: null,
  digest: null,
  status: 'no-policy',
  outcome: { detail },
  missingFacts: [],
  blockers: [],
  warnings: [],
  because: [],
  contested: [],
});
