import { err, ok } from './result.ts';
import type { Result } from './result.ts';

/** A fixed number of decimals, kept as a safe integer of the smallest unit. */
export interface Scale {
  readonly decimals: number;
  /** 10 to the power of `decimals`. */
  readonly unit: number;
  /**
   * From here on two neighbouring decimals of this scale can be the same binary number (its spacing exceeds one unit), so a
   * JSON number with a fraction no longer says which one was meant.
   */
  readonly ambiguousFrom: number;
}

/** Why a text or number is not an exact decimal of a scale. */
export type ScaledError = 'not-a-number' | 'too-many-decimals' | 'too-large';

/** Plain decimal as JSON writes it, without exponent: no +, no spaces, no separators, no leading zeros. */
const TEXT = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

const fromText = (text: string, scale: Scale): Result<number, ScaledError> => {
  const match = TEXT.exec(text);
  if (!match) return err('not-a-number');
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > scale.decimals) return err('too-many-decimals');
  if (whole.length > 16) return err('too-large'); // safe integers have 16 digits; longer ones need not be read
  // Digits are joined, not multiplied: the integer is read from its own decimal text. Above 2^53 it stays above when rounded.
  const size = Number(whole + fraction.padEnd(scale.decimals, '0'));
  if (!Number.isSafeInteger(size)) return err('too-large');
  return ok(sign === '-' && size !== 0 ? -size : size);
};

/** Reads a JSON number (by its shortest decimal text) or a plain decimal string, exactly. Infinite and NaN are no numbers. */
export const parseScaled = (input: number | string, scale: Scale): Result<number, ScaledError> => {
  if (typeof input === 'string') return fromText(input, scale);
  if (!Number.isFinite(input)) return err('not-a-number');
  if (Number.isInteger(input)) {
    const size = input * scale.unit; // an integer product: exact whenever it is a safe integer
    return Number.isSafeInteger(size) ? ok(size + 0) : err('too-large');
  }
  if (Math.abs(input) >= scale.ambiguousFrom) return err('too-large');
  if (Math.abs(input) < 1e-6) return err('too-many-decimals'); // the only fractions JavaScript writes with an exponent
  // The number is the one nearest to size/unit, and below `ambiguousFrom` to no other decimal of the scale: its text would say the same.
  const size = Math.round(input * scale.unit);
  return size / scale.unit === input ? ok(size) : fromText(String(input), scale);
};

/** The shortest plain decimal text of a scaled integer. */
export const scaledText = (value: number, scale: Scale): string => {
  const size = Math.abs(value);
  const rest = size % scale.unit;
  const whole = (size - rest) / scale.unit;
  const sign = value < 0 ? '-' : '';
  if (rest === 0) return `${sign}${whole}`;
  return `${sign}${whole}.${String(rest).padStart(scale.decimals, '0').replace(/0+$/, '')}`;
};
