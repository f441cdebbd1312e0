import type { Node } from './node.ts';

const NOTHING: ReadonlySet<string> = new Set();
const union = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
  sets.every((set) => set.size === 0) ? NOTHING : new Set(sets.flatMap((set) => [...set]));

/** Facts that are certainly not "none" where the condition holds (`outcome` true) or does not hold (`outcome` false). */
export function notNoneWhen(node: Node, outcome: boolean): ReadonlySet<string> {
  switch (node.form) {
    case 'definition':
      return notNoneWhen(node.definition.body, outcome);
    case 'not':
      return notNoneWhen(node.args[0]!, !outcome);
    case 'and':
      return outcome ? union(node.args.map((arg) => notNoneWhen(arg, true))) : NOTHING;
    case 'or':
      return outcome ? NOTHING : union(node.args.map((arg) => notNoneWhen(arg, false)));
    case 'call': {
      const [first] = node.args;
      return node.operator.name === 'isNone' && !outcome && first?.form === 'fact' ? new Set([first.name]) : NOTHING;
    }
    default:
      return NOTHING;
  }
}
