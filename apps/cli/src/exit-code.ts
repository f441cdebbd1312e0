/** What the process ends with; written in the help text. */
export const EXIT = {
  /** Answered; or every line of a batch was read; or every case passed; or a pack without problems. */
  ok: 0,
  /** A case failed, a pack has problems, a receipt differs, or an audit chain is broken. */
  failed: 1,
  /** The command line, a file or the request was refused. */
  refused: 2,
  /** A fault of the program (sysexits EX_SOFTWARE). */
  fault: 70,
  /** Interrupted by Ctrl-C (128 + SIGINT). */
  interrupted: 130,
} as const;

/** A code of `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
