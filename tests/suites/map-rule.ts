import type { DeclaredFact, Expression, JsonValue } from '@guicheng/policy-model';

/** A rule of a suite in our language, with the facts that its data become. */
export interface MappedRule {
  readonly expression: Expression;
  readonly facts: Readonly<Record<string, DeclaredFact>>;
  readonly stated: Readonly<Record<string, JsonValue>>;
}

/** The suite uses what the language does not have, by design: a code for the count. */
export class NotInTheLanguage extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Operators of theirs that are operators of ours under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  '===': '==',
  '!==': '!=',
  '?:': 'if',
  before: '<',
  after: '>',
  'not-before': '>=',
  'not-after': '<=',
};
const TIME = new Set(['before', 'after', 'not-before', 'not-after', 'plusTime']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says a rule of JSON-Logic or CertLogic in our language; throws `NotInTheLanguage` where that cannot be said at all. What our checker refuses is left to it. */
export function mapRule(rule: unknown, data: unknown): MappedRule {
  const mapping = new Mapping(data);
  const expression = mapping.expression(rule, false);
  return { expression, facts: mapping.facts, stated: mapping.stated };
}

class Mapping {
  readonly facts: Record<string, DeclaredFact> = {};
  readonly stated: Record<string, JsonValue> = {};

  constructor(private readonly data: unknown) {}

  /** `isTime`: a day or an instant stands here. */
  expression(rule: unknown, isTime: boolean): Expression {
    if (Array.isArray(rule)) return rule.map((member) => (isObject(member) ? this.#expressionInList() : (member as Expression)));
    if (typeof rule === 'string' && isTime && DAY.test(rule)) return { date: rule };
    if (typeof rule === 'number') return Number.isSafeInteger(rule) ? rule : { decimal: String(rule) };
    if (!isObject(rule)) return rule as Expression;
    const names = Object.keys(rule);
    if (names.length !== 1) throw new NotInTheLanguage('operator-not-single');
    const [name] = names as [string];
    const written = rule[name];
    const args = Array.isArray(written) ? (written as readonly unknown[]) : [written];
    if (name === 'var') return this.#fact(args, isTime);
    if (name === 'plusTime') return this.#plusTime(args);
    const inside = (arg: unknown): Expression => this.expression(arg, TIME.has(name));
    if (name === '!!') return { '!': [{ '!': args.map(inside) }] };
    return { [Object.hasOwn(RENAMED, name) ? RENAMED[name]! : name]: args.map(inside) };
  }

  #expressionInList(): never {
    throw new NotInTheLanguage('list-not-literal');
  }

  /** A path becomes one fact of its own, of the type that its value has. */
  #fact(args: readonly unknown[], isTime: boolean): Expression {
    const [path, ...others] = args;
    if (others.length > 0) throw new NotInTheLanguage('var-with-default');
    if ((typeof path !== 'string' && typeof path !== 'number') || path === '') throw new NotInTheLanguage('var-without-name');
    const value = valueAt(this.data, String(path));
    const name = `path${[...String(path)].map((character) => (/[a-zA-Z0-9]/.test(character) ? character : `x${character.codePointAt(0)!.toString(16)}`)).join('')}`;
    const type = typeOfValue(value, isTime);
    // A string that stands once as a day and once as a text is two facts here.
    const fact = `${name}${isTime ? 'Time' : ''}`;
    this.facts[fact] = {
      type,
      titleZh: name,
      meaning: name,
      questions: ['version'],
      nullable: value === null,
      ...(type === 'list-of-code' ? { enum: Object.fromEntries((value as string[]).map((code) => [code, code])) } : {}),
    };
    if (value !== undefined) this.stated[fact] = value as JsonValue;
    return { var: fact };
  }

  #plusTime([time, amount, unit]: readonly unknown[]): Expression {
    const base = this.expression(time, true);
    if (amount === 0) return base;
    if (unit !== 'day') throw new NotInTheLanguage(`plus-${String(unit)}s`);
    return { addDays: [base, amount as number] };
  }
}

/** The value at a path with dots; undefined: there is none. */
function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Json)[step];
  }
  return value;
}

function typeOfValue(value: unknown, isTime: boolean): DeclaredFact['type'] {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'decimal';
  if (typeof value === 'string') return !isTime ? 'text' : DAY.test(value) ? 'date' : INSTANT.test(value) ? 'instant' : 'text';
  if (Array.isArray(value) && value.every((member) => typeof member === 'string')) return 'list-of-code';
  if (Array.isArray(value) && value.every((member) => Number.isSafeInteger(member))) return 'list-of-integer';
  // What is not stated, and what is none, has no type of its own: any will do that lets the rule be checked.
  if (value === undefined || value === null) return isTime ? 'date' : 'boolean';
  throw new NotInTheLanguage('data-without-type');
}
