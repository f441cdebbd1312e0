import type { Question } from '@guicheng/application';
import { err, ok, type Result } from '@guicheng/kernel';
import { at, problem, type JsonValue, type Problem } from '@guicheng/policy-model';

/** The two forms in which facts are given. */
export interface FactsArguments {
  readonly facts?: Readonly<Record<string, JsonValue>> | null;
  readonly factsJson?: unknown;
}

/** `DecideInput` of the schema, as GraphQL hands it over: enums are codes already. */
export interface DecideArguments extends FactsArguments {
  readonly id?: string | null;
  readonly district: string;
  readonly question: string;
  readonly asOf: unknown;
  readonly mode?: string | null;
  readonly receipt?: boolean | null;
}

const notAnObject = problem(
  'wrong-type',
  '/factsJson',
  'factsJson 应为 JSON 对象：事实名称对应其值。',
  'factsJson is a JSON object: names of facts and their values.',
);

const givenTwice = (name: string): Problem =>
  problem(
    'fact-given-twice',
    at('/factsJson', name),
    `事实“${name}”在 facts 和 factsJson 中各给了一次：请只保留一处。`,
    `The fact "${name}" is given in facts and in factsJson: keep one of them.`,
  );

/**
 * The facts of both forms together. A field that is absent stays absent (unknown); null stays null (known to be none).
 * A fact given twice is refused, even with the same value: which one was meant cannot be known.
 */
export const factsOf = ({ facts, factsJson }: FactsArguments): Result<Readonly<Record<string, JsonValue>>, Problem[]> => {
  if (factsJson !== undefined && factsJson !== null && (typeof factsJson !== 'object' || Array.isArray(factsJson)))
    return err([notAnObject]);
  const typed = facts ?? {};
  const own = (factsJson ?? {}) as Readonly<Record<string, JsonValue>>;
  // Most ask in one form, which then needs no copy.
  if (typed === facts && own !== factsJson) return ok(typed);
  if (typed !== facts) return ok(own);
  const twice = Object.keys(own).filter((name) => Object.hasOwn(typed, name));
  if (twice.length > 0) return err(twice.map(givenTwice));
  const all = Object.create(null) as Record<string, JsonValue>;
  return ok(Object.assign(all, typed, own));
};

const stated = (key: string, value: unknown): Readonly<Record<string, unknown>> =>
  value === null || value === undefined ? {} : { [key]: value };

/** The contract's request: an id or mode that was not given is left out. */
export const questionOf = (input: DecideArguments): Result<Question, Problem[]> => {
  const facts = factsOf(input);
  if (!facts.ok) return facts;
  const { id, district, question, asOf, mode, receipt } = input;
  return ok({
    request: { ...stated('id', id), district, question, asOf, ...stated('mode', mode), facts: facts.value },
    receipt: receipt === true,
  });
};
