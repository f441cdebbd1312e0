import { nextQuestion } from '@guicheng/policy-engine';
import type { Problem } from '@guicheng/policy-model';
import type { Command } from '../command.ts';
import { requestOf } from '../decide/decide-arguments.ts';
import { factMeaning } from '../decide/fact-meaning.ts';
import { onlyAsked } from '../decide/only-asked.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { openCachedLibrary } from '../library-cache.ts';
import { readOptions } from '../options.ts';
import { policiesRoot } from '../policies-root.ts';
import { problemLine } from '../refusal.ts';
import { systemClock } from '../system-clock.ts';
import type { Terminal } from '../terminal.ts';
import { AnswerLines } from './answer-lines.ts';
import { askHelp } from './ask-help.ts';
import { Conversation } from './conversation.ts';

const askOptions = {
  district: { type: 'string', short: 'd' },
  question: { type: 'string', short: 'q' },
  'as-of': { type: 'string' },
  mode: { type: 'string' },
  facts: { type: 'string' },
  'facts-file': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `guicheng ask …` */
export const askCommand: Command = async (args, terminal) => {
  const options = readOptions(args, askOptions);
  if (!options.ok) return refuse(terminal, [options.error]);
  const { values, positionals } = options.value;
  if (values.help === true) {
    await terminal.write(askHelp);
    return EXIT.ok;
  }
  const library = await openCachedLibrary(policiesRoot(), onlyAsked(values));
  if (!library.ok) return refuse(terminal, library.error);
  const request = await requestOf(values, positionals, factMeaning(library.value, values.district), systemClock);
  if (!request.ok) return refuse(terminal, request.error);
  const first = nextQuestion(library.value.shelf, request.value, []);
  if (!first.ok) return refuse(terminal, first.error);
  const interruption = new Promise<void>((resolve) => void process.once('SIGINT', () => resolve()));
  const lines = new AnswerLines(terminal.input, interruption);
  try {
    return await new Conversation(library.value, request.value, terminal, lines, process.stdin.isTTY !== true).hold(first.value);
  } finally {
    // Whoever still waits for a line would keep the process alive.
    process.stdin.destroy();
  }
};

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.complain(`guicheng ask: ${problemLine(problem)}`);
  return EXIT.refused;
}
