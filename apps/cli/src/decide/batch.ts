import type { Shelf } from '@guicheng/policy-engine';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { answerLine } from './batch-answer.ts';
import { linesOf } from './batch-lines.ts';

/** Characters gathered before they are written: one system call for many answers, and never much in memory. */
const WRITE_SIZE = 64 * 1024;

/** Answers every line of the input in order; reading waits while the reader of the answers is slow. */
export async function decideBatch(shelf: Shelf, terminal: Terminal): Promise<ExitCode> {
  let pending = '';
  for await (const lines of linesOf(terminal.input)) {
    for (const line of lines) {
      const answer = answerLine(shelf, line);
      if (answer === null) continue;
      pending += `${answer}\n`;
      if (pending.length >= WRITE_SIZE) {
        await terminal.write(pending);
        pending = '';
      }
    }
    // Whoever asks one question at a time gets each answer at once.
    if (pending !== '') await terminal.write(pending);
    pending = '';
  }
  return EXIT.ok;
}
