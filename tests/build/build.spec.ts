import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const workspace = fileURLToPath(new URL('../..', import.meta.url));

/** A workspace of one small app, built and started by the same code as the real one. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guicheng-build-'));
  cpSync(join(workspace, '.config'), join(root, '.config'), { recursive: true });
  symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  for (const folder of ['libs', 'migrations', 'apps/mini/src', 'apps/mini/bin']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'apps/mini/package.json'), '{"name":"mini","version":"1.2.3","type":"module"}');
  writeFileSync(
    join(root, 'apps/mini/vite.config.mjs'),
    "import { serverBundle } from '../../.config/vite.server.mjs';\nexport default serverBundle({ home: new URL('.', import.meta.url).pathname });\n",
  );
  writeFileSync(
    join(root, 'apps/mini/bin/mini.mjs'),
    "import { BuildFailed, ensureBuilt } from '../../../.config/tasks/ensure-built.mjs';\n" +
      "try { ensureBuilt('mini', () => process.stderr.write('building\\n')); } catch (error) { if (!(error instanceof BuildFailed)) throw error; process.exit(70); }\n" +
      "await import('../dist/main.js');\n",
  );
  source('main.ts', "const { word } = await import('./word.ts');\nconsole.log(word, __GUICHENG_VERSION__);\n");
  source('word.ts', "export const word: string = 'first';\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const source = (name: string, text: string) => writeFileSync(join(root, 'apps/mini/src', name), text);
const run = () =>
  new Promise<{ status: number | string | null; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(root, 'apps/mini/bin/mini.mjs')], (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    );
  });

describe('an app that builds itself', () => {
  it('builds once, says so in one line, and then starts at once', async () => {
    expect(await run()).toEqual({ status: 0, stdout: 'first 1.2.3\n', stderr: 'building\n' });
    expect(await run()).toEqual({ status: 0, stdout: 'first 1.2.3\n', stderr: '' });
    expect(readdirSync(join(root, 'apps/mini')).sort()).toEqual(['bin', 'dist', 'package.json', 'src', 'vite.config.mjs']);
  });

  it('builds again when a source, a library or the configuration changes, and not for a test or a text', async () => {
    await run();
    source('word.spec.ts', 'not even TypeScript');
    writeFileSync(join(root, 'apps/mini/README.md'), 'text');
    expect((await run()).stderr).toBe('');
    source('word.ts', "export const word: string = 'second';\n");
    expect(await run()).toEqual({ status: 0, stdout: 'second 1.2.3\n', stderr: 'building\n' });
    writeFileSync(join(root, 'libs/new.ts'), 'export {};');
    expect((await run()).stderr).toBe('building\n');
    writeFileSync(join(root, 'package-lock.json'), '{}');
    expect((await run()).stderr).toBe('building\n');
    rmSync(join(root, 'apps/mini/src/word.spec.ts'));
    expect((await run()).stderr).toBe('');
  });

  it('is whole for each of several that start at once', async () => {
    const runs = await Promise.all([run(), run(), run(), run()]);
    expect(runs.map(({ status, stdout }) => [status, stdout])).toEqual(runs.map(() => [0, 'first 1.2.3\n']));
    source('word.ts', "export const word: string = 'second';\n");
    const next = await Promise.all([run(), run(), run()]);
    expect(next.map(({ status, stdout }) => [status, stdout])).toEqual(next.map(() => [0, 'second 1.2.3\n']));
  });

  it('fails loudly when the sources do not build, and leaves the last build as it was', async () => {
    await run();
    const built = readFileSync(join(root, 'apps/mini/dist/main.js'), 'utf8');
    source('word.ts', 'export const word = ;');
    const failed = await run();
    expect(failed).toMatchObject({ status: 70, stdout: '' });
    expect(failed.stderr).toContain('word.ts');
    expect(readFileSync(join(root, 'apps/mini/dist/main.js'), 'utf8')).toBe(built);
    source('word.ts', "export const word = 'mended';\n");
    expect((await run()).stdout).toBe('mended 1.2.3\n');
  });

  it('builds again when the entry is not the one of the stamp', async () => {
    await run();
    utimesSync(join(root, 'apps/mini/dist/main.js'), new Date(0), new Date(1000));
    expect((await run()).stderr).toBe('building\n');
    expect((await run()).stderr).toBe('');
  });

  it('runs as it is where there are no sources', async () => {
    await run();
    rmSync(join(root, 'apps/mini/src'), { recursive: true });
    rmSync(join(root, 'libs'), { recursive: true });
    expect(await run()).toEqual({ status: 0, stdout: 'first 1.2.3\n', stderr: '' });
  });

  it('keeps the chunks that a running program may still load', async () => {
    await run();
    const chunks = readdirSync(join(root, 'apps/mini/dist/chunks'));
    source('word.ts', "export const word: string = 'second';\n");
    await run();
    for (const chunk of chunks) expect(existsSync(join(root, 'apps/mini/dist/chunks', chunk))).toBe(true);
  });
});
