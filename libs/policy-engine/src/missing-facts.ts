import { LIMITS } from '@guicheng/policy-model';
import { Completion, newSearch, type Search } from './completion.ts';
import { factsRead } from './facts-read.ts';
import type { GroupResult } from './group-evaluation.ts';
import { WORKING_DAY_CALENDAR, type CompiledDefinition, type Evaluation, type Node } from './node.ts';

/** So many suppositions are tried in search of the smallest set before settling for one from which nothing can be left out. */
const MOST_TRIALS = 2_000;

/**
 * The smallest set of facts that, once known, can complete the answer; of several equally small ones the one the rules ask for first.
 * Found by evaluating under suppositions. Empty: nothing is missing. `never`: facts that will not be known; a set without them is found if there is one.
 */
export function missingFacts(results: readonly GroupResult[], evaluation: Evaluation, never: ReadonlySet<string> = NONE): string[] {
  const candidates = [...blamedFacts(results, evaluation)].filter((name) => !never.has(name));
  if (candidates.length === 0) return [];
  const search = newSearch();
  const all = new Completion(results, evaluation, search);
  if (!all.of(candidates)) return candidates;
  // What is known more can settle more, never less: a fact without which the rest is not enough stands in every set that completes.
  const necessary = candidates.filter((name) => isWithin(search, 1) && !all.withoutOne(candidates, name));
  const open = all.openUnder(necessary);
  if (open.length === 0) return necessary;
  const rest = new Completion(open, evaluation, search);
  const completes = (assumed: readonly string[]): boolean => necessary.every((name) => assumed.includes(name)) && rest.of(assumed);
  let trials = 0;
  for (let size = 1; size < candidates.length; size++) {
    for (const set of subsets(candidates, size)) {
      if (completes(set)) return set;
      trials += 1;
      if (trials >= MOST_TRIALS || !isWithin(search, 2)) return irreducible(candidates, completes, search);
    }
  }
  return candidates;
}

/** Whether the search is within so many thirds of its budget: one for facts that are necessary, one for small sets, one to leave out what can be left out. */
const isWithin = ({ steps }: Search, thirds: number): boolean => steps * 3 < LIMITS.stepsOfSearch * thirds;

const NONE: ReadonlySet<string> = new Set();

/** Drops, from the last, every fact without which the set still completes the answer, as far as the budget goes. */
function irreducible(candidates: readonly string[], completes: (assumed: readonly string[]) => boolean, search: Search): string[] {
  return candidates.reduceRight<string[]>(
    (kept, name) => {
      const without = kept.filter((other) => other !== name);
      return isWithin(search, 3) && completes(without) ? without : kept;
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
  const seen = new Set<CompiledDefinition>();
  for (const { group, open, holding, isActive } of results) {
    if (isActive === undefined && group.when !== undefined) blame(group.when, evaluation, names, seen);
    for (const rule of open) blame(rule.when, evaluation, names, seen);
    for (const consequence of [...holding, ...open]) for (const { node } of consequence.fields) blame(node, evaluation, names, seen);
  }
  return names;
}

/** Adds the facts that keep an expression unknown; nothing when it is known. `seen`: definitions whose facts were added already. */
export function blame(node: Node, evaluation: Evaluation, names: Set<string>, seen = new Set<CompiledDefinition>()): void {
  if (node.form === 'definition' && seen.size === seen.add(node.definition).size) return;
  if (node.run(evaluation) !== undefined) return;
  if (node.form === 'fact') names.add(node.name);
  else if (node.form === 'definition') blame(node.definition.body, evaluation, names, seen);
  else if (node.form === 'if') blameBranches(node.args, evaluation, names, seen);
  else if ('args' in node) {
    const unknown = node.args.filter((arg) => arg.run(evaluation) === undefined);
    if (unknown.length === 0)
      for (const name of node.form === 'call' && node.operator.needs === 'part' ? factsRead(node.args[0]!) : [WORKING_DAY_CALENDAR])
        names.add(name);
    for (const arg of unknown) blame(arg, evaluation, names, seen);
  }
}

function blameBranches(args: readonly Node[], evaluation: Evaluation, names: Set<string>, seen: Set<CompiledDefinition>): void {
  for (let index = 0; index + 1 < args.length; index += 2) {
    const holds = args[index]!.run(evaluation);
    if (holds === false) continue;
    blame(args[index]!, evaluation, names, seen);
    blame(args[index + 1]!, evaluation, names, seen);
    if (holds === true) return;
  }
  blame(args.at(-1)!, evaluation, names, seen);
}
