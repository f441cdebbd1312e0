import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** What an action of `guicheng pack` is given: the packs, and the option values it declared. */
export interface PackInput {
  readonly directories: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

/** One action of `guicheng pack`. */
export type PackAction = (input: PackInput, terminal: Terminal) => Promise<ExitCode>;
