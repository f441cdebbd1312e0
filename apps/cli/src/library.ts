import { err, ok, WorkingDayCalendar } from '@guicheng/kernel';
import type { Result } from '@guicheng/kernel';
import { compilePolicy, createShelf } from '@guicheng/policy-engine';
import type { Shelf } from '@guicheng/policy-engine';
import { readCalendars, readPolicies, readVocabulary } from '@guicheng/policy-model/folder';
import type { LoadedPolicy } from '@guicheng/policy-model/folder';
import type { Problem, Vocabulary } from '@guicheng/policy-model';
import { policiesRoot } from './policies-root.ts';

/** The policies that came with the program, ready to be asked, and the words to speak of them. */
export interface Library {
  readonly shelf: Shelf;
  readonly policies: readonly LoadedPolicy[];
  readonly vocabulary: Vocabulary;
}

/** Reads, checks and compiles the policies on disk. Refuses with every problem of every pack. */
export async function openLibrary(root: string = policiesRoot()): Promise<Result<Library, readonly Problem[]>> {
  const [policies, calendars, vocabulary] = await Promise.all([readPolicies(root), readCalendars(root), readVocabulary(root)]);
  if (!policies.ok) return policies;
  if (!calendars.ok) return calendars;
  const calendar = WorkingDayCalendar.of(calendars.value.years);
  const compiled = policies.value.map(({ policy, digest }) => compilePolicy(policy, digest, calendar));
  const problems = compiled.flatMap((one) => (one.ok ? [] : one.error));
  if (problems.length > 0) return err(problems);
  const shelf = createShelf(compiled.flatMap((one) => (one.ok ? [one.value] : [])));
  return ok({ shelf, policies: policies.value, vocabulary });
}
