import type { Micro } from './decimal.ts';

const sign = (difference: number | bigint): -1 | 0 | 1 => (difference > 0 ? 1 : difference < 0 ? -1 : 0);

/** A percentage as a fraction; whole per cents and two decimals get small terms, so that the products stay safe integers. */
const asFraction = (percent: Micro): readonly [numerator: number, denominator: number] => {
  if (percent % 1_000_000 === 0) return [percent / 1_000_000, 100];
  if (percent % 10_000 === 0) return [percent / 10_000, 10_000];
  return [percent, 100_000_000];
};

/**
 * Compares part/whole (safe integers of one unit) with a percentage, exactly, by cross-multiplication: -1 below, 0 equal, 1 above.
 * `whole` 0: a positive part is above every percentage and a negative one below; 0/0 gives 0, it is neither above nor below any
 * (so "at most" and "at least" hold, "more than" and "less than" do not).
 */
export const compareToPercent = (part: number, whole: number, percent: Micro): -1 | 0 | 1 => {
  if (whole === 0) return sign(part);
  const [numerator, denominator] = asFraction(percent);
  const left = part * denominator;
  const right = whole * numerator;
  const order =
    Number.isSafeInteger(left) && Number.isSafeInteger(right)
      ? sign(left - right)
      : sign(BigInt(part) * BigInt(denominator) - BigInt(whole) * BigInt(numerator));
  return whole > 0 || order === 0 ? order : order === 1 ? -1 : 1;
};

/**
 * part/whole as a percentage rounded half up (四舍五入, by magnitude) to two decimals: the JSON number of that decimal.
 * undefined: whole is 0. A percentage from 2^46 on is the nearest number there is.
 */
export const percentHalfUp = (part: number, whole: number): number | undefined => {
  if (whole === 0) return undefined;
  const size = BigInt(Math.abs(whole));
  const hundredths = (BigInt(Math.abs(part)) * 20_000n + size) / (2n * size);
  const value = Number(`${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`);
  return value !== 0 && part < 0 !== whole < 0 ? -value : value;
};
