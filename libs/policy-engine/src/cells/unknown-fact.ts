import type { Evaluation, Node } from '../node.ts';

/** The first fact that keeps an expression unknown and may still be told; undefined: none, or the expression is known. */
export function unknownFact(node: Node, evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined {
  if (node.run(evaluation) !== undefined) return undefined;
  if (node.form === 'fact') return mayBeTold(node.name) ? node.name : undefined;
  if (node.form === 'definition') return unknownFact(node.definition.body, evaluation, mayBeTold);
  if (node.form === 'if') return inBranches(node.args, evaluation, mayBeTold);
  if (!('args' in node)) return undefined;
  for (const arg of node.args) {
    const found = unknownFact(arg, evaluation, mayBeTold);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inBranches(args: readonly Node[], evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined {
  for (let index = 0; index + 1 < args.length; index += 2) {
    const holds = args[index]!.run(evaluation);
    if (holds === false) continue;
    return holds === true ? unknownFact(args[index + 1]!, evaluation, mayBeTold) : unknownFact(args[index]!, evaluation, mayBeTold);
  }
  return unknownFact(args.at(-1)!, evaluation, mayBeTold);
}
