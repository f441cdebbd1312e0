import type { Shelf } from '@guicheng/policy-engine';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { answerLine, faultLine } from './batch-answer.ts';
import { linesOf } from './batch-lines.ts';
import type { Line } from './batch-lines.ts';

/** Characters gathered before they are written: one system call for many answers, and never much in memory. */
const WRITE_SIZE = 64 * 1024;

/**
 * Answers every line of the input in order; reading waits while the reader of the answers is slow. A fault of the program in one line is
 * told on standard error, leaves its line an error, and makes the exit code; the other lines are answered.
 */
export async function decideBatch(shelf: Shelf, terminal: Terminal): Promise<ExitCode> {
  let pending = '';
  let number = 0;
  let exit: ExitCode = EXIT.ok;
  const answer = (line: Line): string | null => {
    number += 1;
    try {
      return answerLine(shelf, line);
    } catch (fault) {
      exit = EXIT.fault;
      terminal.complain(
        `guicheng decide: 第 ${number} 行程序故障 fault in line ${number}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
      );
      return faultLine();
    }
  };
  for await (const lines of linesOf(terminal.input)) {
    for (const line of lines) {
      const answered = answer(line);
      if (answered === null) continue;
      pending += `${answered}\n`;
      if (pending.length >= WRITE_SIZE) {
        await terminal.write(pending);
        pending = '';
      }
    }
    // Whoever asks one question at a time gets each answer at once.
    if (pending !== '') await terminal.write(pending);
    pending = '';
  }
  return exit;
}
