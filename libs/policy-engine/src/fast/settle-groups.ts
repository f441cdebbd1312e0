import type { CompiledRule, Consequence } from '../compiled-policy.ts';
import { addsAnything } from '../group-evaluation.ts';
import { isSet, type GroupBits } from './bit-layout.ts';
import { agreement, type Check, type Places } from './part.ts';

/** What a group contributes to an answer in which nothing is open. */
export interface SettledGroup {
  readonly holding: readonly Consequence[];
  /** The group's condition holds. */
  readonly isActive: boolean;
  /** Must hold besides, or the answer is another one. */
  readonly checks: readonly Check[];
}

/**
 * Reads off the words what `evaluateGroup` would conclude. undefined: something is open or in conflict (or could be), and closures
 * have to say what.
 */
export function settleGroup(
  { group, isActive, isActiveOpen, rules }: GroupBits,
  words: Int32Array,
  places: Places,
): SettledGroup | undefined {
  const isUnknown = isActiveOpen !== undefined && isSet(words, isActiveOpen);
  if (isUnknown && (group.source.lists !== undefined || group.otherwise !== undefined)) return undefined;
  const active = isActive === undefined || isSet(words, isActive);
  const applying = group.rules.filter((_, index) => isSet(words, rules[index]!.applies));
  const open = group.rules.filter((_, index) => isSet(words, rules[index]!.open));
  if (group.source.kind === 'collect')
    return open.some((rule) => addsAnything(rule, applying)) ? undefined : { holding: applying, isActive: active, checks: [] };
  const [first, ...others] = applying;
  if (first === undefined) {
    if (open.length > 0) return undefined;
    return { holding: active && group.otherwise !== undefined ? [group.otherwise] : [], isActive: active, checks: [] };
  }
  const agreements = [...others.map((other) => alike(first, other, places)), ...open.map((rule) => repeats(rule, applying, places))];
  if (agreements.includes(false)) return undefined;
  return { holding: applying, isActive: active, checks: agreements.flatMap((checks) => checks || []) };
}

const alike = (a: Consequence, b: Consequence, places: Places): false | Check[] =>
  a.status === b.status && agreement(a.fields, b.fields, places);

/** `onlyRepeats`, on what is written; the first consequence that could be repeated is the one to compare with. */
function repeats(rule: CompiledRule, certain: readonly Consequence[], places: Places): false | Check[] {
  const pointedOut =
    rule.blockers.every((code) => certain.some(({ blockers }) => blockers.includes(code))) &&
    rule.warnings.every((code) => certain.some(({ warnings }) => warnings.includes(code)));
  if (!pointedOut) return false;
  for (const one of certain) {
    const checks = alike(one, rule, places);
    if (checks !== false) return checks;
  }
  return false;
}
