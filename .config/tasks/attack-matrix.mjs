import { runBench } from './run-bench.mjs';

/** `npm run -s attack-matrix [-- --json]`: every attempt on another district's data, and every guard taken away once; see tests/attack. */
await runBench('tests/attack/main.ts', 'guicheng-attack');
