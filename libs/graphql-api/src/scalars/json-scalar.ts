import { numberAsWritten } from '@guicheng/kernel';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** Nothing that is asked here nests deeper; it bounds the recursion over what callers send. */
export const DEEPEST_JSON = 32;

const checkDepth = (depth: number): void => {
  if (depth >= DEEPEST_JSON) throw new GraphQLError(`JSON 嵌套超过 ${DEEPEST_JSON} 层 · JSON nested deeper than ${DEEPEST_JSON} levels`);
};

/**
 * A copy of parsed JSON whose objects have no prototype, so that a key `__proto__` stays a key.
 * @throws GraphQLError deeper than 32 levels.
 */
export const plainJson = (value: unknown, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  checkDepth(depth);
  if (Array.isArray(value)) return value.map((element) => plainJson(element, depth + 1));
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, field] of Object.entries(value)) copy[key] = plainJson(field, depth + 1);
  return copy;
};

/** The same from a literal in a query. A number that memory would change stays as it is written, as in JSON bodies. */
const literalJson = (node: ValueNode, variables: Variables, depth = 0): unknown => {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return numberAsWritten(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.VARIABLE:
      return plainJson(variables?.[node.name.value], depth);
    case Kind.LIST:
      checkDepth(depth);
      return node.values.map((element) => literalJson(element, variables, depth + 1));
    case Kind.OBJECT: {
      checkDepth(depth);
      const copy = Object.create(null) as Record<string, unknown>;
      for (const { name, value } of node.fields) copy[name.value] = literalJson(value, variables, depth + 1);
      return copy;
    }
  }
};

/** Any JSON value. */
export const JSON_SCALAR = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => plainJson(value),
  parseLiteral: (node, variables) => literalJson(node, variables),
});
