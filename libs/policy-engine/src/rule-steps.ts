import type { CompiledContest, CompiledGroup, CompiledQuestion, Consequence } from './compiled-policy.ts';
import { measureOf } from './measure.ts';
import type { Node } from './node.ts';

/** Steps that evaluating a rule takes at most: its condition, the group's included, its results and its contested readings. */
export const stepsOfRule = (rule: Consequence & { readonly when?: Node }): number =>
  1 + stepsOf(rule.when) + stepsOfFields(rule) + total(rule.contested.map(stepsOfContest));

/** Steps that a group takes at most. */
export const stepsOfGroup = ({ when, rules, otherwise }: CompiledGroup): number =>
  stepsOf(when) + total(rules.map(stepsOfRule)) + (otherwise === undefined ? 0 : stepsOfRule(otherwise));

/** Steps that one evaluation of a whole question takes at most. */
export const stepsOfQuestion = ({ groups, contradictions }: CompiledQuestion): number =>
  total(contradictions.map(({ when }) => stepsOf(when))) + total(groups.map(stepsOfGroup));

const stepsOf = (node: Node | undefined): number => (node === undefined ? 0 : measureOf(node).steps);
const stepsOfFields = ({ fields }: Pick<Consequence, 'fields'>): number => total(fields.map(({ node }) => stepsOf(node)));
const stepsOfContest = (contest: CompiledContest): number => stepsOf(contest.when) + stepsOfFields(contest);
const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const nodes = new WeakMap<CompiledGroup, number>();

/** Nodes of a group's expressions, definitions written out: what one look at it under a supposition goes through at most. */
export function nodesOfGroup(group: CompiledGroup): number {
  let known = nodes.get(group);
  if (known === undefined) {
    const consequences = [...group.rules, ...(group.otherwise === undefined ? [] : [group.otherwise])];
    const parts = [
      group.when,
      ...group.rules.map(({ when }) => when),
      ...consequences.flatMap(({ fields }) => fields.map(({ node }) => node)),
    ];
    // Of rules that must agree, each is held against each other one.
    const pairs = group.source.kind === 'choose' ? group.rules.length ** 2 : 0;
    known = 1 + pairs + total(parts.map((node) => (node === undefined ? 0 : measureOf(node).nodes)));
    nodes.set(group, known);
  }
  return known;
}
