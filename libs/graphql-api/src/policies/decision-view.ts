import type { Answer, Answered } from '@guicheng/application';
import type { Result } from '@guicheng/kernel';
import type { Problem, Question, RuleTrace } from '@guicheng/policy-model';
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

/**
 * The contract's fields as they are; what explains them is worked out when it is selected. A class, not an object with a function a field: an answer over HTTP makes
 * one, and making twelve functions for it took longer than the decision itself.
 */
class DecisionView {
  readonly __typename = 'Decision';

  constructor(
    private readonly answer: Answer,
    readonly receipt: string | null,
  ) {}

  get id() {
    return this.answer.decision.id;
  }
  get district() {
    return this.answer.decision.district;
  }
  get question() {
    return this.answer.decision.question;
  }
  get asOf() {
    return this.answer.decision.asOf;
  }
  get policy() {
    return this.answer.decision.policy;
  }
  get policyStatus() {
    return this.answer.decision.policyStatus;
  }
  get digest() {
    return this.answer.decision.digest;
  }
  get status() {
    return this.answer.decision.status;
  }
  get outcomeJson() {
    return this.answer.decision.outcome;
  }
  get missingFacts() {
    return this.answer.decision.missingFacts;
  }
  get error() {
    return this.answer.decision.error;
  }

  outcome() {
    return this.shown().typed;
  }
  outcomeOnlyInJson() {
    return this.shown().onlyInJson;
  }
  missingFactDefinitions() {
    const { held, decision } = this.answer;
    return held === undefined ? [] : namedFactViews(held.policy, decision.missingFacts);
  }
  blockers() {
    return blockers(this.answer);
  }
  warnings() {
    return warnings(this.answer);
  }
  because() {
    return reasons(this.answer);
  }
  contested() {
    return contested(this.answer);
  }
  trace() {
    return traceView(this.answer.explain());
  }
  explanation() {
    return explanationView(this.answer);
  }
  traceTree(_: unknown, { trees }: RequestContext) {
    const budget = trees.take();
    return budget.ok ? traceTreeView(this.answer) : refused(budget.error);
  }

  private shown() {
    const { question, outcome } = this.answer.decision;
    return outcomeView(question, outcome);
  }
}

/** `Decision` of the schema, of an answer that leaves no receipt. */
export const answerView = (answer: Answer): DecisionView => new DecisionView(answer, null);

/** `DecideResult` of the schema, of an answer that leaves no receipt. */
export const answerResultView = (result: Result<Answer, Problem[]>) => (result.ok ? answerView(result.value) : refused(result.error));

/** `DecideResult` of the schema. */
export const decideResultView = (result: Result<Answered, Problem[]>) =>
  result.ok ? new DecisionView(result.value, result.value.receipt) : refused(result.error);
