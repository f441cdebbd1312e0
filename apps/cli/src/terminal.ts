import { once } from 'node:events';

/** Where a command reads and writes. */
export interface Terminal {
  /** Writes to standard output; resolves when more may be written. */
  readonly write: (text: string) => Promise<void>;
  /** Writes a line to standard error. */
  readonly complain: (line: string) => void;
  readonly input: AsyncIterable<Uint8Array>;
}

/**
 * The process' own streams. A reader that went away (`| head`) ends the process quietly; nothing more can reach it.
 */
export function processTerminal(): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    write: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    complain: (line) => process.stderr.write(`${line}\n`),
    input: process.stdin,
  };
}
