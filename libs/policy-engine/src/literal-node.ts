import type { Expression } from '@guicheng/policy-model';
import { LITERALS } from './literal.ts';
import type { Node } from './node.ts';
import { simple, type Type } from './type.ts';
import type { Value } from './value.ts';

/** A literal that is not written as it must be: code, Chinese and English sentence. */
export type NotALiteral = readonly [code: string, zh: string, en: string];

/** A node that comes to this value whatever the facts are. */
export const literal = (type: Type, value: Value): Node => ({ form: 'literal', type, value, run: () => value });

/** A plain literal: a boolean, an integer, a code or text, or a list of codes or integers. */
export function plainLiteral(expression: boolean | number | string | readonly Expression[]): Node | NotALiteral {
  if (typeof expression === 'boolean') return literal(simple('boolean'), expression);
  if (typeof expression === 'string') return literal(simple('string'), expression);
  if (typeof expression === 'number')
    return Number.isSafeInteger(expression)
      ? literal(simple('integer'), expression)
      : [
          'number-not-integer',
          '裸数字只能是整数：小数请写成 {"decimal": "…"}、{"percent": …} 或 {"yuan": …}。',
          'A bare number is an integer: write {"decimal": "…"}, {"percent": …} or {"yuan": …}.',
        ];
  const isCodes = expression.every((member) => typeof member === 'string');
  const isIntegers = expression.every((member) => Number.isSafeInteger(member));
  if (!isCodes && !isIntegers) return ['list-not-literal', '列表只能写代码或整数。', 'A list holds codes, or integers.'];
  const type: Type = expression.length === 0 ? simple('list') : { kind: 'list', nullable: false, element: isCodes ? 'string' : 'integer' };
  return literal(type, [...expression] as Value);
}

/** A typed literal such as `{"yuan": 1000000}`; undefined: the operator writes no literal. */
export function typedLiteral(operator: string, argument: Expression | undefined): Node | NotALiteral | undefined {
  const form = Object.hasOwn(LITERALS, operator) ? LITERALS[operator] : undefined;
  if (form === undefined) return undefined;
  const [written] = Array.isArray(argument) && argument.length === 1 ? (argument as readonly Expression[]) : [argument];
  const value = typeof written === 'string' || typeof written === 'number' ? form.parse(written) : undefined;
  if (value !== undefined) return literal(form.type, value);
  return [
    'literal-not-valid',
    `“${operator}”的值写法不对，例如 ${form.exampleZh}。`,
    `Not a valid "${operator}" literal, e.g. ${form.exampleZh}.`,
  ];
}
