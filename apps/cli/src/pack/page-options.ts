import { err, ok, type Result } from '@guicheng/kernel';
import { pageHtml, type PolicyPage } from '@guicheng/policy-engine';
import { QUESTIONS, type Problem, type Question } from '@guicheng/policy-model';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { writeNamedFile } from '../named-file.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import type { PackInput } from './pack-action.ts';

/** The question named by `--question`; undefined: none is named. */
export function questionOf({ question }: PackInput['values']): Result<Question | undefined, Problem> {
  if (question === undefined) return ok(undefined);
  const found = QUESTIONS.find((each) => each === question);
  if (found !== undefined) return ok(found);
  const known = QUESTIONS.join('、');
  return err(
    usageProblem(
      '--question',
      `没有问题“${String(question)}”。可用：${known}。`,
      `There is no question "${String(question)}". Known: ${QUESTIONS.join(', ')}.`,
    ),
  );
}

/** Writes a page where `--html` says and tells so; gives the exit status. */
export async function writePage(file: string, page: PolicyPage, terminal: Terminal): Promise<ExitCode> {
  const text = pageHtml(page);
  const written = await writeNamedFile(file, text);
  if (!written.ok) {
    terminal.complain(`guicheng pack: ${problemLine(written.error)}`);
    return EXIT.refused;
  }
  await terminal.write(`✓ ${file} (${Math.ceil(Buffer.byteLength(text) / 1024)} KiB)\n`);
  return EXIT.ok;
}
