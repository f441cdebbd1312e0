import type { Policy } from '@guicheng/policy-model';
import type { Node } from '../node.ts';
import type { ValueSource } from './trace-node.ts';

/** Where the value of an expression comes from. */
export function sourceOf(policy: Policy, node: Node): ValueSource {
  switch (node.form) {
    case 'fact':
      return { kind: 'fact', name: node.name };
    case 'definition':
      return { kind: 'definition', name: node.name, clauses: policy.definitions[node.name]!.cites };
    case 'as-of':
      return { kind: 'as-of' };
    case 'literal':
      return { kind: 'rule' };
    default:
      return { kind: 'computed', operator: node.form === 'call' ? node.operator.name : node.form };
  }
}

/** Clauses on which such a value stands: a notion's own, those of the rule for what is written in the rule. */
export const clausesOf = (source: ValueSource, cites: readonly string[]): readonly string[] =>
  source.kind === 'definition' ? source.clauses : source.kind === 'rule' ? cites : [];
