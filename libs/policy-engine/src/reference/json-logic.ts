import jsonLogic from 'json-logic-js';
import type { WorkingDayCalendar } from '@guicheng/kernel';
import type { Expression, Policy } from '@guicheng/policy-model';
import { LITERALS } from '../literal.ts';
import { OPERATORS } from '../operators/index.ts';
import type { Value } from '../value.ts';

/** A rule as plain JSON-Logic: definitions written out in place, everything else as it stands. */
export function toJsonLogic(policy: Policy, expression: Expression): Expression {
  if (Array.isArray(expression)) return (expression as readonly Expression[]).map((part) => toJsonLogic(policy, part));
  if (typeof expression !== 'object' || expression === null) return expression;
  const [entry] = Object.entries(expression as { readonly [operator: string]: Expression });
  const [name, argument] = entry!;
  if (name === 'def') return toJsonLogic(policy, policy.definitions[argument as string]!.is);
  const written = toJsonLogic(policy, argument);
  // A single argument that is, or becomes, a list must not be taken for the list of arguments.
  return { [name]: Array.isArray(written) && !Array.isArray(argument) ? [written] : written };
}

/**
 * json-logic-js, the independent reference interpreter, taught our operators. Data are facts in the engine's own values and `asOf`. Meant for
 * complete facts: it knows no unknown. Its operators are process-global, hence one calendar per process.
 */
export function referenceInterpreter(calendar: WorkingDayCalendar): (logic: Expression, data: Readonly<Record<string, unknown>>) => Value {
  for (const operator of OPERATORS) {
    if (operator.standard === true) continue;
    const apply = operator.apply(calendar);
    jsonLogic.add_operation(operator.name, (...args: Value[]) => apply(...args) as never);
  }
  for (const [name, { parse }] of Object.entries(LITERALS))
    jsonLogic.add_operation(name, (written: string | number) => parse(written) as never);
  return (logic, data) => jsonLogic.apply(logic as never, data) as Value;
}
