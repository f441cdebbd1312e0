import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** A command: reads the arguments after its name. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;

/** A command in the list. Its code is loaded when it is called, so that answering needs no database and no server. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
