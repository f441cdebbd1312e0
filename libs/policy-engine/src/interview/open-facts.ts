import { canBeSettled } from '../can-be-settled.ts';
import type { CompiledRule } from '../compiled-policy.ts';
import type { GroupResult } from '../group-evaluation.ts';
import { blame, blamedFacts } from '../missing-facts.ts';
import { WORKING_DAY_CALENDAR, type Evaluation, type Node } from '../node.ts';
import { Supposition } from '../possible-values.ts';

/** What is still open, for a person who does not know some facts. */
export interface OpenMatters {
  /** Groups whose answer is open and can still be completed by facts that the person may know. */
  readonly groups: readonly GroupResult[];
  /** Every fact that answers may yet make necessary, whatever they are: an upper bound of the questions to come. */
  readonly facts: ReadonlySet<string>;
}

/** Finds what is open. A group that hangs on a fact the person does not know is not asked about: no answer would complete it. */
export function openMatters(results: readonly GroupResult[], evaluation: Evaluation, skipped: ReadonlySet<string>): OpenMatters {
  const waiting = results.filter((result) => blamedFacts([result], evaluation).size > 0);
  const facts = factsThatMayBeAsked(waiting, results, evaluation, skipped);
  const supposition = new Supposition(evaluation, facts);
  const groups = waiting.filter((result) => canBeSettled(result, supposition, evaluation));
  return { groups, facts: groups.length === waiting.length ? facts : factsThatMayBeAsked(groups, results, evaluation, skipped) };
}

/** Facts that open groups can come to ask for; a rule that exists only when facts are stated counts as soon as they could be. */
function factsThatMayBeAsked(
  open: readonly GroupResult[],
  results: readonly GroupResult[],
  evaluation: Evaluation,
  skipped: ReadonlySet<string>,
): Set<string> {
  const names = blamedFacts(open, evaluation);
  const add = (node: Node): void => blame(node, evaluation, names);
  for (const { open: rules, group } of open) if (rules.length > 0) for (const { node } of group.otherwise?.fields ?? []) add(node);
  const raised = results.flatMap(({ group }) => group.rules).filter(({ ifStated }) => ifStated.some((name) => !(name in evaluation.facts)));
  const canBeRaised = ({ ifStated }: CompiledRule): boolean => ifStated.every((name) => name in evaluation.facts || names.has(name));
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const rule of raised.filter(canBeRaised)) for (const node of [rule.when, ...rule.fields.map((field) => field.node)]) add(node);
  }
  for (const name of [...skipped, WORKING_DAY_CALENDAR]) names.delete(name);
  return names;
}
