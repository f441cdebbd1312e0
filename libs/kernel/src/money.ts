import { err } from './result.ts';
import type { Result } from './result.ts';
import { parseScaled, scaledText } from './scaled-integer.ts';
import type { Scale } from './scaled-integer.ts';

declare const fen: unique symbol;

/** An amount of money in fen (分), a safe integer: at most 90,071,992,547,409.91 yuan either way. */
export type Fen = number & { readonly [fen]: true };

/** Why something is not an exact amount. */
export type MoneyError = 'not-a-number' | 'more-than-two-decimals' | 'too-large';

/** From 2^46 yuan (70 trillion) binary numbers lie more than a fen apart. */
const YUAN: Scale = { decimals: 2, unit: 100, ambiguousFrom: 2 ** 46 };
/** 1 万元 = 1,000,000 fen. */
const WAN: Scale = { decimals: 6, unit: 1_000_000, ambiguousFrom: 2 ** 33 };

/**
 * Reads yuan exactly: a JSON number by its shortest decimal text, or a plain decimal string such as `"999999.99"` (no exponent, +,
 * spaces, separators or leading zeros). A sign is allowed; whether it makes sense is the caller's to say.
 * `too-large`: beyond the safe integers, or a JSON number with a fraction from 2^46 yuan on, which cannot tell one fen from the
 * next (a string can).
 */
export const parseYuan = (input: number | string): Result<Fen, MoneyError> => {
  const parsed = parseScaled(input, YUAN);
  if (parsed.ok) return parsed as Result<Fen, never>;
  return err(parsed.error === 'too-many-decimals' ? 'more-than-two-decimals' : parsed.error);
};

/** Shortest exact text in yuan: `999999.99`, `980000`, `1500000.5`. */
export const yuanText = (amount: Fen): string => scaledText(amount, YUAN);

/**
 * The JSON number of `yuanText`; beyond 2^46 yuan the nearest one there is. Division rounds to the number nearest to the exact quotient, which is
 * also how its text is read (ECMA-262).
 */
export const yuanNumber = (amount: Fen): number => amount / YUAN.unit + 0; // + 0 turns -0 into 0

/** Shortest exact text in 万元: `100.000001`, `520`. */
export const wanText = (amount: Fen): string => scaledText(amount, WAN);
