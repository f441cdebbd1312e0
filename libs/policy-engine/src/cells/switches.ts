import { factsRead } from '../facts-read.ts';
import type { Evaluation, Node } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import { ORDERED } from '../type.ts';
import { isRatio, type Value } from '../value.ts';
import { guardedFacts } from './guarded-facts.ts';
import { readsAsOf } from './literal-values.ts';
import { periodStarts } from './period-starts.ts';

/**
 * A place in an expression where a small change of a fact can turn something over: a comparison, a test, the choice of `max` or `min`.
 * `state` names which side it is on; two cells with equal states of all switches are decided alike, except for amounts and dates that are computed.
 */
export interface Switch {
  readonly node: Node;
  /** Facts it reads, through definitions too. */
  readonly facts: readonly string[];
  readonly readsAsOf: boolean;
  /** Facts it must not be told are none. */
  readonly guarded: ReadonlySet<string>;
  /** Whether its state is the plain value of the expression, not the finer order of its arguments. */
  readonly readsTruth: boolean;
  readonly state: (evaluation: Evaluation) => string;
}

const COMPARISONS = new Set(['<', '<=', '>', '>=', '==', '!=', 'max', 'min']);

/** Every switch of some expressions, each once: definitions are shared by those who refer to them. */
export function switchesOf(nodes: Iterable<Node>): Switch[] {
  const found: Switch[] = [];
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.form === 'definition') visit(node.definition.body);
    else if (node.form === 'fact' && node.type.kind === 'boolean') found.push(switchAt(node, node.run));
    else if (node.form === 'call') {
      const { name } = node.operator;
      if (COMPARISONS.has(name) && node.args.every(({ type }) => ORDERED.has(type.kind)))
        found.push(switchAt(node, signs(node.args), false), switchAt(node, node.run));
      else if (node.type.kind === 'boolean') found.push(switchAt(node, node.run));
      node.args.forEach(visit);
    } else if ('args' in node) node.args.forEach(visit);
  };
  for (const node of nodes) {
    visit(node);
    // A day that is the result may come to lie before the day from which it is counted.
    if (node.type.kind === 'date')
      for (const start of periodStarts(node)) if (start.type.kind === 'date') found.push(switchAt(node, signs([node, start]), false));
  }
  return found;
}

/** How the neighbours among some ordered values stand to each other: finer than the truth of a comparison, and monotone in each of them. */
const signs =
  (args: readonly Node[]) =>
  (evaluation: Evaluation): Value | undefined => {
    const values = args.map(({ run }) => run(evaluation));
    if (values.includes(undefined)) return undefined;
    return values
      .slice(1)
      .map((value, index) =>
        value === null || values[index] === null ? 'none' : Math.sign((values[index] as number) - (value as number)),
      );
  };

function switchAt(node: Node, run: (evaluation: Evaluation) => Value | undefined, readsTruth = true): Switch {
  return {
    node,
    facts: [...factsRead(node)],
    readsAsOf: readsAsOf(node),
    guarded: guardedFacts(node),
    readsTruth,
    state: (evaluation) => stateOf(run, evaluation),
  };
}

function stateOf(run: (evaluation: Evaluation) => Value | undefined, evaluation: Evaluation): string {
  try {
    const value = run(evaluation);
    return value === undefined ? 'unknown' : isRatio(value) ? `${value.part}/${value.whole}` : String(value);
  } catch (cause) {
    if (cause instanceof RuleFault) return `fault ${cause.code}`;
    throw cause;
  }
}
