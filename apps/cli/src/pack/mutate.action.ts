import { dirname } from 'node:path';
import { WorkingDayCalendar } from '@guicheng/kernel';
import { compilePolicy, createShelf, mutantsOf, type CompiledPolicy, type Mutant } from '@guicheng/policy-engine';
import type { Policy, PolicyCase } from '@guicheng/policy-model';
import { readCalendars, readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { runCase } from '../cases/run-case.ts';
import { EXIT } from '../exit-code.ts';
import { policiesRootOf } from '../policies-root.ts';
import { problemLine } from '../refusal.ts';
import type { PackAction } from './pack-action.ts';
import { findPacks } from './packs-below.ts';
import { readNotes } from './read-notes.ts';

/** Share of mutants that a pack's own cases must catch. */
const LEAST_SCORE = 0.95;

/** `guicheng pack mutate DIR…`: changes the rules in one place at a time and reports what the pack's own cases do not notice. */
export const mutateAction: PackAction = async ({ directories }, terminal) => {
  let isEnough = true;
  for (const directory of directories) {
    const root = policiesRootOf(directory);
    const [vocabulary, calendars] = await Promise.all([readVocabulary(root), readCalendars(root)]);
    const siblings = (await findPacks([dirname(directory)])) as { readonly ok: true; readonly value: string[] };
    const readings = await Promise.all(siblings.value.map((each) => readPack(each, vocabulary)));
    const refused = [...(calendars.ok ? [] : calendars.error), ...readings.flatMap(({ problems }) => problems)];
    if (!calendars.ok || refused.length > 0) {
      for (const problem of refused) terminal.complain(`guicheng pack mutate: ${problemLine(problem)}`);
      return EXIT.refused;
    }
    const calendar = WorkingDayCalendar.of(calendars.value.years);
    const mutated = readings.find((one) => one.directory === directory)!;
    const { policy, cases } = { policy: mutated.policy!, cases: mutated.cases };
    const neighbours = readings.filter((one) => one !== mutated).map((one) => compiledOrThrow(one.policy!, calendar));
    const notes = await readNotes(directory, 'mutation-notes.json');
    if (!notes.ok) {
      for (const problem of notes.error) terminal.complain(`guicheng pack mutate: ${problemLine(problem)}`);
      return EXIT.refused;
    }
    const explained = notes.value;
    const mutants = [...mutantsOf(policy)];
    const survivors: string[] = [];
    for (const [index, mutant] of mutants.entries()) {
      if (index % 500 === 0) terminal.complain(`${policy.manifest.id}: ${index}/${mutants.length}`);
      if (!isCaught(mutant, cases, neighbours, calendar)) survivors.push(mutant.id);
    }
    const unexplained = survivors.filter((id) => explained[id] === undefined);
    const score = mutants.length === 0 ? 1 : (mutants.length - survivors.length) / mutants.length;
    isEnough &&= score >= LEAST_SCORE;
    await terminal.write(
      [
        `${policy.manifest.id}: 变异 mutants ${mutants.length}，案例发现 caught ${mutants.length - survivors.length}（${(score * 100).toFixed(1)} %），未发现 survived ${survivors.length}，其中已说明 explained ${survivors.length - unexplained.length}`,
        ...survivors.map((id) => `  ${id}${explained[id] === undefined ? '' : ` — ${explained[id]}`}`),
        '',
      ].join('\n'),
    );
  }
  return isEnough ? EXIT.ok : EXIT.failed;
};

/** Whether some case of the mutant's questions fails, or the mutant cannot even be compiled. */
function isCaught(
  mutant: Mutant,
  cases: readonly PolicyCase[],
  neighbours: readonly CompiledPolicy[],
  calendar: WorkingDayCalendar,
): boolean {
  const questions = Object.fromEntries(
    Object.entries(mutant.policy.questions).filter(([, { question }]) => mutant.questions.includes(question)),
  );
  const compiled = compilePolicy({ ...mutant.policy, questions }, 'sha256:mutant', calendar);
  if (!compiled.ok) return true;
  const shelf = createShelf([...neighbours, compiled.value]);
  return cases.some((one) => (mutant.questions as readonly string[]).includes(one.request.question) && runCase(shelf, one).length > 0);
}

function compiledOrThrow(policy: Policy, calendar: WorkingDayCalendar): CompiledPolicy {
  const compiled = compilePolicy(policy, 'sha256:neighbour', calendar);
  if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
  return compiled.value;
}
