import { err, ok, type Result } from '@guicheng/kernel';
import { at, problem, type JsonValue, type Problem } from '@guicheng/policy-model';
import { factsOf, type FactsArguments } from './request-input.ts';

/** `InterviewAnswerInput` of the schema. */
export interface AnswerArguments extends FactsArguments {
  readonly notKnown?: string | null;
}

/** One answer of an interview; without a value: the person does not know. */
export interface GivenAnswer {
  readonly fact: string;
  readonly value?: JsonValue;
}

const notSingle = (index: number, count: number): Problem =>
  problem(
    'answer-not-single',
    at('/answered', index),
    `一个回答只答一个事实，此处有 ${count} 个：请分成几个回答，不知道的写入 notKnown。`,
    `An answer is about exactly one fact; this one is about ${count}: split it, and name what is not known in notKnown.`,
  );

/** The answers of an interview; each is about exactly one fact. All that is wrong with them at once. */
export const answersOf = (answered: readonly AnswerArguments[]): Result<readonly GivenAnswer[], Problem[]> => {
  const read = answered.map((answer, index) => answerOf(answer, index));
  const problems = read.flatMap((one) => (one.ok ? [] : one.error));
  return problems.length > 0 ? err(problems) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
};

function answerOf(answer: AnswerArguments, index: number): Result<GivenAnswer, Problem[]> {
  const facts = factsOf(answer);
  if (!facts.ok) return err(facts.error.map((one) => ({ ...one, pointer: at('/answered', index) + one.pointer })));
  const told = Object.entries(facts.value).map(([fact, value]): GivenAnswer => ({ fact, value }));
  const notKnown = answer.notKnown === null || answer.notKnown === undefined ? [] : [{ fact: answer.notKnown }];
  const [only, ...others] = [...told, ...notKnown];
  return only === undefined || others.length > 0 ? err([notSingle(index, told.length + notKnown.length)]) : ok(only);
}

/** Points a problem of an answer at the field of the input that gave it. */
export function placedInInput(found: Problem, answers: readonly GivenAnswer[]): Problem {
  const [, index, part, rest] = /^\/answered\/(\d+)\/(value|fact)(.*)$/u.exec(found.pointer) ?? [];
  const answer = index === undefined ? undefined : answers[Number(index)];
  if (answer === undefined) return found;
  const place = part === 'fact' ? at('/answered', Number(index), 'notKnown') : at('/answered', Number(index), 'facts', answer.fact);
  return { ...found, pointer: `${place}${rest}` };
}
