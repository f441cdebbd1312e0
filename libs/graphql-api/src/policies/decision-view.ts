import type { Answer, Answered } from '@guicheng/application';
import type { Result } from '@guicheng/kernel';
import type { Decision, Problem, Question, RuleTrace } from '@guicheng/policy-model';
import { refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';
import { clauseView, clauseViews } from './clause-view.ts';
import { explanationView } from './explanation-view.ts';
import { namedFactViews } from './fact-view.ts';
import { isKnownCode, outcomeView } from './outcome-view.ts';
import { traceTreeView } from './trace-tree-view.ts';

const blockers = ({ decision, held }: Answer) =>
  decision.blockers.map(({ code, strength }) => ({
    code,
    strength,
    known: isKnownCode('BlockerCode', code) ? code : null,
    titleZh: held?.policy.blockers[code]?.zh ?? null,
  }));

const warnings = ({ decision, held }: Answer) =>
  decision.warnings.map(({ code }) => ({
    code,
    known: isKnownCode('WarningCode', code) ? code : null,
    titleZh: held?.policy.warnings[code]?.zh ?? null,
  }));

const reasons = ({ decision, held }: Answer) =>
  decision.because.map(({ rule: id, clauses }) => {
    const rule = held?.reason(decision.question as Question, id);
    return {
      rule: id,
      titleZh: rule?.titleZh ?? null,
      titleEn: rule?.titleEn ?? null,
      strength: rule?.strength ?? null,
      clauses,
      citations: held === undefined ? [] : clauseViews(held, clauses),
    };
  });

const contested = ({ decision, held }: Answer) =>
  decision.contested.map(({ clause, reading, alternative }) => {
    const { status, ...fields } = alternative;
    return {
      clause,
      citation: held === undefined ? null : clauseView(held, clause),
      reading,
      alternative,
      alternativeOutcome: outcomeView(decision.question, fields).typed,
      alternativeStatus: status ?? null,
    };
  });

const traceView = (trace: readonly RuleTrace[]) =>
  trace.map((rule) => ({ ...rule, operands: rule.operands.map((operand) => ({ ...operand, known: operand.value !== undefined })) }));

/** The contract's fields as they are; what explains them is worked out when it is selected. */
const decisionView = (answer: Answer, receipt: string | null) => {
  const { decision }: { readonly decision: Decision } = answer;
  const outcome = () => outcomeView(decision.question, decision.outcome);
  return {
    ...decision,
    __typename: 'Decision' as const,
    outcome: () => outcome().typed,
    outcomeJson: decision.outcome,
    outcomeOnlyInJson: () => outcome().onlyInJson,
    missingFactDefinitions: () => (answer.held === undefined ? [] : namedFactViews(answer.held.policy, decision.missingFacts)),
    blockers: () => blockers(answer),
    warnings: () => warnings(answer),
    because: () => reasons(answer),
    contested: () => contested(answer),
    trace: () => traceView(answer.explain()),
    explanation: () => explanationView(answer),
    traceTree: (_: unknown, { trees }: RequestContext) => {
      const budget = trees.take();
      return budget.ok ? traceTreeView(answer) : refused(budget.error);
    },
    receipt,
  };
};

/** `Decision` of the schema, of an answer that leaves no receipt. */
export const answerView = (answer: Answer) => decisionView(answer, null);

/** `DecideResult` of the schema, of an answer that leaves no receipt. */
export const answerResultView = (result: Result<Answer, Problem[]>) => (result.ok ? answerView(result.value) : refused(result.error));

/** `DecideResult` of the schema. */
export const decideResultView = (result: Result<Answered, Problem[]>) =>
  result.ok ? decisionView(result.value, result.value.receipt) : refused(result.error);
