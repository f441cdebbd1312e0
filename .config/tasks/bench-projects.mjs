import { runBench } from './run-bench.mjs';

/** `npm run bench:projects`: lists of 100,000 projects through the repository beside the same SQL by hand. */
await runBench('tests/bench/projects/main.ts', 'guicheng-bench-projects');
