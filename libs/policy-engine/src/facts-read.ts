import type { CompiledDefinition, Node } from './node.ts';

/** Names of all facts an expression can read, through definitions too, in the order in which they stand. Each definition is gone through once. */
export function factsRead(node: Node, into: Set<string> = new Set()): Set<string> {
  collect(node, into, new Set());
  return into;
}

function collect(node: Node, into: Set<string>, seen: Set<CompiledDefinition>): void {
  if (node.form === 'fact') into.add(node.name);
  else if (node.form === 'definition') {
    if (seen.size < seen.add(node.definition).size) collect(node.definition.body, into, seen);
  } else if ('args' in node) for (const arg of node.args) collect(arg, into, seen);
}
