import type { FactValue } from '@guicheng/policy-model';
import { representativesOf } from '../cells/representatives.ts';
import type { CompiledQuestion } from '../compiled-policy.ts';
import type { EvaluatedQuestion } from '../explanation/evaluated.ts';
import { evaluateGroup, type GroupResult } from '../group-evaluation.ts';
import { missingFacts } from '../missing-facts.ts';
import { WORKING_DAY_CALENDAR, type Evaluation } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import { openMatters } from './open-facts.ts';

/** Boundaries hang on the rules alone and are looked for once. */
const representatives = new WeakMap<CompiledQuestion, ReadonlyMap<string, readonly FactValue[]>>();

function valuesOf({ compiled, question }: EvaluatedQuestion, name: string): readonly FactValue[] {
  let known = representatives.get(question);
  if (known === undefined) {
    known = representativesOf(compiled, question.question);
    representatives.set(question, known);
  }
  return known.get(name) ?? [];
}

/** What knowing a fact brings, on average over its representative values: how often nothing is open then, and how many facts may else be asked. */
interface Promise {
  readonly settled: number;
  readonly remaining: number;
}

/**
 * The fact to ask for next: of the smallest set that can complete the answer, the one that settles it for most of its possible values; of equal ones the
 * one that leaves fewest facts to ask; then the one that the rules meet first. Each value is tried by evaluation.
 */
export function bestFact(evaluated: EvaluatedQuestion, groups: readonly GroupResult[], skipped: ReadonlySet<string>): string | undefined {
  const candidates = missingFacts(groups, evaluated.evaluation, new Set([...skipped, WORKING_DAY_CALENDAR]));
  if (candidates.length < 2) return candidates[0];
  let best: { readonly name: string; readonly promise: Promise } | undefined;
  for (const name of candidates) {
    const promise = promiseOf(evaluated, name, skipped);
    if (best === undefined || isBetter(promise, best.promise)) best = { name, promise };
  }
  return best?.name;
}

const isBetter = (a: Promise, b: Promise): boolean => a.settled > b.settled || (a.settled === b.settled && a.remaining < b.remaining);

function promiseOf(evaluated: EvaluatedQuestion, name: string, skipped: ReadonlySet<string>): Promise {
  const found = valuesOf(evaluated, name).flatMap((value) => openAfter(evaluated, name, value, skipped) ?? []);
  const count = Math.max(1, found.length);
  return {
    settled: found.filter((open) => open === 0).length / count,
    remaining: found.length === 0 ? Infinity : found.reduce((sum, open) => sum + open, 0) / count,
  };
}

/** How many facts may still be asked once this one is known; undefined: no such project can be. */
function openAfter(
  { question, evaluation: { facts, asOf } }: EvaluatedQuestion,
  name: string,
  value: FactValue,
  skipped: ReadonlySet<string>,
): number | undefined {
  const told = Object.assign(Object.create(null) as Record<string, FactValue>, facts, { [name]: value });
  const evaluation: Evaluation = { facts: told, asOf, memo: [], computed: [] };
  try {
    if (question.contradictions.some(({ when }) => when.run(evaluation) === true)) return undefined;
    const results = question.groups.map((group) => evaluateGroup(group, evaluation));
    return openMatters(results, evaluation, skipped).facts.size;
  } catch (cause) {
    // A value with which a rule cannot compute is none that a project has.
    if (cause instanceof RuleFault) return undefined;
    throw cause;
  }
}
