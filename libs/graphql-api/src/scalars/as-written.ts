import { numberAsWritten } from '@guicheng/kernel';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';

const notAScalar = (name: string): GraphQLError =>
  new GraphQLError(`${name} 应为单个值，不能是列表或对象 · ${name} is a single value, not a list or an object`);

/** How a number that stands in a query is handed on. */
type NumberLiteral = (digits: string) => number | string;

/** The digits themselves: `999999.99` never passes through a float. With an exponent it does, where that changes nothing. */
const digitsKept: NumberLiteral = (digits) => (/e/i.test(digits) ? numberAsWritten(digits) : digits);

const literalOf = (name: string, node: ValueNode, numberLiteral: NumberLiteral): unknown => {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return numberLiteral(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    default:
      throw notAScalar(name);
  }
};

/**
 * A scalar that hands on what was written: the fact parser behind it knows what each fact may be and answers with a typed
 * refusal that names the fact, where an error here would refuse the whole document.
 */
const asWritten = (name: string, numberLiteral: NumberLiteral): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: (value) => {
      if (typeof value === 'object' && value !== null) throw notAScalar(name);
      return value;
    },
    parseLiteral: (node) => literalOf(name, node, numberLiteral),
  });

/** Amounts and other exact numbers, as numbers or decimal texts. */
export const exactNumber = (name: string): GraphQLScalarType => asWritten(name, digitsKept);

/** Dates, months and instants: texts. A number stays a number, so that it is refused as the wrong type. */
export const calendarText = (name: string): GraphQLScalarType => asWritten(name, Number);
