import type { GraphQLScalarType } from 'graphql';
import { calendarText, exactNumber } from './as-written.ts';
import { JSON_SCALAR } from './json-scalar.ts';

/** Every scalar of the schema. */
export const SCALARS: Readonly<Record<string, GraphQLScalarType>> = {
  Money: exactNumber('Money'),
  Percent: exactNumber('Percent'),
  Decimal: exactNumber('Decimal'),
  Date: calendarText('Date'),
  Month: calendarText('Month'),
  DateTime: calendarText('DateTime'),
  JSON: JSON_SCALAR,
};
