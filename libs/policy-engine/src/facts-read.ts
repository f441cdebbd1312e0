import type { Node } from './node.ts';

/** Names of all facts an expression can read, through definitions too, in the order in which they stand. */
export function factsRead(node: Node, into: Set<string> = new Set()): Set<string> {
  if (node.form === 'fact') into.add(node.name);
  else if (node.form === 'definition') factsRead(node.definition.body, into);
  else if ('args' in node) for (const arg of node.args) factsRead(arg, into);
  return into;
}
