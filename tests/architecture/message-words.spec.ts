import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInService } from '../security/source-rules.ts';
import { root, sourceFiles } from './projects.ts';

/** An article before a word that is not known here: "a office". */
const ARTICLE = /\b[Aa]n? \$\{[^}]*\}/g;
/** A number that is not known here before a noun that stands for several: "1 minutes". Constants are known. */
const COUNT =
  /\$\{[a-z][^}]*\} (?:more )?(?:answers|arguments|bytes|cells|characters|clauses|columns|days|differences|entries|facts|files|groups|hours|items|keys|lines|migrations|minutes|months|places|points|problems|projects|questions|rows|rules|seconds|tables|times|units|values|years)\b/g;

/** Numbers that are never one, or no message for people. */
const NEVER_ONE: readonly string[] = [
  'libs/application/src/projects/project-words.ts: longest characters',
  'libs/application/src/tenancy/identity/passwords/password-rules.ts: leastLength characters',
  'libs/application/src/tenancy/organisation/reading.ts: longest characters',
  'libs/graphql-api/src/limits/cost/cost-plugin.ts: values values',
  'libs/graphql-api/src/limits/question-budget.ts: most questions',
  'libs/kernel/src/civil-date.ts: days days',
  'libs/kernel/src/period.ts: months months',
  'libs/persistence/src/object-store/spool.ts: limit bytes',
  'libs/policy-engine/src/excess.ts: count rules',
];

const found = (pattern: RegExp, path: string, source: string): string[] =>
  [...source.matchAll(pattern)].map(([text]) => `${path}: ${text.replace(/\$\{([^}]*)\}/, '$1')}`);
const files = sourceFiles(['apps', 'libs']).filter(isInService);
const inFiles = (pattern: RegExp): string[] => files.flatMap((path) => found(pattern, path, readFileSync(join(root, path), 'utf8'))).sort();

describe('English in messages', () => {
  it('has no article before a word that may begin with a vowel', () => {
    expect(inFiles(ARTICLE)).toEqual([]);
  });

  it("counts one as one: `counted(rows, 'row')`", () => {
    expect(inFiles(COUNT)).toEqual(NEVER_ONE);
  });

  it('is looked at', () => {
    const put = (name: string): string => `\${${name}}`;
    expect(found(ARTICLE, 'x.ts', `\`under a ${put('kind')}.\``)).toHaveLength(1);
    expect(found(COUNT, 'x.ts', `\`in about ${put('minutes')} minutes, ${put('MOST_ROWS')} rows\``)).toEqual(['x.ts: minutes minutes']);
    expect(files.length).toBeGreaterThan(300);
  });
});
