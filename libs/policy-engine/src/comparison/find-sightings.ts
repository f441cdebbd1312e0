import type { CivilDate } from '@guicheng/kernel';
import type { FactValue, FactValues } from '@guicheng/policy-model';
import { descents, shuffling } from '../cells/descents.ts';
import { groupWaitsFor, optionalFactsOf } from '../cells/group-walk.ts';
import { walkPaths, type Path } from '../cells/paths.ts';
import { seededRandom } from '../cells/seeded-random.ts';
import type { Space } from '../cells/space.ts';
import { unknownFact } from '../cells/unknown-fact.ts';
import { evaluateGroup } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { sameValue } from '../value.ts';
import type { ChangedHead, ChangedRule, Matter, PlacedRule } from './matter.ts';
import type { Side } from './side.ts';
import { unlessFault } from './unless-fault.ts';

/** How far a search goes. */
export interface SearchLimits {
  readonly mostSteps: number;
  readonly sample: number;
  readonly seed: number;
}

/** Facts and a day on which both sides have decided. */
export interface Decided {
  readonly facts: FactValues;
  readonly asOf: CivilDate;
}

/** How far the search went: through all cells or a sample, and on how many of them both sides decided. */
export interface SearchResult {
  readonly isComplete: boolean;
  readonly decided: number;
}

type MayBeTold = (name: string) => boolean;
type Pair = { readonly a: Evaluation; readonly b: Evaluation };

/**
 * Goes through the cells of a matter until what changed is alike on both sides, or both sides have decided; calls `visit` with the latter. Where every changed
 * rule comes to the same, the rest is the same text: nothing is skipped.
 */
export function searchMatter(
  matter: Matter,
  sides: { readonly a: Side; readonly b: Side },
  space: Space,
  limits: SearchLimits,
  visit: (decided: Decided) => void,
): SearchResult {
  const pairOf = ({ facts, asOf }: Pick<Evaluation, 'facts' | 'asOf'>): Pair => ({
    a: sides.a.evaluation(facts, asOf),
    b: sides.b.evaluation(facts, asOf),
  });
  const next = (evaluation: Evaluation, mayBeTold: MayBeTold): string | undefined => {
    const pair = pairOf(evaluation);
    const change = waitsForChange(matter, pair, mayBeTold);
    if (change === 'alike') return undefined;
    if (change !== 'differs') return change;
    for (const side of ['a', 'b'] as const)
      for (const group of matter[side]) {
        const name = groupWaitsFor(group, evaluateGroup(group, pair[side]), pair[side], mayBeTold);
        if (name !== undefined) return name;
      }
    return undefined;
  };
  let decided = 0;
  const see = (path: Path): void => {
    decided += 1;
    // What cannot be computed is looked at in full.
    const state = unlessFault(
      () => waitsForChange(matter, pairOf(path.evaluation), () => false),
      () => 'differs',
    );
    if (state !== 'alike')
      // A walk goes on with the facts that it shows.
      visit({ facts: Object.assign(Object.create(null) as Record<string, FactValue>, path.facts), asOf: path.asOf });
  };
  const first = [...new Set([...matter.a, ...matter.b].flatMap(optionalFactsOf))].filter((name) => isChangedBy(matter, name));
  const { isComplete } = walkPaths(space, { first, next, most: limits.mostSteps, visit: see });
  if (!isComplete) for (const path of descents(space, { first, next }, limits.sample, shuffling(seededRandom(limits.seed)))) see(path);
  return { isComplete, decided };
}

const isChangedBy = ({ rules }: Matter, name: string): boolean =>
  rules.some(({ a, b }) => [a, b].some((placed) => placed?.rule.ifStated.includes(name)));

/** The fact that tells whether anything that changed comes to the same; or that it does, or that it does not. */
function waitsForChange({ rules, heads }: Matter, pair: Pair, mayBeTold: MayBeTold): string {
  let waits: string | undefined;
  let differs = false;
  for (const rule of rules) {
    const state = ruleState(rule, pair, mayBeTold);
    if (state === 'differs') return state;
    if (state === 'open') differs = true;
    else if (state !== 'alike') waits ??= state;
  }
  for (const head of heads) {
    const state = headState(head, pair, mayBeTold);
    if (state === 'differs') differs = true;
    else if (state !== 'alike') waits ??= state;
  }
  return waits ?? (differs ? 'differs' : 'alike');
}

const isStated = ({ rule }: PlacedRule, { facts }: Evaluation): boolean => rule.ifStated.every((name) => name in facts);

function ruleState({ a, b }: ChangedRule, pair: Pair, mayBeTold: MayBeTold): string {
  const holds = (placed: PlacedRule | undefined, evaluation: Evaluation): boolean | undefined =>
    placed === undefined || !isStated(placed, evaluation) ? false : (placed.rule.when.run(evaluation) as boolean | undefined);
  const [inA, inB] = [holds(a, pair.a), holds(b, pair.b)];
  if (inA === false && inB === false) return 'alike';
  if (inA === undefined || inB === undefined) {
    const name =
      (inA === undefined ? unknownFact(a!.rule.when, pair.a, mayBeTold) : undefined) ??
      (inB === undefined ? unknownFact(b!.rule.when, pair.b, mayBeTold) : undefined);
    return name ?? 'open';
  }
  return inA === inB && sameConsequence(a!, b!, pair) ? 'alike' : 'differs';
}

/** Whether two forms of a rule say the same on these facts. */
export function sameConsequence(a: PlacedRule, b: PlacedRule, pair: Pair): boolean {
  const text = ({ rule }: PlacedRule): string =>
    JSON.stringify([rule.status, rule.adds, rule.blockers, rule.warnings, rule.source.exceptionOf ?? []]);
  return (
    text(a) === text(b) &&
    a.rule.fields.length === b.rule.fields.length &&
    a.rule.fields.every(({ name, node }) => {
      const other = b.rule.fields.find((field) => field.name === name);
      return (
        other !== undefined &&
        unlessFault(
          () => {
            const value = node.run(pair.a);
            return value !== undefined && sameValue(value, other.node.run(pair.b));
          },
          () => false,
        )
      );
    })
  );
}

function headState({ a, b, isOwn, notions }: ChangedHead, pair: Pair, mayBeTold: MayBeTold): string {
  const isActive = (group: ChangedHead['a'], evaluation: Evaluation): boolean | undefined =>
    group === undefined ? false : group.when === undefined ? true : (group.when.run(evaluation) as boolean | undefined);
  const [inA, inB] = [isActive(a, pair.a), isActive(b, pair.b)];
  if (inA === false && inB === false) return 'alike';
  if (inA === undefined) {
    const name = unknownFact(a!.when!, pair.a, mayBeTold);
    if (name !== undefined) return name;
  }
  if (inB === undefined) {
    const name = unknownFact(b!.when!, pair.b, mayBeTold);
    if (name !== undefined) return name;
  }
  return isOwn || notions.length > 0 ? 'differs' : 'alike';
}
