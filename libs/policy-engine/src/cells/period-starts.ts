import type { Node } from '../node.ts';

const PERIODS = new Set(['addDays', 'addMonths', 'addYears', 'addWorkingDays']);
const starts = new WeakMap<Node, readonly Node[]>();

/** The days from which an expression counts periods forwards. */
export function periodStarts(node: Node): readonly Node[] {
  const known = starts.get(node);
  if (known !== undefined) return known;
  const found: Node[] = [];
  const visit = (part: Node): void => {
    if (part.form === 'definition') visit(part.definition.body);
    else if ('args' in part) {
      const [day, count] = part.args;
      const isForwards = count?.form !== 'literal' || typeof count.value !== 'number' || count.value >= 0;
      if (part.form === 'call' && PERIODS.has(part.operator.name) && isForwards) found.push(day!);
      part.args.forEach(visit);
    }
  };
  visit(node);
  starts.set(node, found);
  return found;
}
