import { percentHalfUp } from '@guicheng/kernel';
import { printValue, type Decision, type JsonValue, type OutcomeFieldDefinition, type Policy } from '@guicheng/policy-model';
import type { CompiledContest, Consequence } from './compiled-policy.ts';
import type { GroupResult } from './group-evaluation.ts';
import type { Evaluation } from './node.ts';
import { RuleFault } from './rule-fault.ts';
import { isRatio, sameValue, type Value } from './value.ts';

/** The parts of a decision that rules make. */
export type Answer = Pick<Decision, 'outcome' | 'blockers' | 'warnings' | 'because' | 'contested'> & {
  /** Two groups that fill one field differently: the field. */
  readonly clash: string | undefined;
  /** A field whose value is not known. */
  readonly isPartial: boolean;
};

/** Joins what the groups give into one answer. */
export function gatherAnswer(policy: Policy, results: readonly GroupResult[], evaluation: Evaluation): Answer {
  const outcome = new Map<string, { readonly value: Value; readonly definition: OutcomeFieldDefinition }>();
  const lists = new Map<string, string[]>();
  const because: Decision['because'][number][] = [];
  const contested: Decision['contested'][number][] = [];
  const blockers = new Set<string>();
  const warnings = new Set<string>();
  let clash: string | undefined;
  let isPartial = false;
  // A list to which an open rule could still add is not certain yet: it is left out rather than shown short.
  const openLists = new Set<string>();
  for (const { open } of results) for (const { adds } of open) for (const [field] of adds) openLists.add(field);
  for (const { group, holding, isActive } of results) {
    if (isActive === true) for (const list of group.source.lists ?? []) if (!lists.has(list)) lists.set(list, []);
    for (const consequence of holding) {
      because.push({ rule: consequence.id, clauses: consequence.cites });
      for (const code of consequence.blockers) blockers.add(code);
      for (const code of consequence.warnings) warnings.add(code);
      for (const [field, codes] of consequence.adds) lists.set(field, [...new Set([...(lists.get(field) ?? []), ...codes])]);
      for (const { name, definition, node } of consequence.fields) {
        const value = node.run(evaluation);
        const given = outcome.get(name);
        if (value === undefined) isPartial = true;
        else if (given === undefined) outcome.set(name, { value, definition });
        else if (!sameValue(given.value, value)) clash = name;
      }
      if (consequence.contested.length > 0) contested.push(...contestsOf(consequence, evaluation));
    }
  }
  const printed: Record<string, JsonValue> = {};
  for (const [name, { value, definition }] of outcome) printed[name] = printOutcome(definition, value);
  for (const [name, codes] of lists) if (!openLists.has(name)) printed[name] = codes;
  return {
    outcome: printed,
    blockers: [...blockers].map((code) => ({ code, strength: policy.blockers[code]!.strength })),
    warnings: [...warnings].map((code) => ({ code })),
    because,
    contested: withoutRepeats(contested),
    clash,
    isPartial,
  };
}

/** The contested readings that this consequence rests on, on these facts. */
function contestsOf(consequence: Consequence, evaluation: Evaluation): Decision['contested'][number][] {
  return consequence.contested.flatMap((contest) =>
    contest.when === undefined || contest.when.run(evaluation) === true
      ? [{ clause: contest.source.clause, reading: contest.source.readingZh, alternative: alternativeOf(contest, evaluation) }]
      : [],
  );
}

function alternativeOf(contest: CompiledContest, evaluation: Evaluation): Record<string, JsonValue> {
  const alternative: Record<string, JsonValue> = contest.status === undefined ? {} : { status: contest.status };
  for (const { name, definition, node } of contest.fields) {
    const value = node.run(evaluation);
    if (value !== undefined) alternative[name] = printOutcome(definition, value);
  }
  return alternative;
}

/** Contested entries, each once. */
export const withoutRepeats = (entries: readonly Decision['contested'][number][]): Decision['contested'][number][] => {
  if (entries.length < 2) return [...entries];
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = JSON.stringify(entry);
    return !seen.has(key) && seen.add(key);
  });
};

/** Writes an outcome value as the contract does; a ratio as a percentage, rounded half up to two decimals. */
export function printOutcome(definition: Pick<OutcomeFieldDefinition, 'type'>, value: Value): JsonValue {
  if (!isRatio(value)) return printValue(definition.type, value);
  const percent = percentHalfUp(value.part, value.whole);
  if (percent === undefined)
    throw new RuleFault('division-by-zero', '比例的分母为零，无法写成百分数。', 'The whole of the ratio is zero: it has no percentage.');
  return percent;
}
