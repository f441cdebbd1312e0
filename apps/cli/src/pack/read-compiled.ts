import { err, WorkingDayCalendar, type Result } from '@guicheng/kernel';
import { compilePolicy, type CompiledPolicy } from '@guicheng/policy-engine';
import { canonicalJson, digestOf, type Problem } from '@guicheng/policy-model';
import { readCalendars, readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { policiesRootOf } from '../policies-root.ts';

/** The pack in a folder, compiled; or every problem that keeps it from being asked. */
export async function readCompiled(directory: string): Promise<Result<CompiledPolicy, readonly Problem[]>> {
  const root = policiesRootOf(directory);
  const [vocabulary, calendars] = await Promise.all([readVocabulary(root), readCalendars(root)]);
  if (!calendars.ok) return calendars;
  const { policy, problems } = await readPack(directory, vocabulary);
  if (policy === undefined || problems.length > 0) return err(problems);
  return compilePolicy(policy, digestOf(canonicalJson(policy)), WorkingDayCalendar.of(calendars.value.years));
}
