import { runBench } from './run-bench.mjs';

/** `npm run bench:engine [-- --json]`: the engine beside other programs on the same question. */
await runBench('tests/bench/engine/main.ts', 'guicheng-bench-engine');
