import { runBench } from './run-bench.mjs';

/** `npm run nightly [-- --seed N --pairs N --rules N --facts N]`: the long checks of the engine, see tests/nightly. */
await runBench('tests/nightly/main.ts', 'guicheng-nightly');
