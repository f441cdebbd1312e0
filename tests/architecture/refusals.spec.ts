import { ESLint } from 'eslint';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCycles } from './cycle-check.ts';
import { checkDeclared, checkVersions } from './declared-check.ts';
import { checkDoors } from './door-check.ts';
import { importsOf } from './imports.ts';
import { checkLayers, checkSourceLayers } from './layer-check.ts';
import { checkHosts, checkLocked, checkPlatforms } from './lock-check.ts';
import { checkNames, checkTopLevel } from './name-check.ts';
import { root } from './projects.ts';
import type { Manifest, Project } from './projects.ts';
import { checkReach, isServerOnly } from './reach-check.ts';
import { checkRelative } from './relative-check.ts';

/** A gate that cannot fail is none: each check is shown a workspace that is wrong in one way. */
const project = (layer: string, manifest: Partial<Manifest> = {}): Project => ({
  name: `@guicheng/${layer}`,
  folder: `libs/${layer}`,
  layer,
  manifest: { name: `@guicheng/${layer}`, exports: { '.': { 'guicheng-source': './src/index.ts' } }, ...manifest },
});
const file = (path: string, text: string) => ({ path, imports: importsOf(path, text) });

const kernel = project('kernel');
const model = project('policy-model', { dependencies: { '@guicheng/kernel': '*', ajv: '8.20.0' } });
const engine = project('policy-engine');
const lifecycle = project('lifecycle');
const testing = project('testing');
const projects = [kernel, model, engine, lifecycle, testing];

describe('the check of layers', () => {
  it('refuses an edge that goes up', () => {
    expect(checkLayers(projects, [{ source: kernel.name, target: model.name }])).toEqual([
      '@guicheng/kernel -> @guicheng/policy-model: kernel may not import policy-model',
    ]);
  });

  it('refuses lifecycle asking the engine', () => {
    expect(checkLayers(projects, [{ source: lifecycle.name, target: engine.name }])).toHaveLength(1);
  });

  it('allows an edge that goes down', () => {
    expect(checkLayers(projects, [{ source: engine.name, target: kernel.name }])).toEqual([]);
  });

  it('refuses a project without a layer tag', () => {
    expect(checkLayers([{ ...kernel, layer: null }], [])).toEqual(['libs/kernel: its layer tag is missing or unknown']);
  });

  it('refuses testing as a runtime dependency and allows it for development', () => {
    const runtime = project('policy-engine', { dependencies: { [testing.name]: '*' } });
    const development = project('policy-engine', { devDependencies: { [testing.name]: '*' } });
    const edge = { source: engine.name, target: testing.name };
    expect(checkLayers([runtime, testing], [edge])).toHaveLength(1);
    expect(checkLayers([development, testing], [edge])).toEqual([]);
  });

  it('refuses an upward import in a file, also as a type and also in a test', () => {
    expect(
      checkSourceLayers(projects, [file('libs/kernel/src/day.ts', "import type { Policy } from '@guicheng/policy-model';")]),
    ).toHaveLength(1);
    expect(checkSourceLayers(projects, [file('libs/kernel/src/day.spec.ts', "import '@guicheng/policy-model';")])).toHaveLength(1);
  });

  it('refuses testing outside a spec file', () => {
    const text = "import { builder } from '@guicheng/testing';";
    expect(checkSourceLayers(projects, [file('libs/kernel/src/day.ts', text)])).toHaveLength(1);
    expect(checkSourceLayers(projects, [file('libs/kernel/src/day.spec.ts', text)])).toEqual([]);
  });
});

describe('the check of declared packages', () => {
  const rootManifest: Manifest = { name: 'root', dependencies: { ajv: '8.20.0' }, devDependencies: { vitest: '4.1.12' } };

  it('refuses an undeclared package, in an import, a re-export and an import()', () => {
    const texts = [
      "import pg from 'pg';",
      "export * from 'pg';",
      "const load = () => import('pg/lib/client');",
      "let client: import('pg').Client;",
    ];
    for (const text of texts) expect(checkDeclared(projects, rootManifest, [file('libs/kernel/src/day.ts', text)])).toHaveLength(1);
  });

  it('refuses a test library outside tests', () => {
    expect(checkDeclared(projects, rootManifest, [file('libs/kernel/src/day.ts', "import 'vitest';")])).toHaveLength(1);
    expect(checkDeclared(projects, rootManifest, [file('libs/kernel/src/day.spec.ts', "import 'vitest';")])).toEqual([]);
  });

  it('refuses a second version of a package', () => {
    expect(checkVersions([project('policy-model', { dependencies: { ajv: '8.19.0' } })], rootManifest)).toHaveLength(1);
    expect(checkVersions([kernel, model], rootManifest)).toEqual([]);
  });
});

describe('the check of the lock file', () => {
  it('refuses a download address in the lock file, a platform left out, and a project that declares something else', () => {
    expect(
      checkHosts({
        packages: {
          'node_modules/ajv': { resolved: 'https://packages.example/ajv.tgz' },
          'node_modules/x': { resolved: 'libs/x', link: true },
        },
      }),
    ).toHaveLength(1);
    expect(checkPlatforms({ name: 'root', optionalDependencies: { a: '1', b: '1' } }, { packages: { 'node_modules/a': {} } })).toEqual([
      'b: not in the lock file',
    ]);
    expect(checkLocked([model], { packages: { 'libs/policy-model': { dependencies: { ajv: '8.20.0' } } } })).toHaveLength(1);
    expect(
      checkLocked([model], { packages: { 'libs/policy-model': { dependencies: { ajv: '8.20.0', '@guicheng/kernel': '*' } } } }),
    ).toEqual([]);
  });
});

describe('the check of relative imports', () => {
  it('refuses a path into another project', () => {
    expect(checkRelative(projects, [file('libs/policy-model/src/case.ts', "import { day } from '../../kernel/src/day.ts';")])).toHaveLength(
      1,
    );
    expect(checkRelative(projects, [file('libs/policy-model/src/schemas/case.ts', "import { day } from '../day.ts';")])).toEqual([]);
  });
});

describe('the check of cycles', () => {
  const a = file('libs/kernel/src/a.ts', "import { b } from './b.ts';");
  it('refuses a cycle, also across libraries', () => {
    expect(checkCycles(projects, [a, file('libs/kernel/src/b.ts', "export { a } from './a.ts';")])).toEqual([
      'import cycle: libs/kernel/src/a.ts <-> libs/kernel/src/b.ts',
    ]);
    const index = file('libs/kernel/src/index.ts', "import '@guicheng/policy-model';");
    expect(checkCycles(projects, [index, file('libs/policy-model/src/index.ts', "import '@guicheng/kernel';")])).toHaveLength(1);
  });

  it('does not count types', () => {
    expect(checkCycles(projects, [a, file('libs/kernel/src/b.ts', "import type { a } from './a.ts';")])).toEqual([]);
  });
});

describe('the check of what a face loads', () => {
  it('refuses a Node module behind another file, and does not count types and lazy imports', () => {
    const index = file('libs/kernel/src/index.ts', "export * from './disk.ts';");
    const disk = file('libs/kernel/src/disk.ts', "import { readFile } from 'node:fs/promises';");
    const lazy = file('libs/kernel/src/disk.ts', "import type { Stats } from 'node:fs'; const load = () => import('node:fs');");
    expect(checkReach(projects, [index, disk], index.path, isServerOnly)).toHaveLength(1);
    expect(checkReach(projects, [index, lazy], index.path, isServerOnly)).toEqual([]);
    expect(checkReach(projects, [disk], index.path, isServerOnly)).toEqual(['libs/kernel/src/index.ts: no such file']);
  });
});

describe('the check of names', () => {
  it('refuses empty names and names that are not kebab-case', () => {
    const wrong = [
      'libs/a/src/utils.ts',
      'libs/a/src/date-utils.ts',
      'libs/shared/src/a.ts',
      'libs/a/src/helpers/b.ts',
      'libs/a/src/MyFile.ts',
      'libs/a/src/common.spec.ts',
    ];
    expect(checkNames(wrong)).toHaveLength(wrong.length);
    expect(checkNames(['libs/a/src/civil-date.spec.ts', 'libs/a/src/index.ts'])).toEqual([]);
  });

  it('refuses a stray entry of the top level, and a missing one', () => {
    expect(checkTopLevel(['apps', 'scripts', '.config', 'node_modules'], ['apps', 'libs'])).toEqual([
      'scripts: not part of the top level',
      'libs: missing from the top level',
    ]);
  });
});

describe('the lint rules', () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: join(root, '.config/eslint.config.mjs'),
    // Under CI the parser assumes that texts are those on disk.
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } }],
  });
  const rulesBroken = async (path: string, text: string) => {
    const [result] = await eslint.lintText(text, { filePath: join(root, path) });
    return result?.messages.map((message) => message.ruleId) ?? [];
  };

  // The first one reads the types of the whole library, which takes its time beside other work.
  it.each(['process.env.HOME', 'Date.now()', 'new Date()', 'Date()', 'Math.random()'])(
    'refuse %s below apps/',
    async (expression) => {
      expect(await rulesBroken('libs/kernel/src/index.ts', `/** A value. */\nexport const value = ${expression};\n`)).toEqual([
        'no-restricted-syntax',
      ]);
    },
    120_000,
  );

  it('allow the clock in apps/ and a date made of something below', async () => {
    expect(await rulesBroken('apps/cli/src/main.ts', '/** A value. */\nexport const value = Date.now();\n')).toEqual([]);
    expect(await rulesBroken('libs/kernel/src/index.ts', '/** A value. */\nexport const value = new Date(0);\n')).toEqual([]);
  });

  it.each([
    'const value = 1;',
    'const value = (): number => 1;',
    'function value(): void {}',
    'class Value {}',
    'interface Value { readonly a: number }',
    'type Value = number;',
    'enum Value { one }',
  ])('refuse export %s without a line that says what it is, but in tests', async (declaration) => {
    const text = `export ${declaration}\n`;
    expect(await rulesBroken('libs/kernel/src/index.ts', text)).toEqual(['jsdoc/require-jsdoc']);
    expect(await rulesBroken('libs/kernel/src/index.ts', `/** What it is. */\n${text}`)).toEqual([]);
    expect(await rulesBroken('tests/architecture/imports.ts', text)).toEqual([]);
  });

  it('refuse a type imported as a value, a promise nobody awaits, and any', async () => {
    const text =
      "import { Import } from './imports.ts';\nexport const one: Import[] = [];\nasync function f() {}\nf();\nexport const x: any = 1;\n";
    expect((await rulesBroken('tests/architecture/imports.ts', text)).sort()).toEqual([
      '@typescript-eslint/consistent-type-imports',
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-floating-promises',
    ]);
  });
});

describe('a repository constructed beside the unit of work', () => {
  const receipts = "import { receiptRepository } from '../audit/receipt.repository.ts';";

  it('is refused anywhere else, the database included', () => {
    for (const path of ['libs/persistence/src/database.ts', 'libs/persistence/src/policies/policy.repository.ts'])
      expect(checkDoors([file(path, receipts)])).toEqual([
        `${path}: repositories are constructed by the unit of work only (../audit/receipt.repository.ts)`,
      ]);
  });

  it('is refused as a data source or a unit of work of its own', () => {
    expect(checkDoors([file('libs/persistence/src/index.ts', "export { createDataSource } from './data-source.ts';")])).toHaveLength(1);
    expect(checkDoors([file('libs/persistence/src/index.ts', "export { UnitOfWork } from './tenancy/unit-of-work.ts';")])).toHaveLength(1);
  });

  it('is fine in the unit of work, and as a type', () => {
    expect(checkDoors([file('libs/persistence/src/tenancy/unit-of-work.ts', receipts)])).toEqual([]);
    expect(checkDoors([file('libs/persistence/src/database.ts', receipts.replace('import', 'import type'))])).toEqual([]);
  });
});
