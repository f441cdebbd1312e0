import { ensureBuilt } from './ensure-built.mjs';
import { runBench } from './run-bench.mjs';

/** `npm run deliveries [-- --json --events N --seed N]`: what was committed is what arrived, over several processes; see tests/deliveries. */
ensureBuilt('api', () => process.stderr.write('building apps/api …\n'));
await runBench('tests/deliveries/main.ts', 'guicheng-deliveries');
