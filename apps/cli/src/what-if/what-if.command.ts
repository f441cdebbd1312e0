import { err, ok, type Result } from '@guicheng/kernel';
import { whatIf } from '@guicheng/policy-engine';
import type { Problem, Question } from '@guicheng/policy-model';
import type { Command } from '../command.ts';
import { requestOf } from '../decide/decide-arguments.ts';
import { factMeaning } from '../decide/fact-meaning.ts';
import { labelsFor } from '../decide/labels.ts';
import { onlyAsked } from '../decide/only-asked.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { openCachedLibrary } from '../library-cache.ts';
import { readOptions } from '../options.ts';
import { policiesRoot } from '../policies-root.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { systemClock } from '../system-clock.ts';
import type { Terminal } from '../terminal.ts';
import { typedWish } from './typed-wish.ts';
import { whatIfHelp } from './what-if-help.ts';
import { whatIfText } from './what-if-text.ts';

const whatIfOptions = {
  district: { type: 'string', short: 'd' },
  question: { type: 'string', short: 'q' },
  'as-of': { type: 'string' },
  mode: { type: 'string' },
  facts: { type: 'string' },
  'facts-file': { type: 'string' },
  want: { type: 'string', short: 'w', multiple: true },
  'may-change': { type: 'string' },
  'most-facts': { type: 'string' },
  'most-ways': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `guicheng what-if …` */
export const whatIfCommand: Command = async (args, terminal) => {
  const options = readOptions(args, whatIfOptions);
  if (!options.ok) return refuse(terminal, [options.error]);
  const { values, positionals } = options.value;
  if (values.help === true) {
    await terminal.write(whatIfHelp);
    return EXIT.ok;
  }
  const library = await openCachedLibrary(policiesRoot(), onlyAsked(values));
  if (!library.ok) return refuse(terminal, library.error);
  const request = await requestOf(values, positionals, factMeaning(library.value, values.district), systemClock);
  const [mostFacts, mostWays] = [countOf(values['most-facts'], '--most-facts', 4), countOf(values['most-ways'], '--most-ways', 20)];
  const parts = [request, mostFacts, mostWays];
  if (!request.ok || !mostFacts.ok || !mostWays.ok)
    return refuse(
      terminal,
      parts.flatMap((part) => (part.ok ? [] : part.error)),
    );
  const { district, question } = request.value;
  const held = library.value.policies.filter(({ policy }) => policy.manifest.district.id === district);
  const meanings = held.map(({ policy }) => policy.outcomes[question as Question] ?? {});
  const wish = typedWish(values.want ?? [], (name) => meanings.find((fields) => Object.hasOwn(fields, name))?.[name]);
  if (!wish.ok) return refuse(terminal, wish.error);
  const answer = whatIf(library.value.shelf, request.value, wish.value, {
    ...(values['may-change'] === undefined ? {} : { mayChange: namesOf(values['may-change']) }),
    ...mostFacts.value,
    ...mostWays.value,
  });
  if (!answer.ok) return refuse(terminal, answer.error);
  await terminal.write(
    values.json === true
      ? `${JSON.stringify(answer.value, null, 2)}\n`
      : whatIfText(answer.value, labelsFor(library.value, answer.value.now)),
  );
  return EXIT.ok;
};

const namesOf = (text: string): string[] =>
  text
    .split(/[,，、]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

function countOf<const N extends '--most-facts' | '--most-ways'>(
  text: string | undefined,
  option: N,
  most: number,
): Result<Record<string, number>, Problem[]> {
  if (text === undefined) return ok({});
  const count = /^\d{1,3}$/u.test(text) ? Number(text) : 0;
  if (count < 1 || count > most)
    return err([usageProblem(option, `${option} 应为 1 至 ${most} 的整数。`, `${option} is a whole number from 1 to ${most}.`)]);
  return ok({ [option === '--most-facts' ? 'mostFacts' : 'mostWays']: count });
}

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.complain(`guicheng what-if: ${problemLine(problem)}`);
  return EXIT.refused;
}
