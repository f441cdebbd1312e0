import { notNoneWhen } from '../narrowing.ts';
import type { Node } from '../node.ts';

type Names = ReadonlySet<string>;

const both = (a: Names, b: Names): Names => new Set([...a, ...b]);

/** Facts that an expression taken out of its place must not be told are none: the guard against that stands outside it. */
export function guardedFacts(node: Node): Names {
  const found = new Set<string>();
  visit(node, new Set(), found);
  return found;
}

function visit(node: Node, notNone: Names, found: Set<string>): void {
  if (node.form === 'fact') {
    if (node.type.guarded === true && !notNone.has(node.name)) found.add(node.name);
  } else if (node.form === 'and' || node.form === 'or') {
    let known = notNone;
    for (const arg of node.args) {
      visit(arg, known, found);
      known = both(known, notNoneWhen(arg, node.form === 'and'));
    }
  } else if (node.form === 'if') branches(node.args, notNone, found);
  // A definition is checked where it stands: it guards itself.
  else if (node.form !== 'definition' && 'args' in node) for (const arg of node.args) visit(arg, notNone, found);
}

function branches(args: readonly Node[], notNone: Names, found: Set<string>): void {
  let known = notNone;
  for (let index = 0; index + 1 < args.length; index += 2) {
    const condition = args[index]!;
    visit(condition, known, found);
    visit(args[index + 1]!, both(known, notNoneWhen(condition, true)), found);
    known = both(known, notNoneWhen(condition, false));
  }
  visit(args.at(-1)!, known, found);
}
