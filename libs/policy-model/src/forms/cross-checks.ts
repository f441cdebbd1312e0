import { addExact, type Fen } from '@guicheng/kernel';
import { at } from '../pointer.ts';
import { problem, type Problem } from '../problem.ts';
import { exactValue, isFilled } from './answer-value.ts';
import type { Form, FormAnswers, FormCheck, OneFilledCheck, OrderCheck, RequiredWhenCheck, SumCheck } from './form.ts';

const own = (answers: FormAnswers, name: string): unknown => (Object.hasOwn(answers, name) ? answers[name] : undefined);

const exact = (form: Form, answers: FormAnswers, name: string): number | undefined =>
  exactValue(form.properties[name]!, own(answers, name)) as number | undefined;

/** Exact in fen. Silent while a part or the total is not (validly) filled: that is reported at its own place. */
function checkSum(form: Form, check: SumCheck, answers: FormAnswers): Problem[] {
  const parts = check.parts.map((name) => exact(form, answers, name) as Fen | undefined);
  const total = exact(form, answers, check.total);
  if (total === undefined || parts.includes(undefined)) return [];
  const sum = parts.reduce<number | undefined>((so, part) => (so === undefined ? undefined : addExact(so, part!)), 0);
  return sum === total ? [] : [problem('sum-differs', at('', check.total), check.zh, check.en)];
}

function checkOrder(form: Form, check: OrderCheck, answers: FormAnswers): Problem[] {
  const [first, second] = [exact(form, answers, check.first), exact(form, answers, check.second)];
  return first === undefined || second === undefined || first <= second
    ? []
    : [problem('order-reversed', at('', check.second), check.zh, check.en)];
}

function checkRequiredWhen(form: Form, check: RequiredWhenCheck, answers: FormAnswers): Problem[] {
  const answer = own(answers, check.field);
  const given: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  if (!given.some((one) => (check.isOneOf as readonly unknown[]).includes(one))) return [];
  return check.require
    .filter((name) => !isFilled(form.properties[name]!, own(answers, name)))
    .map((name) =>
      problem(form.properties[name]!['x-type'] === 'seal' ? 'seal-missing' : 'field-missing', at('', name), check.zh, check.en),
    );
}

const checkOneFilled = (form: Form, check: OneFilledCheck, answers: FormAnswers): Problem[] =>
  check.fields.some((name) => isFilled(form.properties[name]!, own(answers, name)))
    ? []
    : [problem('field-missing', at('', check.fields[0]!), check.zh, check.en)];

/** What the answers break of one check of the form. */
export function checkAcross(form: Form, check: FormCheck, answers: FormAnswers): Problem[] {
  switch (check.kind) {
    case 'sum-equals':
      return checkSum(form, check, answers);
    case 'not-after':
      return checkOrder(form, check, answers);
    case 'required-when':
      return checkRequiredWhen(form, check, answers);
    case 'one-filled':
      return checkOneFilled(form, check, answers);
  }
}
