import { lawsPart } from './laws-part.ts';
import { nightOptions } from './options.ts';
import { packsPart } from './packs-part.ts';
import { randomRulesPart } from './random-rules-part.ts';

/** `npm run nightly`: what takes too long for every test run. Ends with status 1 at the first difference, and prints the seed that shows it again. */
const options = nightOptions(process.argv.slice(2));
const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1_000).toFixed(0);

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => {
    process.stdout.write(`\n已中断 interrupted (${seconds()} s)，种子 seed ${options.seed}\n`);
    process.exit(status);
  });

process.stdout.write(`夜间检验 nightly checks，种子 seed ${options.seed}\n`);
try {
  const parts = [
    await packsPart(options.seed, options.facts),
    await randomRulesPart(options.seed, options.rules),
    await lawsPart(options.seed, options.pairs),
  ];
  process.stdout.write(`全部通过 all passed (${seconds()} s)，种子 seed ${options.seed}: ${parts.join('; ')}\n`);
} catch (cause) {
  process.stdout.write(`未通过 FAILED (${seconds()} s)，重现 to see it again: npm run nightly -- --seed ${options.seed}\n`);
  process.stdout.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
