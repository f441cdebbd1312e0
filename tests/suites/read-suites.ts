import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One assertion of a public suite: a rule in the suite's own dialect, its data, and what it should come to. */
export interface SuiteCase {
  readonly file: string;
  readonly title: string;
  readonly rule: unknown;
  readonly data: unknown;
  /** What the suite expects; `isError`: that the rule is refused. */
  readonly expected: unknown;
  readonly isError: boolean;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads every suite below a folder; files that hold no suite are left out. */
export function readSuites(folder: string): SuiteCase[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => casesOf(path.slice(folder.length).replace(/^[/\\]/, ''), JSON.parse(readFileSync(path, 'utf8')) as unknown));
}

/** The assertions of one document: JSON-Logic's list of triples or of objects, or a CertLogic suite. */
export function casesOf(file: string, document: unknown): SuiteCase[] {
  if (Array.isArray(document)) return listCases(file, document);
  return isObject(document) && Array.isArray(document['cases']) ? certLogicCases(file, document['cases']) : [];
}

function listCases(file: string, list: readonly unknown[]): SuiteCase[] {
  let section = '';
  return list.flatMap((entry): SuiteCase[] => {
    if (typeof entry === 'string') section = entry;
    if (Array.isArray(entry) && entry.length === 3)
      return [
        { file, title: section, rule: entry[0] as unknown, data: entry[1] as unknown, expected: entry[2] as unknown, isError: false },
      ];
    if (!isObject(entry) || !('rule' in entry)) return [];
    const title = `${section} ${String(entry['description'] ?? '')}`.trim();
    return [{ file, title, rule: entry['rule'], data: entry['data'], expected: entry['result'], isError: 'error' in entry }];
  });
}

const certLogicCases = (file: string, cases: readonly unknown[]): SuiteCase[] =>
  cases.filter(isObject).flatMap((one) =>
    ((one['assertions'] ?? []) as readonly Json[]).map((assertion) => ({
      file,
      title: [one['name'], assertion['message']].filter((part) => part !== undefined).join(': '),
      rule: assertion['certLogicExpression'] ?? one['certLogicExpression'],
      data: assertion['data'],
      expected: assertion['expected'],
      isError: false,
    })),
  );
