import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ASVS_COUNTS, ASVS_LEVEL_1, ASVS_LEVEL_2 } from './asvs-requirements.ts';
import { DENGBAO_CLAUSES, DENGBAO_COUNT } from './dengbao-clauses.ts';
import { KNOWN_GAPS } from './known-gaps.ts';
import { securityDocument } from './security-document.ts';
import { hasTitle, titlesOf } from './spec-titles.ts';
import { checkIds, checkRow, referenceCheck } from './standards-check.ts';
import { readTable } from './standards-table.ts';
import type { Row } from './standards-table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const asvs = readTable('asvs-5-level-2.json');
const dengbao = readTable('dengbao-level-3.json');
const idsOf = (sections: Readonly<Record<string, readonly number[]>>): string[] =>
  Object.entries(sections).flatMap(([section, numbers]) => numbers.map((number) => `${section}.${number}`));
const level1 = idsOf(ASVS_LEVEL_1);
const level2 = idsOf(ASVS_LEVEL_2);
const clauses = Object.entries(DENGBAO_CLAUSES).flatMap(([clause, letters]) =>
  letters === '-' ? [clause] : [...letters].map((letter) => `${clause} ${letter}`),
);

describe.each([
  ['OWASP ASVS 5.0.0', asvs, [...level1, ...level2]],
  ['GB/T 22239-2019', dengbao, clauses],
])('the table of %s', (_, { rows }, expected) => {
  it('has every requirement once and no other', () => {
    expect(checkIds(rows, expected)).toEqual([]);
  });

  it('says of each what shows it, or why it does not apply', () => {
    expect(rows.flatMap((row) => checkRow(row, KNOWN_GAPS))).toEqual([]);
  });

  it('names tests and chapters that exist', () => {
    expect(rows.flatMap(referenceCheck(root))).toEqual([]);
  });
});

describe('the lists of requirements', () => {
  it('have as many as the standards', () => {
    expect([level1.length, level2.length]).toEqual([ASVS_COUNTS[1], ASVS_COUNTS[2]]);
    expect(clauses).toHaveLength(DENGBAO_COUNT);
    expect(asvs.rows.filter(({ id, level }) => level !== (level1.includes(id) ? 1 : 2)).map(({ id }) => id)).toEqual([]);
  });

  it('of known gaps holds no gap that was closed', () => {
    const gaps = [...asvs.rows, ...dengbao.rows].filter(({ gap }) => gap !== undefined).map(({ id }) => id);
    expect(Object.keys(KNOWN_GAPS).filter((id) => !gaps.includes(id))).toEqual([]);
  });
});

it('docs/security.md of the api is what the tables say: vitest run -u tests/security/standards.spec.ts', async () => {
  const file = new URL('../../apps/api/docs/security.md', import.meta.url).pathname;
  await expect(securityDocument([asvs, dengbao])).toMatchFileSnapshot(file);
});

describe('the check of a table', () => {
  const row: Row = { id: 'V0.0.1', level: 1, zh: '要求', en: 'a requirement' };
  const own = { file: 'tests/security/standards.spec.ts', name: 'has every requirement once and no other' };
  const words = { zh: '理由', en: 'a reason' };

  it('misses a row that was dropped, and names one that is unknown or there twice', () => {
    expect(checkIds([row, row, { ...row, id: 'V0.0.3' }], ['V0.0.1', 'V0.0.2'])).toEqual([
      'V0.0.2: no row',
      'V0.0.3: no such requirement',
      'V0.0.1: twice',
    ]);
  });

  it.each<[string, Partial<Row>, string[]]>([
    ['nothing', {}, ['V0.0.1: has neither a test or chapter nor a reason']],
    ['a gap that is not known', { gap: words }, ['V0.0.1: is a gap that is not known']],
    [
      'the operator alone',
      { operator: words },
      ['V0.0.1: has neither a test or chapter nor a reason', 'V0.0.1: leaves it to the operator without a test or chapter'],
    ],
    [
      'two reasons',
      { notApplicable: words, operator: words, tests: [own] },
      ['V0.0.1: is more than one of inapplicable, left to the operator and missing'],
    ],
    ['no Chinese', { notApplicable: { zh: ' ', en: 'a reason' } }, ['V0.0.1: lacks Chinese or English words']],
    ['a test', { tests: [own] }, []],
    ['a reason', { notApplicable: words }, []],
  ])('of a row with %s', (_, part, problems) => {
    expect(checkRow({ ...row, ...part }, {})).toEqual(problems);
  });

  it('names a test, a file or a chapter that is gone', () => {
    const check = referenceCheck(root);
    expect(check({ ...row, tests: [own], chapters: [{ file: 'apps/api/README.md', heading: 'Decisions' }] })).toEqual([]);
    expect(
      check({
        ...row,
        tests: [
          { ...own, name: 'gone' },
          { file: 'tests/security/gone.spec.ts', name: 'gone' },
        ],
      }),
    ).toEqual(['V0.0.1: no test "gone" in tests/security/standards.spec.ts', 'V0.0.1: no spec file tests/security/gone.spec.ts']);
    expect(check({ ...row, chapters: [{ file: 'apps/api/README.md', heading: 'Gone' }] })).toEqual([
      'V0.0.1: no heading "Gone" in apps/api/README.md',
    ]);
  });

  it('reads titles as they are written, and takes no skipped test for one', () => {
    const source = [
      `describe('a', () => { it('b', f); it.each([1])('c %s', f); it(\`d \${x}\`, f); it.skip('e', f); it.todo('g'); });`,
      "describe.skip('h', () => { it('i', f); }); it.skipIf(y)('j', f); expect('k');",
    ].join('\n');
    expect([...titlesOf('x.spec.ts', source)]).toEqual(['b', 'a › b', 'c %s', 'a › c %s', `d \${x}`, `a › d \${x}`, 'j']);
  });

  it('takes a title with its placeholders filled from the file, and with nothing else', () => {
    const titles = new Set(['refuses %s', 'limits › %s', '%s', '%s: seen after $change']);
    const sources = "it.each(['more than 16 levels', 'TRACE'])";
    expect(hasTitle('refuses TRACE', titles, sources)).toBe(true);
    expect(hasTitle('limits › more than 16 levels', titles, sources)).toBe(true);
    expect(hasTitle('refuses TRACK', titles, sources)).toBe(false);
    expect(hasTitle('TRACE', titles, sources)).toBe(false);
    expect(hasTitle('TRACE: seen after TRACE', titles, sources)).toBe(true);
  });
});
