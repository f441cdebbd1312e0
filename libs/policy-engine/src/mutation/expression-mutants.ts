import { formatCivilDate, addDays, parseCivilDate } from '@guicheng/kernel';
import { at, type Expression, type Policy } from '@guicheng/policy-model';

/** An expression changed in one place: where, and what was made of what. */
export interface Change {
  readonly pointer: string;
  readonly from: string;
  readonly to: string;
  readonly expression: Expression;
}

/** Operators that are easily taken for each other. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
  and: 'or',
  or: 'and',
  atMost: 'lessThan',
  lessThan: 'atMost',
  moreThan: 'atLeast',
  atLeast: 'moreThan',
  includesAll: 'includesAny',
  includesAny: 'includesAll',
  someAtLeast: 'everyAtLeast',
  everyAtLeast: 'someAtLeast',
  '+': '-',
  '-': '+',
  max: 'min',
  min: 'max',
};

/** Words that say how a period ends or an amount is rounded. */
const SETTINGS: Readonly<Record<string, string>> = { fixed: 'roll', roll: 'fixed', down: 'up', up: 'down' };

/** Smallest step of each typed literal: a fen, a hundredth of a per cent, a hundredth, a day. */
const STEPS: Readonly<Record<string, (written: Expression) => readonly Expression[]>> = {
  yuan: (written) => around(Number(written), 0.01, 2),
  percent: (written) => around(Number(written), 0.01, 2),
  decimal: (written) => around(Number(written), 0.01, 2),
  date: (written) => {
    const day = parseCivilDate(String(written));
    return day === undefined ? [] : [formatCivilDate(addDays(day, -1)), formatCivilDate(addDays(day, 1))];
  },
};

/** Negative steps are left out: an amount cannot be negative, so that change would be no other rule. */
const around = (value: number, step: number, digits: number): string[] =>
  [value - step, value + step].filter((next) => next >= 0).map((next) => next.toFixed(digits));

/** Every expression that differs from the given one in one threshold, operator, date, code or setting. */
export function* mutateExpression(policy: Policy, expression: Expression, pointer: string): Generator<Change> {
  const change = (from: unknown, to: unknown, changed: Expression): Change => ({
    pointer,
    from: JSON.stringify(from),
    to: JSON.stringify(to),
    expression: changed,
  });
  if (typeof expression === 'boolean') yield change(expression, !expression, !expression);
  else if (typeof expression === 'number') for (const next of [expression - 1, expression + 1]) yield change(expression, next, next);
  else if (typeof expression === 'string') {
    const other = SETTINGS[expression] ?? otherCode(policy, expression);
    if (other !== undefined) yield change(expression, other, other);
  } else if (Array.isArray(expression)) yield* mutateList(policy, expression as readonly Expression[], pointer);
  else if (expression !== null) yield* mutateOperation(policy, expression as { readonly [operator: string]: Expression }, pointer, change);
}

/** A list of codes loses one member at a time. */
function* mutateList(policy: Policy, members: readonly Expression[], pointer: string): Generator<Change> {
  for (const [index, member] of members.entries()) {
    if (typeof member === 'string')
      yield {
        pointer: at(pointer, index),
        from: JSON.stringify(member),
        to: 'removed',
        expression: members.filter((_, other) => other !== index),
      };
    else
      for (const inner of mutateExpression(policy, member, at(pointer, index)))
        yield { ...inner, expression: members.with(index, inner.expression) };
  }
}

function* mutateOperation(
  policy: Policy,
  operation: { readonly [operator: string]: Expression },
  pointer: string,
  change: (from: unknown, to: unknown, changed: Expression) => Change,
): Generator<Change> {
  const [name] = Object.keys(operation);
  const argument = operation[name!]!;
  if (name === 'var' || name === 'def') return;
  const steps = STEPS[name!];
  if (steps !== undefined) {
    for (const next of steps(Array.isArray(argument) ? (argument as readonly Expression[])[0]! : argument))
      yield change(argument, next, { [name!]: next });
    return;
  }
  const args = Array.isArray(argument) ? (argument as readonly Expression[]) : [argument];
  const neighbour = NEIGHBOURS[name!];
  if (neighbour !== undefined && args.length > 1) yield change(name, neighbour, { [neighbour]: argument });
  if (name === '!') yield change('!', 'removed', args[0]!);
  for (const [index, part] of args.entries())
    for (const inner of Array.isArray(part)
      ? mutateList(policy, part as readonly Expression[], at(pointer, name!, index))
      : mutateExpression(policy, part, at(pointer, name!, index)))
      yield { ...inner, expression: { [name!]: args.with(index, inner.expression) } };
}

/** Another code of a list that has this one. */
function otherCode(policy: Policy, code: string): string | undefined {
  const lists = [...Object.values(policy.facts), ...Object.values(policy.outcomes).flatMap((fields) => Object.values(fields))].map(
    (definition) => Object.keys(definition.enum ?? {}),
  );
  return lists.find((codes) => codes.includes(code) && codes.length > 1)?.find((other) => other !== code);
}
