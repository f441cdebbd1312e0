import { parseArgs } from 'node:util';

/** What the proof is told. */
export interface ProofOptions {
  /** Mutations, of one event each. */
  readonly events: number;
  /** Of the receiver's failures: the n-th attempt that arrives fails in the same way in every run. */
  readonly seed: number;
  readonly asJson: boolean;
}

/** Text that stands in for a command line that cannot be read. */
export class UsageRefused extends Error {}

const whole = (name: string, written: string | undefined, otherwise: number, least: number): number => {
  if (written === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(written) || Number(written) < least)
    throw new UsageRefused(`--${name} 应为不小于 ${least} 的整数 takes a whole number from ${least} on: ${written}`);
  return Number(written);
};

/** Reads the command line; `chance` from 0 up to 1 chooses a seed where none is given. Throws `UsageRefused`. */
export function proofOptions(args: readonly string[], chance: number): ProofOptions {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { events: text, seed: text, json: { type: 'boolean' } } });
    return {
      events: whole('events', values.events, 10_000, 1),
      seed: whole('seed', values.seed, Math.floor(chance * 1_000_000_000), 0),
      asJson: values.json ?? false,
    };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UsageRefused(`用法 usage: npm run deliveries [-- --json --events N --seed N]\n${cause.message}`);
  }
}
