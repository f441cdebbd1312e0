import type { CompiledGroup } from './compiled-policy.ts';
import { canBeSettled } from './can-be-settled.ts';
import { factsRead } from './facts-read.ts';
import type { GroupResult } from './group-evaluation.ts';
import { WORKING_DAY_CALENDAR, type Evaluation } from './node.ts';
import { Supposition, type LastCalls } from './possible-values.ts';
import { nodesOfGroup } from './rule-steps.ts';

/** A search for facts: the steps it took so far (they follow from rules and facts alone, never from a clock), and what it computed last. */
export interface Search {
  steps: number;
  readonly last: LastCalls;
}

/** A search that took no step yet. */
export const newSearch = (): Search => ({ steps: 0, last: new Map() });

/** Whether assumed facts complete the answer of some groups. Each group is asked once for each set of the assumed facts that it reads. */
export class Completion {
  readonly #known = new Map<GroupResult, Map<string, boolean>>();

  constructor(
    private readonly results: readonly GroupResult[],
    private readonly evaluation: Evaluation,
    private readonly search: Search = newSearch(),
  ) {}

  /** Whether every group can be settled once these facts are known. */
  of(assumed: readonly string[]): boolean {
    return this.results.every((result) => this.#settles(result, assumed));
  }

  /** The same without one of them, where it is known that all of them complete the answer: only who reads that one can be open then. */
  withoutOne(assumed: readonly string[], name: string): boolean {
    const others = assumed.filter((other) => other !== name);
    return this.results.every((result) => !readBy(result.group).has(name) || this.#settles(result, others));
  }

  /** Groups that these facts leave open. */
  openUnder(assumed: readonly string[]): GroupResult[] {
    return this.results.filter((result) => !this.#settles(result, assumed));
  }

  #settles(result: GroupResult, assumed: readonly string[]): boolean {
    const reads = readBy(result.group);
    const told = assumed.filter((name) => reads.has(name));
    const key = told.join(' ');
    let known = this.#known.get(result);
    if (known === undefined) this.#known.set(result, (known = new Map<string, boolean>()));
    let settles = known.get(key);
    if (settles === undefined) {
      this.search.steps += nodesOfGroup(result.group);
      settles = canBeSettled(result, new Supposition(this.evaluation, new Set(told), this.search.last), this.evaluation);
      known.set(key, settles);
    }
    return settles;
  }
}

const reads = new WeakMap<CompiledGroup, ReadonlySet<string>>();

/** What a group's answer can hang on; the calendar may be any group's matter. */
function readBy(group: CompiledGroup): ReadonlySet<string> {
  const known = reads.get(group);
  if (known !== undefined) return known;
  const names = new Set<string>([WORKING_DAY_CALENDAR]);
  if (group.when !== undefined) factsRead(group.when, names);
  for (const { when } of group.rules) factsRead(when, names);
  for (const { fields } of [...group.rules, ...(group.otherwise === undefined ? [] : [group.otherwise])])
    for (const { node } of fields) factsRead(node, names);
  reads.set(group, names);
  return names;
}
