import { WorkingDayCalendar } from '@guicheng/kernel';
import { checkPolicy } from '@guicheng/policy-engine';
import { canonicalJson, checkValidity, digestOf } from '@guicheng/policy-model';
import type { Problem } from '@guicheng/policy-model';
import { readCalendars, readNeighbours, readPack, readVocabulary } from '@guicheng/policy-model/folder';
import { policiesRootOf } from '../policies-root.ts';

/** What a check of a pack found; `digest` null: it cannot be assembled. */
export interface PackCheck {
  readonly problems: readonly Problem[];
  readonly digest: string | null;
  /** Forms whose file and example could be read. */
  readonly formCount: number;
}

/** Everything that is wrong with the pack in a folder: its files, its days beside those of the packs next to it, its forms, its rules, and its cases under both interpreters. */
export async function checkPack(directory: string): Promise<PackCheck> {
  const root = policiesRootOf(directory);
  const [vocabulary, calendars] = await Promise.all([readVocabulary(root), readCalendars(root)]);
  if (!calendars.ok) return { problems: calendars.error, digest: null, formCount: 0 };
  const { policy, problems: found, cases, forms } = await readPack(directory, vocabulary);
  const overlaps = policy === undefined ? [] : checkValidity(policy.manifest, await readNeighbours(directory));
  const problems = [...found, ...overlaps];
  if (policy === undefined) return { problems, digest: null, formCount: forms.length };
  const calendar = WorkingDayCalendar.of(calendars.value.years);
  // Cases are asked only of a policy whose files are in order: rules may name what is not there.
  return {
    problems: [...problems, ...checkPolicy({ policy, cases: problems.length > 0 ? [] : cases }, calendar)],
    digest: problems.length > 0 ? null : digestOf(canonicalJson(policy)),
    formCount: forms.length,
  };
}
