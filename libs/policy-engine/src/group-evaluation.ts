import type { CompiledField, CompiledGroup, CompiledRule, Consequence } from './compiled-policy.ts';
import type { Evaluation } from './node.ts';
import { sameValue, type Value } from './value.ts';

/** How a rule stands: it applies, it does not (its condition fails, or an exception displaces it), or that is not known. */
export type Standing = 'applies' | 'fails' | 'displaced' | 'open';

/** A group evaluated: which consequences hold, which rules are still open. */
export interface GroupResult {
  readonly group: CompiledGroup;
  readonly standings: readonly Standing[];
  /** Consequences that hold, in the order in which they stand in the pack. */
  readonly holding: readonly Consequence[];
  /** Rules that could still change the answer. */
  readonly open: readonly CompiledRule[];
  /** `collect` only: whether the group's own condition holds. */
  readonly isActive: boolean | undefined;
  /** Applicable rules that contradict each other. */
  readonly conflict: readonly [CompiledRule, CompiledRule] | undefined;
}

/** Evaluates every rule of a group: what applies, what is open while facts are unknown, and what of that holds. */
export function evaluateGroup(group: CompiledGroup, evaluation: Evaluation): GroupResult {
  const isActive = group.when === undefined ? true : (group.when.run(evaluation) as boolean | undefined);
  const standings = standingsOf(group, evaluation, isActive);
  const applying: CompiledRule[] = [];
  const open: CompiledRule[] = [];
  for (let index = 0; index < standings.length; index++) {
    if (standings[index] === 'applies') applying.push(group.rules[index]!);
    else if (standings[index] === 'open') open.push(group.rules[index]!);
  }
  if (group.source.kind === 'collect') {
    const stillOpen = open.filter((rule) => addsAnything(rule, applying));
    return { group, standings, holding: applying, open: stillOpen, isActive, conflict: undefined };
  }
  const [first, ...others] = applying;
  if (first === undefined) {
    const falls = open.length === 0 && isActive === true && group.otherwise !== undefined;
    return { group, standings, holding: falls ? [group.otherwise] : [], open, isActive, conflict: undefined };
  }
  const differing = others.find((other) => !sameAnswer(first, other, evaluation));
  return {
    group,
    standings,
    holding: applying,
    open: open.filter((rule) => !onlyRepeats(rule, applying, evaluation)),
    isActive,
    conflict: differing === undefined ? undefined : [first, differing],
  };
}

function standingsOf(group: CompiledGroup, evaluation: Evaluation, isActive: boolean | undefined): Standing[] {
  const standings = new Array<Standing>(group.rules.length).fill('fails');
  if (isActive === false) return standings;
  for (const index of group.order) {
    const rule = group.rules[index]!;
    if (!rule.ifStated.every((name) => name in evaluation.facts)) continue;
    const holds = rule.when.run(evaluation);
    if (holds === false) continue;
    standings[index] = standingOf(rule, holds === true, standings);
  }
  return standings;
}

/** How a rule stands whose condition holds, or may hold. */
function standingOf({ exceptions }: CompiledRule, holds: boolean, standings: readonly Standing[]): Standing {
  let isOpen = !holds;
  for (const exception of exceptions) {
    if (standings[exception] === 'applies') return 'displaced';
    if (standings[exception] === 'open') isOpen = true;
  }
  return isOpen ? 'open' : 'applies';
}

/** Whether two rules answer alike: equal answers do not conflict, whatever else each points out. */
function sameAnswer(a: Consequence, b: Consequence, evaluation: Evaluation): boolean {
  return (
    a.status === b.status &&
    a.fields.length === b.fields.length &&
    a.fields.every((field) => {
      const other = b.fields.find(({ name }) => name === field.name);
      const value = field.node.run(evaluation);
      return other !== undefined && value !== undefined && sameValue(value, other.node.run(evaluation));
    })
  );
}

/** Whether a rule, should it apply too, would only repeat what is certain. */
export const onlyRepeats = (rule: Consequence, certain: readonly Consequence[], evaluation: Evaluation): boolean =>
  certain.some((one) => sameAnswer(one, rule, evaluation)) &&
  rule.blockers.every((code) => certain.some(({ blockers }) => blockers.includes(code))) &&
  rule.warnings.every((code) => certain.some(({ warnings }) => warnings.includes(code)));

/** Whether an open rule of a collect group could add what the applying ones do not already give. */
export function addsAnything(rule: CompiledRule, applying: readonly CompiledRule[]): boolean {
  const given = (field: string, code: string): boolean =>
    applying.some(({ adds }) => adds.some(([name, codes]) => name === field && codes.includes(code)));
  return (
    rule.fields.length > 0 ||
    rule.status !== 'determined' ||
    rule.adds.some(([field, codes]) => codes.some((code) => !given(field, code))) ||
    rule.blockers.some((code) => !applying.some(({ blockers }) => blockers.includes(code))) ||
    rule.warnings.some((code) => !applying.some(({ warnings }) => warnings.includes(code)))
  );
}

/** A field's value, or undefined while it is unknown. */
export const fieldValue = (field: CompiledField, evaluation: Evaluation): Value | undefined => field.node.run(evaluation);
