import { printValue, type FactValues, type JsonValue, type Policy } from '@guicheng/policy-model';

/** Engine values as a person would state them: yuan, dates, percentages. Inverse of `parseFacts`; facts that the policy does not declare are left out. */
export function statedFacts(policy: Policy, facts: FactValues): Record<string, JsonValue> {
  const stated: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(facts)) {
    const definition = Object.hasOwn(policy.facts, name) ? policy.facts[name] : undefined;
    if (definition === undefined) continue;
    if (definition.fields === undefined || value === null || typeof value !== 'object') stated[name] = printValue(definition.type, value);
    else
      stated[name] = Array.isArray(value)
        ? (value as readonly FactValues[]).map((element) => statedObject(definition.fields!, element))
        : statedObject(definition.fields, value as FactValues);
  }
  return stated;
}

const statedObject = (fields: NonNullable<Policy['facts'][string]['fields']>, value: FactValues): JsonValue =>
  Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, fields[name] === undefined ? null : printValue(fields[name].type, inner)]),
  );
