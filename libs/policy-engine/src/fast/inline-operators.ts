import { compareToPercent, type Micro } from '@guicheng/kernel';
import type { Node } from '../node.ts';
import { exactly } from '../rule-fault.ts';
import type { Ratio } from '../value.ts';
import type { Constants } from './constants.ts';

type Call = Node & { readonly form: 'call' };

/** Writes an operator on arguments that are known; each argument is an identifier or a literal and may be written more than once. */
type Inline = (args: readonly string[], node: Call, constants: Constants) => string;

const comparison =
  (operator: string): Inline =>
  ([a, b, c]) =>
    c === undefined ? `${a}${operator}${b}` : `(${a}${operator}${b}&&${b}${operator}${c})`;

const exact = (result: number): number => exactly(Number.isSafeInteger(result) ? result + 0 : undefined);

const arithmetic =
  (operator: string): Inline =>
  (args, _node, constants) =>
    args.reduce((left, right) => `${constants.name(exact)}(${left}${operator}${right})`);

const MOST_WRITTEN_OUT = 8;

/** Membership in a short list that is written in the rule is a chain of comparisons. */
const isIn: Inline = ([item, list], node, constants) => {
  const written = node.args[1]!;
  const members = written.form === 'literal' && Array.isArray(written.value) ? (written.value as readonly unknown[]) : undefined;
  if (members === undefined || members.length === 0 || members.length > MOST_WRITTEN_OUT) return `${list}.includes(${item})`;
  return `(${members.map((member) => `${item}===${constants.literal(member)}`).join('||')})`;
};

const ONE_PERCENT = 1_000_000;
const MOST_SAFE = Number.MAX_SAFE_INTEGER;

/** How a ratio stands to a whole per cent, as `compareToPercent` tells it, without its detours where both products are safe integers. */
function orderToPercent({ part, whole }: Ratio, percent: number): number {
  const left = part * 100;
  const right = whole * percent;
  return whole > 0 && left <= MOST_SAFE && left >= -MOST_SAFE && right <= MOST_SAFE && right >= -MOST_SAFE
    ? left - right
    : compareToPercent(part, whole, (percent * ONE_PERCENT) as Micro);
}

const orderOf = ({ part, whole }: Ratio, percent: number): number => compareToPercent(part, whole, percent as Micro);

const percentage =
  (test: string): Inline =>
  ([value, percent], node, constants) => {
    const [left, right] = node.args as readonly [Node, Node];
    if (left.type.kind !== 'ratio') return `${value}-${percent}${test}`;
    const isWhole = right.form === 'literal' && typeof right.value === 'number' && right.value % ONE_PERCENT === 0;
    return isWhole
      ? `${constants.name(orderToPercent)}(${value},${constants.literal((right.value as number) / ONE_PERCENT)})${test}`
      : `${constants.name(orderOf)}(${value},${percent})${test}`;
  };

const extreme =
  (name: 'max' | 'min'): Inline =>
  (args) =>
    `Math.${name}(${args.join(',')})`;

/**
 * Operators that the generated code computes itself; the others it calls. Each gives on known values what the operator's `apply`
 * gives, or throws where that throws: a test holds the two together.
 */
export const INLINE: Readonly<Record<string, Inline>> = {
  '==': ([a, b]) => `${a}===${b}`,
  '!=': ([a, b]) => `${a}!==${b}`,
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  in: isIn,
  '+': arithmetic('+'),
  '-': arithmetic('-'),
  '*': arithmetic('*'),
  max: extreme('max'),
  min: extreme('min'),
  abs: ([a]) => `Math.abs(${a})`,
  isNone: ([a]) => `${a}===null`,
  ratio: ([part, whole]) => `{part:${part},whole:${whole}}`,
  atMost: percentage('<=0'),
  atLeast: percentage('>=0'),
  moreThan: percentage('>0'),
  lessThan: percentage('<0'),
  count: ([a]) => `${a}.length`,
  isEmpty: ([a]) => `${a}.length===0`,
};
