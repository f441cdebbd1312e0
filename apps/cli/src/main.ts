import { EXIT } from './exit-code.ts';
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

declare const __GUICHENG_VERSION__: string;

/** The edge: whatever was not a refusal is a fault, told once. */
try {
  process.exitCode = await run(process.argv.slice(2), processTerminal(), __GUICHENG_VERSION__);
} catch (fault) {
  process.stderr.write(`guicheng: 程序故障 fault: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  process.exitCode = EXIT.fault;
}
