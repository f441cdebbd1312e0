import type { CompiledRule, Consequence } from './compiled-policy.ts';
import { factsRead } from './facts-read.ts';
import { onlyRepeats, type GroupResult } from './group-evaluation.ts';
import { WORKING_DAY_CALENDAR, type Evaluation, type Node } from './node.ts';
import { CAN_FAIL, CAN_HOLD, Supposition } from './possible-values.ts';

/** So many suppositions are tried in search of the smallest set before settling for one from which nothing can be left out. */
const MOST_TRIALS = 2_000;

/**
 * The smallest set of facts that, once known, can complete the answer; of several equally small ones the one the rules ask for first.
 * Found by evaluating under suppositions. Empty: nothing is missing. `never`: facts that will not be known; a set without them is found if there is one.
 */
export function missingFacts(results: readonly GroupResult[], evaluation: Evaluation, never: ReadonlySet<string> = NONE): string[] {
  const candidates = [...blamedFacts(results, evaluation)].filter((name) => !never.has(name));
  if (candidates.length === 0) return [];
  const completes = (assumed: readonly string[]): boolean => {
    const supposition = new Supposition(evaluation, new Set(assumed));
    return results.every((result) => canBeSettled(result, supposition, evaluation));
  };
  let trials = 0;
  for (let size = 1; size < candidates.length; size++) {
    for (const set of subsets(candidates, size)) {
      if (completes(set)) return set;
      trials += 1;
      if (trials >= MOST_TRIALS) return irreducible(candidates, completes);
    }
  }
  return candidates;
}

const NONE: ReadonlySet<string> = new Set();

/** Drops, from the last, every fact without which the set still completes the answer. */
function irreducible(candidates: readonly string[], completes: (assumed: readonly string[]) => boolean): string[] {
  return candidates.reduceRight<string[]>(
    (kept, name) => {
      const without = kept.filter((other) => other !== name);
      return completes(without) ? without : kept;
    },
    [...candidates],
  );
}

function* subsets(names: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= names.length - size; index++)
    for (const rest of subsets(names, size - 1, index + 1)) yield [names[index]!, ...rest];
}

/** The unknown facts that keep something open, in the order in which the rules meet them. */
export function blamedFacts(results: readonly GroupResult[], evaluation: Evaluation): Set<string> {
  const names = new Set<string>();
  for (const { group, open, holding, isActive } of results) {
    if (isActive === undefined && group.when !== undefined) blame(group.when, evaluation, names);
    for (const rule of open) blame(rule.when, evaluation, names);
    for (const consequence of [...holding, ...open]) for (const { node } of consequence.fields) blame(node, evaluation, names);
  }
  return names;
}

/** Adds the facts that keep an expression unknown; nothing when it is known. */
export function blame(node: Node, evaluation: Evaluation, names: Set<string>): void {
  if (node.run(evaluation) !== undefined) return;
  if (node.form === 'fact') names.add(node.name);
  else if (node.form === 'definition') blame(node.definition.body, evaluation, names);
  else if (node.form === 'if') blameBranches(node.args, evaluation, names);
  else if ('args' in node) {
    const unknown = node.args.filter((arg) => arg.run(evaluation) === undefined);
    if (unknown.length === 0)
      for (const name of node.form === 'call' && node.operator.needs === 'part' ? factsRead(node.args[0]!) : [WORKING_DAY_CALENDAR])
        names.add(name);
    for (const arg of unknown) blame(arg, evaluation, names);
  }
}

function blameBranches(args: readonly Node[], evaluation: Evaluation, names: Set<string>): void {
  for (let index = 0; index + 1 < args.length; index += 2) {
    const holds = args[index]!.run(evaluation);
    if (holds === false) continue;
    blame(args[index]!, evaluation, names);
    blame(args[index + 1]!, evaluation, names);
    if (holds === true) return;
  }
  blame(args.at(-1)!, evaluation, names);
}

/** Whether a group's answer can be complete once the assumed facts are known. */
export function canBeSettled(result: GroupResult, supposition: Supposition, evaluation: Evaluation): boolean {
  const { group, standings } = result;
  const known = (consequence: Consequence): boolean => consequence.fields.every(({ node }) => supposition.canBeKnown(node));
  const can = new Map(
    group.rules.map((rule, index) => [
      rule,
      standings[index] === 'fails' || standings[index] === 'displaced' ? CAN_FAIL : supposition.condition(rule.when),
    ]),
  );
  const canFail = (rule: CompiledRule): boolean => (can.get(rule)! & CAN_FAIL) !== 0;
  const canHold = (rule: CompiledRule): boolean => (can.get(rule)! & CAN_HOLD) !== 0;
  const isActiveSettled = group.when === undefined || (supposition.condition(group.when) & (CAN_HOLD | CAN_FAIL)) !== 0;
  if (!isActiveSettled) return false;
  const stillOpen = new Set(result.open);
  if (group.source.kind === 'collect')
    return group.rules.every(
      (rule) => canFail(rule) || (canHold(rule) && known(rule)) || (!stillOpen.has(rule) && !result.holding.includes(rule)),
    );
  const displaces = (rule: CompiledRule, other: CompiledRule): boolean => rule.source.exceptionOf?.includes(other.id) === true;
  const winner = group.rules.some(
    (rule) =>
      canHold(rule) &&
      known(rule) &&
      group.rules.every((other) => other === rule || canFail(other) || displaces(rule, other) || onlyRepeats(other, [rule], evaluation)),
  );
  return winner || (group.rules.every(canFail) && (group.otherwise === undefined || known(group.otherwise)));
}
