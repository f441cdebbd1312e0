import type { CompiledGroup } from '../compiled-policy.ts';
import type { Evaluation } from '../node.ts';
import { sameConsequence } from './find-sightings.ts';
import { consequencesOf, type ChangedRule, type Matter, type PlacedRule } from './matter.ts';
import { partNames } from './part-names.ts';
import type { PartDifference } from './parts-that-differ.ts';
import type { Verdict } from './verdict.ts';

interface Both<T> {
  readonly a: T;
  readonly b: T;
}

/**
 * What a differing part is to be put down to: the one rule, notion or group that changed, where it is one; else the pair of rules between which the
 * answer moved. Equal causes make one finding.
 */
export function causeOf(
  question: string,
  matter: Matter,
  difference: PartDifference,
  verdicts: Both<Verdict>,
  pair: Both<Evaluation>,
): string {
  const bearing = unitsAmong(rulesNear(matter, difference.name), question, verdicts, pair);
  const units = bearing.size > 0 ? bearing : unitsAmong(matter.rules, question, verdicts, pair);
  for (const { id, a, b, isOwn, notions } of matter.heads) {
    const group = a ?? b!;
    if (units.size > 0 || (!(b !== undefined && gives(b, difference.name)) && !gives(group, difference.name))) continue;
    if (isOwn) units.add(`group:${question}/${id}`);
    else for (const name of notions) units.add(`definition:${name}`);
  }
  if (units.size === 1) return [...units][0]!;
  // Where several rules give the same, the first in the pack's order stands for them.
  const by = (side: 'a' | 'b'): string => (difference[side]?.by ?? verdicts[side].instead(difference.name))[0] ?? '';
  return `pair:${question}/${by('a')}|${by('b')}`;
}

/** What changed among rules that stand or speak differently on these facts. */
function unitsAmong(rules: readonly ChangedRule[], question: string, verdicts: Both<Verdict>, pair: Both<Evaluation>): Set<string> {
  const units = new Set<string>();
  for (const rule of rules) {
    const [one, other] = [standingOf(rule.a, verdicts.a), standingOf(rule.b, verdicts.b)];
    const isSame =
      one === other && (rule.a === undefined || rule.b === undefined || one === 'fails' || sameConsequence(rule.a, rule.b, pair));
    if (isSame) continue;
    if (rule.isOwn) units.add(`rule:${question}/${rule.path}`);
    else if (rule.notions.length > 0) for (const name of rule.notions) units.add(`definition:${name}`);
    else units.add(`group:${question}/${(rule.a ?? rule.b)!.group.source.id}`);
  }
  return units;
}

const near = new WeakMap<Matter, Map<string, readonly ChangedRule[]>>();

/** The changed rules that bear on a part. */
function rulesNear(matter: Matter, name: string): readonly ChangedRule[] {
  const known = near.get(matter) ?? new Map<string, readonly ChangedRule[]>();
  near.set(matter, known);
  const found = known.get(name) ?? matter.rules.filter((rule) => canGive(rule, name, matter));
  known.set(name, found);
  return found;
}

function standingOf(placed: PlacedRule | undefined, { results }: Verdict): string {
  if (placed === undefined) return 'fails';
  const result = results.find(({ group }) => group === placed.group);
  return result?.standings[placed.group.rules.indexOf(placed.rule)] ?? 'unknown';
}

const gives = (group: CompiledGroup, name: string): boolean =>
  name === 'fault' ||
  name === 'status' ||
  (group.source.lists ?? []).includes(name.split(' ')[1]!) ||
  consequencesOf(group).some((one) => partNames(one).includes(name));

/** Whether a changed rule bears on a part: it gives it, stands in a choice with a rule that does, or displaces one. */
function canGive(rule: ChangedRule, name: string, { a, b }: Matter): boolean {
  return [rule.a, rule.b].some((placed) => {
    if (placed === undefined) return false;
    if (name === 'fault' || name === 'status' || partNames(placed.rule).includes(name)) return true;
    const same = [...a, ...b].filter(({ source }) => source.id === placed.group.source.id);
    if (placed.group.source.kind === 'choose') return same.some((group) => gives(group, name));
    const displaced = placed.rule.source.exceptionOf ?? [];
    return same.some((group) => group.rules.some((other) => displaced.includes(other.id) && partNames(other).includes(name)));
  });
}
