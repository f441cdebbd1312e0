import { err } from './result.ts';
import type { Result } from './result.ts';
import { parseScaled, scaledText } from './scaled-integer.ts';
import type { Scale } from './scaled-integer.ts';

declare const micro: unique symbol;

/** An exact decimal with six places, as a safe integer of millionths: at most 9,007,199,254.740991 either way. */
export type Micro = number & { readonly [micro]: true };

/** Why something is not an exact decimal. */
export type DecimalError = 'not-a-number' | 'more-than-six-decimals' | 'too-large';

/** From 2^33 binary numbers lie more than a millionth apart. */
const MILLIONTHS: Scale = { decimals: 6, unit: 1_000_000, ambiguousFrom: 2 ** 33 };

/** Reads a decimal exactly, by the rules of `parseYuan` with six places (and 2^33 as the limit for JSON numbers with a fraction). */
export const parseDecimal = (input: number | string): Result<Micro, DecimalError> => {
  const parsed = parseScaled(input, MILLIONTHS);
  if (parsed.ok) return parsed as Result<Micro, never>;
  return err(parsed.error === 'too-many-decimals' ? 'more-than-six-decimals' : parsed.error);
};

/** Shortest exact text: `30`, `0.5`, `33.333333`. */
export const decimalText = (value: Micro): string => scaledText(value, MILLIONTHS);

/** The JSON number of `decimalText`; beyond 2^33 the nearest one there is. */
export const decimalNumber = (value: Micro): number => value / MILLIONTHS.unit + 0; // rounds as reading the text would; + 0 turns -0 into 0
