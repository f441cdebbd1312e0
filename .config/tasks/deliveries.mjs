import { ensureBuilt } from './ensure-built.mjs';
import { runBench } from './run-bench.mjs';

/** `npm run deliveries [-- --json --events N --seed N]`: what was committed is what arrived, over several processes that are restarted; see tests/deliveries. */
for (const app of ['api', 'worker']) ensureBuilt(app, () => process.stderr.write(`building apps/${app} …\n`));
await runBench('tests/deliveries/main.ts', 'guicheng-deliveries');
