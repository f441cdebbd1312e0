import { err, ok, parseJsonText } from '@guicheng/kernel';
import type { Result } from '@guicheng/kernel';
import type { FactDefinition, JsonValue, Problem } from '@guicheng/policy-model';
import { usageProblem } from '../refusal.ts';

/** Finds what a fact means; undefined: no pack and no vocabulary knows it. */
export type FactMeaning = (name: string) => FactDefinition | undefined;

/** Facts from `name=value` arguments, typed by what the fact means; a name that nobody knows stays text, and the policy refuses it by name. */
export function statedFacts(pairs: readonly string[], meaning: FactMeaning): Result<Record<string, JsonValue>, Problem[]> {
  const facts = Object.create(null) as Record<string, JsonValue>;
  const problems: Problem[] = [];
  for (const pair of pairs) {
    const split = pair.indexOf('=');
    const name = pair.slice(0, split).trim();
    if (split < 1 || name === '')
      problems.push(usageProblem(pair, `“${pair}”不是“事实=值”的写法。`, `"${pair}" is not written fact=value.`));
    else if (name in facts) problems.push(usageProblem(name, `事实“${name}”给了两次。`, `The fact "${name}" is stated twice.`));
    else facts[name] = typedValue(pair.slice(split + 1).trim(), meaning(name));
  }
  return problems.length > 0 ? err(problems) : ok(facts);
}

/** A value as typed by a person. What does not read as the fact's type stays text, so that the refusal names the fact. */
export function typedValue(text: string, fact: FactDefinition | undefined): JsonValue {
  if (text === 'null' || (text === '无' && fact?.nullable === true)) return null;
  switch (fact?.type) {
    case 'boolean':
      return booleanOf(text) ?? text;
    case 'integer':
      return integerOf(text) ?? text;
    case 'list-of-integer':
      return listOf(text).map((item) => (typeof item === 'string' ? (integerOf(item) ?? item) : item));
    case 'list-of-code':
    case 'list-of-money':
      return listOf(text);
    case 'object':
    case 'list-of-object':
      return jsonOf(text) ?? text;
    // Money, percentages and decimals stay text: exact to the last digit.
    default:
      return text;
  }
}

const booleans: Readonly<Record<string, boolean>> = { true: true, 是: true, false: false, 否: false };
const booleanOf = (text: string): boolean | undefined => (Object.hasOwn(booleans, text) ? booleans[text] : undefined);
const integerOf = (text: string): number | undefined => (/^-?(0|[1-9]\d*)$/.test(text) ? Number(text) : undefined);

function listOf(text: string): readonly (string | number)[] {
  const json = text.startsWith('[') ? jsonOf(text) : undefined;
  if (Array.isArray(json)) return json as (string | number)[];
  return text === '' ? [] : text.split(/[,，、]/).map((item) => item.trim());
}

function jsonOf(text: string): JsonValue | undefined {
  const parsed = parseJsonText(text);
  return parsed.ok ? (parsed.value as JsonValue) : undefined;
}
