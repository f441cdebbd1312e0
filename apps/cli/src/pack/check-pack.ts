import { WorkingDayCalendar } from '@guicheng/kernel';
import { checkPolicy } from '@guicheng/policy-engine';
import { canonicalJson, digestOf } from '@guicheng/policy-model';
import type { Problem } from '@guicheng/policy-model';
import { readCalendars, readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { policiesRootOf } from '../policies-root.ts';

/** Everything that is wrong with the pack in a folder: its files, its rules, and its cases under both interpreters. `digest` null: it cannot be assembled. */
export async function checkPack(directory: string): Promise<{ readonly problems: readonly Problem[]; readonly digest: string | null }> {
  const root = policiesRootOf(directory);
  const [vocabulary, calendars] = await Promise.all([readVocabulary(root), readCalendars(root)]);
  if (!calendars.ok) return { problems: calendars.error, digest: null };
  const { policy, problems, cases } = await readPack(directory, vocabulary);
  if (policy === undefined) return { problems, digest: null };
  const calendar = WorkingDayCalendar.of(calendars.value.years);
  return {
    problems: [...problems, ...checkPolicy({ policy, cases }, calendar)],
    digest: problems.length > 0 ? null : digestOf(canonicalJson(policy)),
  };
}
