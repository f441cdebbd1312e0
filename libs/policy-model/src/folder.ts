import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkCalendarYear, err, ok, type CalendarYear, type Result } from '@guicheng/kernel';
import { assemblePolicy, type Assembly } from './assemble.ts';
import { canonicalJson, digestOf } from './canonical-json.ts';
import type { PolicyCase } from './case.ts';
import { checkForms } from './forms/check-forms.ts';
import { readForms, type PackForm } from './forms/forms-folder.ts';
import { isMissing } from './forms/missing-file.ts';
import { readDocument } from './read-document.ts';
import { at } from './pointer.ts';
import type { PackManifest, Policy } from './policy.ts';
import { problem, type Problem } from './problem.ts';
import { checkShape } from './shape-check.ts';
import { checkValidity } from './validity.ts';
import type { Vocabulary } from './vocabulary.ts';
import { readVocabulary } from './vocabulary-folder.ts';

export type { PackForm } from './forms/forms-folder.ts';
export { readVocabulary } from './vocabulary-folder.ts';

/** A pack read from disk and free of problems as far as its files alone can tell. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** Canonical JSON of the policy. */
  readonly canonical: string;
  readonly digest: string;
  readonly cases: readonly PolicyCase[];
  /** The forms that applicants fill in; beside the policy, each with its own digest. */
  readonly forms: readonly PackForm[];
  readonly directory: string;
}

/** A pack as it stands on disk, with everything that is wrong with it. */
export interface PackReading extends Assembly {
  readonly cases: readonly PolicyCase[];
  /** The forms that applicants fill in; beside the policy, each with its own digest. */
  readonly forms: readonly PackForm[];
  readonly directory: string;
}

/** Files of a pack that are not questions. */
const NOT_QUESTIONS = new Set([
  'pack.json',
  'facts.json',
  'definitions.json',
  'clauses.json',
  'lifecycle.json',
  'mutation-notes.json',
  'analysis-notes.json',
]);

/** Reads one pack folder and reports all problems of all its files at once; those of a vocabulary that could not be read stand for them all. */
export async function readPack(directory: string, words: Result<Vocabulary, readonly Problem[]>): Promise<PackReading> {
  if (!words.ok) return { policy: undefined, problems: words.error, cases: [], forms: [], directory };
  const vocabulary = words.value;
  const problems: Problem[] = [];
  const load = async (name: string, base: string): Promise<unknown> => {
    const read = await readDocument(directory, name, base);
    if (read.ok) return read.value;
    problems.push(read.error);
    return undefined;
  };
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json') && !NOT_QUESTIONS.has(name)).sort();
  const [pack, facts, definitions, clauses] = await Promise.all([
    load('pack.json', '/manifest'),
    load('facts.json', '/facts'),
    load('definitions.json', '/definitions'),
    load('clauses.json', '/clauses'),
  ]);
  const entries: [name: string, document: unknown][] = [];
  for (const name of names.map((file) => file.slice(0, -'.json'.length)))
    entries.push([name, await load(`${name}.json`, at('/questions', name))]);
  // Also a file named "__proto__" becomes an entry of its own.
  const questions = Object.fromEntries(entries);
  const cases = await readCases(join(directory, 'cases'), problems);
  const { forms, problems: formProblems } = await readForms(directory);
  if (problems.length > 0) return { policy: undefined, problems: [...problems, ...formProblems], cases, forms, directory };
  const assembly = assemblePolicy({ pack, facts, definitions, clauses, questions }, vocabulary);
  const references = assembly.policy === undefined ? [] : checkForms(assembly.policy, forms);
  return { ...assembly, cases, forms, directory, problems: [...assembly.problems, ...formProblems, ...references] };
}

async function readCases(directory: string, problems: Problem[]): Promise<PolicyCase[]> {
  const cases: PolicyCase[] = [];
  for (const name of await namesIn(directory)) {
    const base = at('/cases', name);
    const read = await readDocument(directory, name, base, `cases/${name}`);
    if (!read.ok) {
      problems.push(read.error);
      continue;
    }
    const list = read.value;
    const found = Array.isArray(list)
      ? list.flatMap((item, index) => checkShape('case', item, at(base, index)))
      : [problem('wrong-type', base, `cases/${name} 应为案例列表。`, `cases/${name} should be a list of cases.`)];
    problems.push(...found);
    if (found.length === 0) cases.push(...(list as PolicyCase[]));
  }
  return cases;
}

/** Reads every `policies/<district>/<version>/`; refuses with the problems of all packs, each pointer prefixed by its folder. */
export async function readPolicies(root: string): Promise<Result<LoadedPolicy[], Problem[]>> {
  const vocabulary = await readVocabulary(root);
  if (!vocabulary.ok) return vocabulary;
  const loaded: LoadedPolicy[] = [];
  const problems: Problem[] = [];
  for (const directory of await packFolders(root)) {
    const { policy, cases, forms, problems: found } = await readPack(join(root, directory), vocabulary);
    const place = (one: Problem): Problem => ({ ...one, pointer: `${directory}#${one.pointer}` });
    problems.push(...found.map(place));
    if (policy !== undefined && found.length === 0) {
      const earlier = loaded.map((other) => other.policy.manifest);
      problems.push(...checkValidity(policy.manifest, earlier).map(place));
      const canonical = canonicalJson(policy);
      loaded.push({ policy, canonical, digest: digestOf(canonical), cases, forms, directory: join(root, directory) });
    }
  }
  return problems.length > 0 ? err(problems) : ok(loaded);
}

/** Manifests of the packs that lie beside one, as far as they can be read: the other versions of its district. */
export async function readNeighbours(directory: string): Promise<PackManifest[]> {
  const parent = dirname(directory);
  const names = (await foldersIn(parent)).filter((name) => name !== basename(directory));
  const manifests = await Promise.all(names.map((name) => readDocument(join(parent, name), 'pack.json', '')));
  return manifests.flatMap((read) => (read.ok && checkShape('pack', read.value, '').length === 0 ? [read.value as PackManifest] : []));
}

/** `<district>/<version>` of every folder that holds a pack.json. */
export async function packFolders(root: string): Promise<string[]> {
  const folders: string[] = [];
  for (const district of await foldersIn(root)) {
    for (const version of await foldersIn(join(root, district))) {
      const names = await readdir(join(root, district, version));
      if (names.includes('pack.json')) folders.push(`${district}/${version}`);
    }
  }
  return folders;
}

/** Reads `policies/calendars/<year>.json`, with one digest over all of them. */
export async function readCalendars(root: string): Promise<Result<{ readonly years: CalendarYear[]; readonly digest: string }, Problem[]>> {
  const directory = join(root, 'calendars');
  const years: CalendarYear[] = [];
  const problems: Problem[] = [];
  for (const name of await namesIn(directory)) {
    const place = (found: Problem): Problem => ({ ...found, pointer: `calendars/${name}#${found.pointer}` });
    const read = await readDocument(directory, name, '', `calendars/${name}`);
    const shape = read.ok ? checkShape('calendar', read.value, '') : [read.error];
    problems.push(...shape.map(place));
    if (!read.ok || shape.length > 0) continue;
    const year = read.value as CalendarYear;
    problems.push(...checkCalendarYear(year).map(place));
    years.push(year);
  }
  if (problems.length > 0) return err(problems);
  return ok({ years, digest: digestOf(canonicalJson(years)) });
}

const foldersIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}
