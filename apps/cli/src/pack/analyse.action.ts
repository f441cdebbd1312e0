import { err, ok, WorkingDayCalendar, type Result } from '@guicheng/kernel';
import { analysePolicy, checkPolicy, type Analysis } from '@guicheng/policy-engine';
import type { Policy, PolicyCase, Problem } from '@guicheng/policy-model';
import { readCalendars, readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { EXIT } from '../exit-code.ts';
import { policiesRootOf } from '../policies-root.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import { analysisText } from './analysis-text.ts';
import type { PackAction } from './pack-action.ts';
import { readNotes } from './read-notes.ts';
import { wholeNumber } from './whole-number.ts';

/** `guicheng pack analyse [--json] [--list] [--seed N] [--steps N] DIR…`: fails on an error that `analysis-notes.json` does not explain. */
export const analyseAction: PackAction = async ({ directories, values }, terminal) => {
  const [seed, steps] = [wholeNumber(values, 'seed'), wholeNumber(values, 'steps')];
  if (seed === null || steps === null) {
    terminal.complain(
      `guicheng pack: ${problemLine(usageProblem('', '--seed 与 --steps 是正整数。', '--seed and --steps are positive whole numbers.'))}`,
    );
    return EXIT.refused;
  }
  const analyses: (Analysis & { readonly explained: Readonly<Record<string, string>> })[] = [];
  let isClean = true;
  for (const directory of directories) {
    const read = await readForAnalysis(directory);
    if (!read.ok) {
      isClean = false;
      for (const problem of read.error) terminal.complain(`${directory}: ${problemLine(problem)}`);
      continue;
    }
    const { policy, calendar, cases } = read.value;
    const analysis = analysePolicy(policy, calendar, {
      cases,
      ...(seed === undefined ? {} : { seed }),
      ...(steps === undefined ? {} : { mostSteps: steps }),
    });
    const notes = await readNotes(directory, 'analysis-notes.json');
    if (!notes.ok) {
      for (const problem of notes.error) terminal.complain(`guicheng pack analyse: ${problemLine(problem)}`);
      return EXIT.refused;
    }
    const explained = notes.value;
    isClean &&= analysis.findings.every(({ severity, key }) => severity !== 'error' || explained[key] !== undefined);
    if (values['json'] === true) analyses.push({ ...analysis, explained });
    else await terminal.write(analysisText(policy, analysis, explained, values['list'] === true));
  }
  if (values['json'] === true) await terminal.write(`${JSON.stringify(analyses)}\n`);
  return isClean ? EXIT.ok : EXIT.failed;
};

interface ReadPack {
  readonly policy: Policy;
  readonly cases: readonly PolicyCase[];
  readonly calendar: WorkingDayCalendar;
}

/** A pack that can be analysed, or what keeps it from that. */
async function readForAnalysis(directory: string): Promise<Result<ReadPack, readonly Problem[]>> {
  const root = policiesRootOf(directory);
  const [vocabulary, calendars] = await Promise.all([readVocabulary(root), readCalendars(root)]);
  if (!calendars.ok) return calendars;
  const { policy, problems, cases } = await readPack(directory, vocabulary);
  if (policy === undefined) return err(problems);
  const calendar = WorkingDayCalendar.of(calendars.value.years);
  const found = [...problems, ...checkPolicy({ policy, cases: [] }, calendar)];
  return found.length > 0 ? err(found) : ok({ policy, cases, calendar });
}
