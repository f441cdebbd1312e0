import { runBench } from './run-bench.mjs';

/** `GUICHENG_SUITES=<folder> npm run suites`: public suites of JSON-Logic and CertLogic, see tests/suites. */
await runBench('tests/suites/main.ts', 'guicheng-suites');
