import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasTitle, titlesOf } from './spec-titles.ts';
import type { ChapterReference, Row, TestReference, Words } from './standards-table.ts';

const isSaid = (words: Words | undefined): boolean => words === undefined || (words.zh.trim() !== '' && words.en.trim() !== '');

const headingsOf = (text: string): Set<string> => new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.trim()));

/** A spec file: its titles, and its source with that of the files beside it that it reads. */
interface Spec {
  readonly titles: ReadonlySet<string>;
  readonly sources: string;
}

/** Looks references up in the files below `root`, each file read once. */
export function referenceCheck(root: string): (row: Row) => string[] {
  const specs = new Map<string, Spec | null>();
  const documents = new Map<string, ReadonlySet<string> | null>();
  const text = (file: string): string | null => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null);
  const readSpec = (file: string): Spec | null => {
    const source = file.endsWith('.spec.ts') ? text(file) : null;
    if (source === null) return null;
    const beside = [...source.matchAll(/from '(\.\/[^']+)'/g)].map(([, path = '']) => text(join(dirname(file), path)) ?? '');
    return { titles: titlesOf(file, source), sources: [source, ...beside].join('\n') };
  };
  const readDocument = (file: string): ReadonlySet<string> | null => {
    const source = file.endsWith('.md') ? text(file) : null;
    return source === null ? null : headingsOf(source);
  };
  const once = <T>(known: Map<string, T>, file: string, read: (file: string) => T): T => {
    const found = known.has(file) ? (known.get(file) as T) : read(file);
    known.set(file, found);
    return found;
  };
  const test = ({ file, name }: TestReference): string | null => {
    const spec = once(specs, file, readSpec);
    if (spec === null) return `no spec file ${file}`;
    return hasTitle(name, spec.titles, spec.sources) ? null : `no test "${name}" in ${file}`;
  };
  const chapter = ({ file, heading }: ChapterReference): string | null => {
    const headings = once(documents, file, readDocument);
    if (headings === null) return `no document ${file}`;
    return headings.has(heading) ? null : `no heading "${heading}" in ${file}`;
  };
  return ({ id, tests = [], chapters = [] }) =>
    [...tests.map(test), ...chapters.map(chapter)].flatMap((problem) => (problem === null ? [] : [`${id}: ${problem}`]));
}

/** What is wrong with a row by itself: it says nothing, or more than one thing. */
export function checkRow(row: Row, knownGaps: Readonly<Record<string, string>>): string[] {
  const { id, tests = [], chapters = [], notApplicable, operator, gap } = row;
  const shown = tests.length + chapters.length > 0;
  const problems = [
    [isSaid(row) && isSaid(notApplicable) && isSaid(operator) && isSaid(gap), 'lacks Chinese or English words'],
    [shown || notApplicable !== undefined || gap !== undefined, 'has neither a test or chapter nor a reason'],
    [operator === undefined || shown, 'leaves it to the operator without a test or chapter'],
    [
      [notApplicable, operator, gap].filter((one) => one !== undefined).length <= 1,
      'is more than one of inapplicable, left to the operator and missing',
    ],
    [gap === undefined || id in knownGaps, 'is a gap that is not known'],
  ] as const;
  return problems.flatMap(([holds, problem]) => (holds ? [] : [`${id}: ${problem}`]));
}

/** Ids that are missing, unknown or there twice. */
export function checkIds(rows: readonly Row[], expected: readonly string[]): string[] {
  const ids = rows.map(({ id }) => id);
  return [
    ...expected.filter((id) => !ids.includes(id)).map((id) => `${id}: no row`),
    ...ids.filter((id) => !expected.includes(id)).map((id) => `${id}: no such requirement`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: twice`),
  ];
}
