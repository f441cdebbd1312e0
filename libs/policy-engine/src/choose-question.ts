import { err, ok, type CivilDate, type Result } from '@guicheng/kernel';
import { problem, type Decision, type DecisionRequest, type Problem, type Question } from '@guicheng/policy-model';
import type { CompiledQuestion } from './compiled-policy.ts';
import { headOf, type Chosen, type Head } from './decision-of.ts';
import { choosePolicy, type NoPolicyDetail, type Shelf } from './shelf.ts';

/** The question that answers, of the policy that answers; or the decision itself, when no facts are needed for it. */
export type ChosenQuestion = { readonly choice: Chosen; readonly question: CompiledQuestion } | { readonly decision: Decision };

/** Finds who answers a request on a day. Refuses a district of which nothing is held, and a question that a pack does not carry. */
export function chooseQuestion(
  shelf: Shelf,
  request: Head & Pick<DecisionRequest, 'mode'>,
  asOf: CivilDate,
): Result<ChosenQuestion, Problem[]> {
  const choice = choosePolicy(shelf, request.district, asOf, request.mode ?? 'in-force');
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
  if ('detail' in choice) return ok({ decision: noPolicy(request, choice.detail) });
  const { policy } = choice.policy;
  const question = choice.policy.questions.get(request.question as Question);
  if (question !== undefined) return ok({ choice, question });
  if ((policy.manifest.silentOn as readonly string[]).includes(request.question))
    return ok({
      decision: {
        ...noPolicy(request, MATTER_NOT_IN_TEXT),
        policy: policy.manifest.id,
        policyStatus: choice.status,
        digest: choice.policy.digest,
        status: 'not-regulated',
      },
    });
  return err([
    problem(
      'question-not-covered',
      '/question',
      `${policy.manifest.id} 尚未收录“${request.question}”的规则，无法作答。`,
      `${policy.manifest.id} does not yet carry rules for "${request.question}": no answer can be given.`,
    ),
  ]);
}

/** Detail of an answer to a question that the text has no clause for. */
const MATTER_NOT_IN_TEXT = 'matter-not-in-text';

const noPolicy = (request: Head, detail: NoPolicyDetail | typeof MATTER_NOT_IN_TEXT): Decision => ({
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
