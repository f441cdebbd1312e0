import type { CompiledDefinition, Node } from './node.ts';

const NOTHING: ReadonlySet<string> = new Set();
const union = (sets: readonly ReadonlySet<string>[]): ReadonlySet<string> =>
  sets.every((set) => set.size === 0) ? NOTHING : new Set(sets.flatMap((set) => [...set]));

/** Facts that are certainly not "none" where the condition holds (`outcome` true) or does not hold (`outcome` false). */
export function notNoneWhen(node: Node, outcome: boolean): ReadonlySet<string> {
  switch (node.form) {
    case 'definition':
      return ofDefinition(node.definition, outcome);
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

const known = {
  true: new WeakMap<CompiledDefinition, ReadonlySet<string>>(),
  false: new WeakMap<CompiledDefinition, ReadonlySet<string>>(),
};

/** A definition is looked through once, however often it is used. */
function ofDefinition(definition: CompiledDefinition, outcome: boolean): ReadonlySet<string> {
  const sets = known[outcome ? 'true' : 'false'];
  let names = sets.get(definition);
  if (names === undefined) sets.set(definition, (names = notNoneWhen(definition.body, outcome)));
  return names;
}
