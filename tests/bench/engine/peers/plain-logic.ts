import type { Expression } from '@guicheng/policy-model';
import { LITERAL_VALUES } from './literal-values.ts';

/** JSON-Logic with the typed literals (`yuan`, `date` …) written out as the numbers they stand for, and every argument in a list. */
export function plainLogic(expression: Expression): Expression {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) return expression;
  const [[name, argument] = []] = Object.entries(expression as { readonly [operator: string]: Expression });
  if (name === undefined || argument === undefined) return expression;
  if (name === 'var') return expression;
  const args = Array.isArray(argument) ? (argument as readonly Expression[]) : [argument];
  const literal = LITERAL_VALUES[name];
  return literal === undefined ? { [name]: args.map(plainLogic) } : literal(args[0] as string | number);
}
