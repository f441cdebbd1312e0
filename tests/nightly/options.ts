import { parseArgs } from 'node:util';

/** What a night is told: how much, and from which seed on. */
export interface NightOptions {
  readonly seed: number;
  /** Pairs of a random rule and random facts that are held to the laws. */
  readonly pairs: number;
  /** Random rules, most of them ill typed, that are tried. */
  readonly rules: number;
  /** Random facts for each question of each held pack. */
  readonly facts: number;
}

const whole = (name: string, written: string | undefined, otherwise: number): number => {
  if (written === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(written)) {
    process.stderr.write(`--${name} 应为整数 takes a whole number: ${written}\n`);
    process.exit(2);
  }
  return Number(written);
};

/** Reads the command line; ends the program with status 2 when it cannot be read. */
export function nightOptions(args: readonly string[]): NightOptions {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { seed: text, pairs: text, rules: text, facts: text } });
    return {
      seed: whole('seed', values.seed, Math.floor(Math.random() * 1_000_000_000)),
      pairs: whole('pairs', values.pairs, 1_000_000),
      rules: whole('rules', values.rules, 100_000),
      facts: whole('facts', values.facts, 2_000),
    };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    process.stderr.write(`用法 usage: npm run nightly [-- --seed N --pairs N --rules N --facts N]\n${cause.message}\n`);
    process.exit(2);
  }
}
