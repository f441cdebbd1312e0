import { Belongings } from './belongings.ts';
import { emptyDatabase } from './empty-database.ts';
import { proofOptions, UsageRefused, type ProofOptions } from './options.ts';
import { prove } from './proof.ts';
import { isProven } from './verdict.ts';

/** Mutations at once. */
const CLIENTS = 12;

/**
 * `npm run deliveries`: two servers, two workers, one database, failing receivers, restarts under load. Status 0: no request failed, and what was delivered is
 * what was committed; 1: not so; 2: usage.
 */
async function main(options: ProofOptions): Promise<number> {
  const { events, seed, asJson } = options;
  const started = performance.now();
  const say = (text: string): void => {
    if (!asJson) process.stdout.write(`── ${text} (${((performance.now() - started) / 1_000).toFixed(0)} s)\n`);
  };
  const belongings = new Belongings();
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      process.stderr.write(`\n已中断 interrupted，种子 seed ${seed}\n`);
      void belongings.giveBack().then(() => process.exit(status));
    });
  // On standard error, so that a program that reads the figures can repeat them as well.
  process.stderr.write(`投递检验 deliveries，种子 seed ${seed}\n`);
  try {
    const { stray, unaccounted, ...figures } = await prove(
      { on: await emptyDatabase(belongings), events, seed, clients: CLIENTS, say },
      belongings,
    );
    const { committed, delivered, missing, twice, failedRequests } = figures;
    const isTrue = isProven({ ...figures, stray, unaccounted }, events);
    if (!isTrue)
      process.stderr.write(
        `未通过 FAILED：应提交 to be committed ${events}，来历不明 stray ${stray}，账实不符 unaccounted ${unaccounted}；重现 again: --seed ${seed}\n`,
      );
    process.stdout.write(
      asJson
        ? `${JSON.stringify(figures)}\n`
        : `已提交 committed ${committed}，已送达 delivered ${delivered}，缺少 missing ${missing}，重复 twice ${twice}，请求失败 failed requests ${failedRequests}\n`,
    );
    return isTrue ? 0 : 1;
  } finally {
    await belongings.giveBack();
  }
}

try {
  process.exit(await main(proofOptions(process.argv.slice(2), Math.random())));
} catch (cause) {
  process.stderr.write(`${cause instanceof UsageRefused ? cause.message : String(cause instanceof Error ? cause.stack : cause)}\n`);
  process.exit(cause instanceof UsageRefused ? 2 : 1);
}
