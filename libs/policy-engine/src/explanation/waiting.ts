import type { Question } from '@guicheng/policy-model';
import type { CompiledGroup, Consequence } from '../compiled-policy.ts';
import type { GroupResult } from '../group-evaluation.ts';
import { blame } from '../missing-facts.ts';
import type { Evaluation } from '../node.ts';
import type { EvaluatedQuestion } from './evaluated.ts';

/** What waits for a fact: a rule that may apply, or a group whose condition is open. */
export interface WaitingFor {
  readonly rule: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly clauses: readonly string[];
}

/** For each fact that keeps the answer open, the rules that wait for it, in the pack's order; facts in the order in which the rules meet them. */
export function waitingRules({ results, evaluation }: Pick<EvaluatedQuestion, 'results' | 'evaluation'>): Map<string, WaitingFor[]> {
  const waiting = new Map<string, WaitingFor[]>();
  const add = (names: Iterable<string>, rule: WaitingFor): void => {
    for (const name of names) {
      const known = waiting.get(name);
      if (known === undefined) waiting.set(name, [rule]);
      else if (!known.some((other) => other.rule === rule.rule)) known.push(rule);
    }
  };
  for (const result of results) {
    const { group, open, holding, isActive } = result;
    if (isActive === undefined && group.when !== undefined) add(blamedBy([group.when], evaluation), ofGroup(group));
    for (const rule of open) add(blamedBy([rule.when, ...rule.fields.map(({ node }) => node)], evaluation), titled(result, rule));
    for (const one of holding)
      add(
        blamedBy(
          one.fields.map(({ node }) => node),
          evaluation,
        ),
        titled(result, one),
      );
  }
  return waiting;
}

function blamedBy(nodes: readonly GroupResult['open'][number]['when'][], evaluation: Evaluation): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) blame(node, evaluation, names);
  return names;
}

const ofGroup = ({ source, rules }: CompiledGroup): WaitingFor => ({
  rule: source.id,
  titleZh: source.titleZh,
  titleEn: source.titleEn,
  clauses: source.otherwise?.cites ?? rules[0]?.cites ?? [],
});

/** A rule by its title; the answer that a group gives when no rule applies, by the group's. */
export function titled({ group }: Pick<GroupResult, 'group'>, { id, cites }: Pick<Consequence, 'id' | 'cites'>): WaitingFor {
  const rule = group.rules.find((one) => one.id === id)?.source ?? group.source;
  return {
    rule: id,
    titleZh: rule.titleZh,
    titleEn: rule.titleEn,
    clauses: cites,
  };
}

/** Facts of a question by name; the working-day calendar is none. */
export const isFactOf = ({ compiled: { policy } }: Pick<EvaluatedQuestion, 'compiled'>, name: string, question?: Question): boolean =>
  Object.hasOwn(policy.facts, name) && (question === undefined || policy.facts[name]!.questions.includes(question));
