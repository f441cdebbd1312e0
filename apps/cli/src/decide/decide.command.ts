import { decide, explain, explainTree } from '@guicheng/policy-engine';
import type { Problem } from '@guicheng/policy-model';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { openCachedLibrary } from '../library-cache.ts';
import type { Library } from '../library.ts';
import { readOptions } from '../options.ts';
import { policiesRoot } from '../policies-root.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { systemClock } from '../system-clock.ts';
import type { Terminal } from '../terminal.ts';
import { answerText } from './answer-text.ts';
import { decideBatch } from './batch.ts';
import { decideOptions, requestOf } from './decide-arguments.ts';
import type { DecideValues } from './decide-arguments.ts';
import { decideHelp } from './decide-help.ts';
import { factMeaning } from './fact-meaning.ts';
import { labelsFor } from './labels.ts';
import { onlyAsked } from './only-asked.ts';
import { traceText } from './trace-text.ts';
import { treeText } from './tree-text.ts';

/** `guicheng decide …` */
export const decideCommand: Command = async (args, terminal) => {
  const options = readOptions(args, decideOptions);
  if (!options.ok) return refuse(terminal, [options.error]);
  const { values, positionals } = options.value;
  if (values.help === true) {
    await terminal.write(decideHelp);
    return EXIT.ok;
  }
  const library = await openCachedLibrary(policiesRoot(), values.batch === true ? undefined : onlyAsked(values));
  if (!library.ok) return refuse(terminal, library.error);
  if (values.batch !== true) return decideOne(library.value, values, positionals, terminal);
  const beside = [
    ...Object.keys(values)
      .filter((name) => name !== 'batch')
      .map((name) => `--${name}`),
    ...positionals,
  ];
  if (beside.length > 0)
    return refuse(terminal, [usageProblem(beside.join(' '), '--batch 不与其他选项或事实同用。', '--batch stands alone.')]);
  return decideBatch(library.value.shelf, terminal);
};

async function decideOne(
  library: Library,
  values: DecideValues & { readonly json?: boolean; readonly trace?: boolean; readonly tree?: boolean },
  pairs: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const request = await requestOf(values, pairs, factMeaning(library, values.district), systemClock);
  if (!request.ok) return refuse(terminal, request.error);
  const decided = decide(library.shelf, request.value, { trace: values.trace === true });
  if (!decided.ok) return refuse(terminal, decided.error);
  const decision = decided.value;
  if (values.json === true) {
    await terminal.write(`${JSON.stringify(decision, null, 2)}\n`);
    return EXIT.ok;
  }
  const labels = labelsFor(library, decision);
  const explained = explain(library.shelf, request.value);
  await terminal.write(answerText(decision, labels, explained.ok ? explained.value.zh : undefined));
  if (decision.trace !== undefined) await terminal.write(`\n${traceText(decision.trace, labels)}`);
  if (values.tree === true) {
    const tree = explainTree(library.shelf, request.value);
    if (tree.ok) await terminal.write(`\n${treeText(tree.value, labels)}`);
  }
  return EXIT.ok;
}

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.complain(`guicheng decide: ${problemLine(problem)}`);
  return EXIT.refused;
}
