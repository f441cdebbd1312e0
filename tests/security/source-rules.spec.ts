import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from '../architecture/projects.ts';
import { SOURCE_RULES, isInService, offenders, textInSql, withoutComments } from './source-rules.ts';
import type { SourceRule } from './source-rules.ts';

const files = sourceFiles(['apps', 'libs', 'migrations'])
  .filter(isInService)
  .map((path) => ({ path, source: withoutComments(readFileSync(join(root, path), 'utf8')) }));
const rules = Object.entries<SourceRule>(SOURCE_RULES);

/** Expressions in SQL text that are fixed all the same, each with the reason. */
const FIXED_TEXT: Readonly<Record<string, string>> = {
  "libs/persistence/src/backup/unguarded-tables.ts: tables.map(({ sql }) => sql).join(', ')":
    'names that the database quoted, from its catalog',
  'libs/persistence/src/projects/project-page.ts: column': 'one of four columns, by the name of the order',
  'libs/persistence/src/audit/audit-log.repository.ts: behind': 'nothing, or a sign and the number of a parameter',
  "libs/persistence/src/tenancy/organisation/person.repository.ts: range.backwards ? '<' : '>'": 'one of two signs',
  "libs/persistence/src/tenancy/organisation/post.repository.ts: range.backwards ? '<' : '>'": 'one of two signs',
  'libs/persistence/src/tenancy/organisation/unit.repository.ts: beyond': 'one of two signs',
  'libs/persistence/src/tenancy/roles.ts: database': 'quoted by escapeIdentifier a line before',
};

/** A line that each rule must find. */
const FOUND: Readonly<Record<keyof typeof SOURCE_RULES, string>> = {
  'code made of text': 'const f = new Function(text);',
  'other programs': "import { spawn } from 'node:child_process';",
  'a shell': 'execSync(`tar -x`);',
  'chance that can be guessed': 'const id = Math.random();',
  'digests other than SHA-256': "createHash('md5')",
  'ciphers other than AES-256-GCM': "createCipheriv('aes-256-ecb', key, null)",
  'TLS without looking at certificates': 'new Agent({ rejectUnauthorized: false })',
  'HTML made of text': 'element.innerHTML = text;',
  'what browsers keep': "localStorage.setItem('token', token);",
  'messages between windows': "window.addEventListener('message', take);",
  'regular expressions made of text': 'new RegExp(filter)',
  'connections outward': 'await fetch(address)',
  'objects made of bytes': "import { deserialize } from 'node:v8';",
  'lines beside the log': 'console.log(facts);',
};

describe('source in service', () => {
  it('is read', () => {
    expect(files.length).toBeGreaterThan(300);
  });

  it.each(rules)('has no %s but where that is said', (_, rule) => {
    expect(offenders(rule, files).sort()).toEqual(Object.keys(rule.places).sort());
  });

  it('puts into SQL text nothing but constants and quoted identifiers; values are parameters', () => {
    const found = files.filter(({ path }) => !path.startsWith('migrations/')).flatMap(({ path, source }) => textInSql(path, source));
    expect([...new Set(found)].sort()).toEqual(Object.keys(FIXED_TEXT).sort());
  });
});

it('comparisons take no notice of nothing: types are strict, and == is refused', () => {
  expect(JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'))).toMatchObject({ compilerOptions: { strict: true } });
  expect(readFileSync(join(root, '.config/eslint.config.mjs'), 'utf8')).toContain("eqeqeq: 'error'");
});

describe('the rules of source', () => {
  it.each(Object.entries(FOUND))('find %s', (name, line) => {
    expect(offenders(SOURCE_RULES[name as keyof typeof SOURCE_RULES], [{ path: 'x.ts', source: withoutComments(line) }])).toEqual(['x.ts']);
  });

  it('find a value in SQL text, and let constants and quoted names be', () => {
    const put = (expression: string): string => `$\{${expression}}`;
    expect(textInSql('x.ts', `db.query<Row[]>(\`select * from project where name = '${put('name')}'\`)`)).toEqual(['x.ts: name']);
    expect(textInSql('x.ts', `builder.orderBy(\`p.${put('field')}\`)`)).toEqual(['x.ts: field']);
    expect(textInSql('x.ts', `db.query(\`select ${put('COLUMNS')} from ${put('table.sql')} where id = $1\`, [id])`)).toEqual([]);
  });

  it('do not look at comments, and look at addresses in texts', () => {
    expect(withoutComments("const a = 'http://x'; // eval(1)\n/* eval(2) */ b")).toBe("const a = 'http://x'; \n b");
  });
});
