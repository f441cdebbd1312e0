import { RuleFault } from '../rule-fault.ts';
import type { Report, Argument } from '../operator.ts';

/** How an amount that falls between two units is settled: an upper limit goes down, a lower limit goes up, a stated result half up. */
export type Rounding = 'down' | 'up' | 'half-up';

/** Whether the value is one of the three words, spelled exactly so. */
export const isRounding = (value: unknown): value is Rounding => value === 'down' || value === 'up' || value === 'half-up';

/** Reports a rounding that is not written as one of the three words. */
export const checkRounding = (argument: Argument, name: string, index: number, report: Report): boolean =>
  isRounding(argument.literal) ||
  report(
    'rounding-missing',
    `“${name}”须写明 "down"（舍去，用于上限）、"up"（进位，用于下限）或 "half-up"（四舍五入）。`,
    `"${name}" needs "down" (upper limits), "up" (lower limits) or "half-up".`,
    index,
  ) !== undefined;

/** numerator / denominator of non-negative integers as a safe integer, rounded as told. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): number {
  if (denominator === 0n) throw new RuleFault('division-by-zero', '除数为零，无法计算。', 'The divisor is zero.');
  const [whole, rest] = [numerator / denominator, numerator % denominator];
  const isUp = rest !== 0n && (rounding === 'up' || (rounding === 'half-up' && rest * 2n >= denominator));
  const result = Number(whole + (isUp ? 1n : 0n));
  if (!Number.isSafeInteger(result))
    throw new RuleFault('arithmetic-overflow', '计算结果超出可精确表示的范围。', 'The result is beyond what can be computed exactly.');
  return result;
}
