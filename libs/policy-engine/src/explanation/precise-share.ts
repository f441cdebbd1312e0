import { compareToPercent, decimalNumber, percentHalfUp, type Micro } from '@guicheng/kernel';
import type { Evaluation, Node } from '../node.ts';
import type { Ratio } from '../value.ts';

/** Money in fen and ratios of it differ from a threshold within so many decimals, or not at all that matters to a reader. */
const MOST_DECIMALS = 18;

/**
 * A share that two decimals would show as just the percentage it is compared with, though it is not: with as many decimals as it takes to see the difference
 * (30.0000002). Undefined: two decimals tell them apart, or they are equal.
 */
export function preciseShare({ part, whole }: Ratio, beside: Micro): string | undefined {
  if (percentHalfUp(part, whole) !== decimalNumber(beside) || compareToPercent(part, whole, beside) === 0) return undefined;
  const size = BigInt(Math.abs(whole));
  for (let decimals = 3; decimals <= MOST_DECIMALS; decimals++) {
    const unit = 10n ** BigInt(decimals);
    const found = (BigInt(Math.abs(part)) * 200n * unit + size) / (2n * size);
    if (found * 1_000_000n !== BigInt(beside) * unit) return `${found / unit}.${String(found % unit).padStart(decimals, '0')}`;
  }
  return undefined;
}

/** The percentage with which a share is compared; undefined: with none. */
export function percentBeside(args: readonly Node[], share: Node, evaluation: Evaluation): Micro | undefined {
  const values = args.filter((arg) => arg !== share && arg.type.kind === 'percent').map((arg) => arg.run(evaluation));
  return values.find((value) => typeof value === 'number') as Micro | undefined;
}
