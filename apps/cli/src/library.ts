import { err, ok, WorkingDayCalendar } from '@guicheng/kernel';
import type { CalendarYear, Result } from '@guicheng/kernel';
import { compilePolicy, createShelf } from '@guicheng/policy-engine';
import type { Shelf } from '@guicheng/policy-engine';
import { readCalendars, readPolicies, readVocabulary } from '@guicheng/policy-model/folder';
import type { LoadedPolicy } from '@guicheng/policy-model/folder';
import type { Policy, Problem, Vocabulary } from '@guicheng/policy-model';
import { policiesRoot } from './policies-root.ts';

/** A policy that was checked, and its digest. */
export interface HeldPolicy {
  readonly policy: Policy;
  readonly digest: string;
}

/** What answering needs of the `policies/` folder, read and checked. Plain data. */
export interface LibrarySources<P extends HeldPolicy = HeldPolicy> {
  readonly policies: readonly P[];
  readonly years: readonly CalendarYear[];
  readonly vocabulary: Vocabulary;
}

/** Policies ready to be asked, and the words to speak of them. */
export interface Library<P extends HeldPolicy = HeldPolicy> {
  readonly shelf: Shelf;
  readonly policies: readonly P[];
  readonly vocabulary: Vocabulary;
}

/** Reads and checks the policies on disk. Refuses with every problem of every pack. */
export async function readLibrary(root: string): Promise<Result<LibrarySources<LoadedPolicy>, readonly Problem[]>> {
  const [policies, calendars, vocabulary] = await Promise.all([readPolicies(root), readCalendars(root), readVocabulary(root)]);
  if (!vocabulary.ok) return vocabulary;
  if (!policies.ok) return policies;
  if (!calendars.ok) return calendars;
  return ok({ policies: policies.value, years: calendars.value.years, vocabulary: vocabulary.value });
}

/** Compiles what was read. Refuses with every problem of every policy. */
export function compileLibrary<P extends HeldPolicy>({
  policies,
  years,
  vocabulary,
}: LibrarySources<P>): Result<Library<P>, readonly Problem[]> {
  const calendar = WorkingDayCalendar.of(years);
  const compiled = policies.map(({ policy, digest }) => compilePolicy(policy, digest, calendar));
  const problems = compiled.flatMap((one) => (one.ok ? [] : one.error));
  if (problems.length > 0) return err(problems);
  return ok({ shelf: createShelf(compiled.flatMap((one) => (one.ok ? [one.value] : []))), policies, vocabulary });
}

/** The policies that came with the program, with their cases. */
export async function openLibrary(root: string = policiesRoot()): Promise<Result<Library<LoadedPolicy>, readonly Problem[]>> {
  const sources = await readLibrary(root);
  return sources.ok ? compileLibrary(sources.value) : sources;
}
