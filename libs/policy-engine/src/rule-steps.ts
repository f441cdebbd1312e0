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
