import type { Evaluation, Node } from '../node.ts';

/** Facts that were really read for a value: of cases, those of the branch taken. */
export function factsReallyRead(node: Node, evaluation: Evaluation, into: Set<string> = new Set()): Set<string> {
  if (node.form === 'fact') into.add(node.name);
  else if (node.form === 'definition') factsReallyRead(node.definition.body, evaluation, into);
  else if (node.form === 'if') {
    for (let index = 0; index + 1 < node.args.length; index += 2)
      if (node.args[index]!.run(evaluation) === true) return factsReallyRead(node.args[index + 1]!, evaluation, into);
    factsReallyRead(node.args.at(-1)!, evaluation, into);
  } else if ('args' in node) for (const arg of node.args) factsReallyRead(arg, evaluation, into);
  return into;
}
