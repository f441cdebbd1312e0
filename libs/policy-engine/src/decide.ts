import { err, ok, parseCivilDate, type CivilDate, type Result } from '@guicheng/kernel';
import {
  at,
  parseFacts,
  problem,
  type Decision,
  type DecisionRequest,
  type DecisionStatus,
  type FactValues,
  type Problem,
  type Question,
  type RuleTrace,
} from '@guicheng/policy-model';
import { gatherAnswer } from './answer.ts';
import type { CompiledPolicy, CompiledQuestion } from './compiled-policy.ts';
import { evaluateGroup, type GroupResult } from './group-evaluation.ts';
import { missingFacts } from './missing-facts.ts';
import { WORKING_DAY_CALENDAR, type Evaluation } from './node.ts';
import { RuleFault } from './rule-fault.ts';
import { choosePolicy, type NoPolicyDetail, type Shelf } from './shelf.ts';
import { traceGroups } from './trace.ts';

/** A decision, with the trace when it was asked for. */
export type TracedDecision = Decision & { readonly trace?: readonly RuleTrace[] };

export interface DecideOptions {
  /** Also tell what every rule came to, on which values. */
  readonly trace?: boolean;
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
  const facts = parseFacts(policy, question.question, request.facts);
  if (!facts.ok) return facts;
  try {
    const answer = answerQuestion(choice.policy, question, facts.value, asOf, options);
    if (!answer.ok) return answer;
    const { trace, ...rest } = answer.value;
    const dates = policy.manifest.contested.filter(({ from, to }) => parseCivilDate(from)! <= asOf && asOf <= parseCivilDate(to)!);
    return ok({
      ...headOf(request),
      policy: policy.manifest.id,
      policyStatus: choice.status,
      digest: choice.policy.digest,
      ...rest,
      contested: [
        ...rest.contested,
        ...dates.map(({ clause, readingZh, alternative }) => ({
          clause,
          reading: readingZh,
          alternative: alternative as Decision['outcome'],
        })),
      ],
      ...(trace === undefined ? {} : { trace }),
    });
  } catch (cause) {
    // What a rule cannot compute on these facts is the asker's to change; everything else is a fault.
    if (cause instanceof RuleFault) return err([problem(cause.code, '/facts', cause.zh, cause.en)]);
    throw cause;
  }
}

type Answered = Omit<Decision, 'id' | 'district' | 'question' | 'asOf' | 'policy' | 'policyStatus' | 'digest'> & {
  readonly trace?: readonly RuleTrace[];
};

function answerQuestion(
  compiled: CompiledPolicy,
  question: CompiledQuestion,
  facts: FactValues,
  asOf: CivilDate,
  options: DecideOptions,
): Result<Answered, Problem[]> {
  const evaluation: Evaluation = { facts, asOf, memo: new Array(compiled.definitionCount), computed: new Array(compiled.definitionCount) };
  const contradiction = question.contradictions.find(({ when }) => when.run(evaluation) === true);
  if (contradiction !== undefined) return ok(contradictory(contradiction.source));
  const results = question.groups.map((group) => evaluateGroup(group, evaluation));
  const conflict = results.find((result) => result.conflict !== undefined);
  if (conflict !== undefined) return err([conflictProblem(compiled, question, conflict)]);
  const { clash, isPartial, ...answer } = gatherAnswer(compiled.policy, results, evaluation);
  if (clash !== undefined)
    return err([
      problem(
        'rules-conflict',
        at('/questions', question.question, 'groups'),
        `规则对结果字段“${clash}”给出不同的值，不能作答：请管理员修正规则。`,
        `The rules give different values for "${clash}": no answer is given until the rules are mended.`,
      ),
    ]);
  const isOpen = isPartial || results.some(isOpenResult);
  const missing = isOpen ? missingFacts(results, evaluation) : [];
  return ok({
    status: isOpen ? 'needs-facts' : statusOf(results),
    outcome:
      missing.length === 1 && missing[0] === WORKING_DAY_CALENDAR ? { ...answer.outcome, detail: 'calendar-not-known' } : answer.outcome,
    missingFacts: missing,
    blockers: answer.blockers,
    warnings: answer.warnings,
    because: answer.because,
    contested: answer.contested,
    ...(options.trace === true ? { trace: traceGroups(compiled.policy, results, evaluation) } : {}),
  });
}

const isOpenResult = ({ group, open, isActive }: GroupResult): boolean =>
  open.length > 0 || (isActive === undefined && (group.source.lists !== undefined || group.otherwise !== undefined));

/** The first of these that any group gives. */
const SEVERITY: readonly DecisionStatus[] = ['needs-judgement', 'not-regulated'];

function statusOf(results: readonly GroupResult[]): DecisionStatus {
  const given = new Set<DecisionStatus>(results.flatMap(({ holding }) => holding.map(({ status }) => status)));
  return SEVERITY.find((status) => given.has(status)) ?? 'determined';
}

function contradictory(source: CompiledQuestion['contradictions'][number]['source']): Answered {
  const names = source.facts.join('、');
  return {
    status: 'contradictory-facts',
    outcome: {},
    missingFacts: [],
    blockers: [],
    warnings: [],
    because: [{ rule: source.id, clauses: source.cites }],
    contested: [],
    error: {
      code: 'contradictory-facts',
      message: `${source.titleZh}：${names} 不能同时成立，请核对。 ${source.titleEn}: check ${source.facts.join(', ')}.`,
      pointer: at('/facts', source.facts[0]!),
      facts: source.facts,
    },
  };
}

function conflictProblem(compiled: CompiledPolicy, question: CompiledQuestion, { group, conflict }: GroupResult): Problem {
  const [a, b] = conflict!;
  const pointer = at('/questions', question.question, 'groups', question.groups.indexOf(group));
  const named = [a, b].map((rule) => `${rule.id}（${rule.cites.join('、')}）`).join(' / ');
  return problem(
    'rules-conflict',
    pointer,
    `${compiled.policy.manifest.id} 的两条规则同时适用而结论不同：${named}。请管理员写明例外关系。`,
    `Two rules of ${compiled.policy.manifest.id} apply and differ: ${named}. The exception must be stated.`,
  );
}

const headOf = (request: DecisionRequest): Pick<Decision, 'id' | 'district' | 'question' | 'asOf'> => ({
  ...(request.id === undefined ? {} : { id: request.id }),
  district: request.district,
  question: request.question,
  asOf: request.asOf,
});

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
