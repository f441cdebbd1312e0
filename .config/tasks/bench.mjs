import { ensureBuilt } from './ensure-built.mjs';
import { runBench } from './run-bench.mjs';

/** `npm run bench [-- --json]`: measures the built programs, so builds them and the benchmark first. */
for (const app of ['api', 'cli']) ensureBuilt(app, () => process.stderr.write(`building apps/${app} …\n`));
await runBench('tests/bench/main.ts', 'guicheng-bench');
