import { Engine } from 'json-rules-engine';
import type { TopLevelCondition } from 'json-rules-engine';
import type { Evaluation, Node } from '@guicheng/policy-engine';
import type { Sample } from '../question.ts';
import { compareConditions } from './compare-conditions.ts';
import type { MakePeer } from './peer.ts';

type Condition = TopLevelCondition | { readonly fact: string; readonly operator: string; readonly value: unknown };

/**
 * json-rules-engine. It has no nested arithmetic: a comparison is a fact of its own that our closures compute, and it joins them by all, any and not.
 */
export const jsonRulesEngine: MakePeer = ({ rules }) => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  const leaves = new Map<Node, string>();
  for (const { id, node } of rules)
    engine.addRule({ name: id, conditions: { all: [conditionOf(node, leaves)] } as TopLevelCondition, event: { type: id } });
  for (const [node, fact] of leaves)
    engine.addFact(fact, async (_params, almanac) => node.run(await almanac.factValue<Evaluation>('evaluation')) === true);
  const resultsOf = async (sample: Sample): Promise<boolean[]> => {
    const { asOf, ...facts } = sample.data;
    const evaluation = { facts, asOf, memo: [], computed: [] } as unknown as Evaluation;
    const { events } = await engine.run({ evaluation });
    const held = new Set(events.map(({ type }) => type));
    return rules.map(({ id }) => held.has(id));
  };
  return {
    name: 'json-rules-engine',
    note: 'conditions of all rules, comparisons computed by our closures; no unknowns, exceptions, outcome or reasons',
    isSlow: true,
    pass: async (samples) => {
      for (const sample of samples) await resultsOf(sample);
    },
    differences: (samples) => compareConditions(rules, samples, resultsOf),
  };
};

/** One after another, as written: it looks at conditions of one priority at once, those too that an earlier one is there to guard. */
const inOrder = (args: readonly Node[], leaves: Map<Node, string>): Condition[] =>
  args.map((arg, index) => ({ ...conditionOf(arg, leaves), priority: args.length - index }));

function conditionOf(node: Node, leaves: Map<Node, string>): Condition {
  if (node.form === 'and') return { all: inOrder(node.args, leaves) } as Condition;
  if (node.form === 'or') return { any: inOrder(node.args, leaves) } as Condition;
  if (node.form === 'not') return { not: conditionOf(node.args[0]!, leaves) } as Condition;
  const leaf = node.form === 'definition' && node.definition.body.type.kind === 'boolean' ? node.definition.body : node;
  if (leaf !== node) return conditionOf(leaf, leaves);
  if (!leaves.has(node)) leaves.set(node, `leaf-${leaves.size}`);
  return { fact: leaves.get(node)!, operator: 'equal', value: true };
}
