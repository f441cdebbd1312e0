import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';

/** Nothing that is asked here nests deeper; it bounds the recursion over what callers send. */
export const DEEPEST_JSON = 32;

/**
 * A copy of parsed JSON whose objects have no prototype, so that a key `__proto__` stays a key.
 * @throws GraphQLError deeper than 32 levels.
 */
export const plainJson = (value: unknown, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST_JSON) throw new GraphQLError(`JSON 嵌套超过 ${DEEPEST_JSON} 层 · JSON nested deeper than ${DEEPEST_JSON} levels`);
  if (Array.isArray(value)) return value.map((element) => plainJson(element, depth + 1));
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, field] of Object.entries(value)) copy[key] = plainJson(field, depth + 1);
  return copy;
};

/** Any JSON value. */
export const JSON_SCALAR = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => plainJson(value),
  parseLiteral: (node, variables) => plainJson(valueFromASTUntyped(node, variables)),
});
