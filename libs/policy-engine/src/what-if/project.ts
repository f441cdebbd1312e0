import type { CivilDate } from '@guicheng/kernel';
import type { DecisionStatus, FactValue, FactValues, JsonValue } from '@guicheng/policy-model';
import { gatherAnswer } from '../answer.ts';
import { isOpenResult } from '../answer-question.ts';
import type { CompiledPolicy, CompiledQuestion } from '../compiled-policy.ts';
import { evaluateGroup } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import { statusOf } from '../status.ts';

/** What is asked about: a question of a policy on a day. */
export interface Subject {
  readonly compiled: CompiledPolicy;
  readonly question: CompiledQuestion;
  readonly asOf: CivilDate;
}

/** An answer, as far as a wish can be held against it. */
export interface ShortAnswer {
  readonly status: DecisionStatus;
  readonly outcome: Readonly<Record<string, JsonValue>>;
  readonly blockers: readonly string[];
}

/** The answer on some facts, without looking for what is missing; undefined: there is none, the facts contradict each other or the rules cannot compute on them. */
export function shortAnswer({ compiled, question, asOf }: Subject, facts: FactValues): ShortAnswer | undefined {
  const evaluation: Evaluation = { facts, asOf, memo: [], computed: [] };
  try {
    if (question.contradictions.some(({ when }) => when.run(evaluation) === true)) return undefined;
    const results = question.groups.map((group) => evaluateGroup(group, evaluation));
    if (results.some(({ conflict }) => conflict !== undefined)) return undefined;
    const { clash, isPartial, outcome, blockers } = gatherAnswer(compiled.policy, results, evaluation);
    if (clash !== undefined) return undefined;
    const isOpen = isPartial || results.some(isOpenResult);
    const status = isOpen ? 'needs-facts' : statusOf(results.flatMap(({ holding }) => holding));
    return { status, outcome, blockers: blockers.map(({ code }) => code) };
  } catch (cause) {
    if (cause instanceof RuleFault) return undefined;
    throw cause;
  }
}

/** The same facts, one of them otherwise. */
export const withFact = (facts: FactValues, name: string, value: FactValue): FactValues =>
  Object.assign(Object.create(null) as Record<string, FactValue>, facts, { [name]: value });
