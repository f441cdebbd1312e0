import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { guicheng } from '../cli/guicheng.ts';
import { HOSTILE_PACKS, type PackText } from './hostile-packs.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const source = join(policies, 'yangpu', '2021-3');
const root = mkdtempSync(join(tmpdir(), 'guicheng-hostile-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

for (const name of ['vocabulary', 'calendars']) cpSync(join(policies, name), join(root, name), { recursive: true });
const files: PackText = Object.fromEntries(
  readdirSync(source)
    .filter((name) => statSync(join(source, name)).isFile())
    .map((name) => [name, readFileSync(join(source, name), 'utf8')]),
);

/** Writes a pack in a district of its own, with the cases of the pack it was made of; its folder. */
function written(index: number, pack: PackText): string {
  const folder = join(root, `d${String(index).padStart(2, '0')}`, '2021-3');
  mkdirSync(folder, { recursive: true });
  cpSync(join(source, 'cases'), join(folder, 'cases'), { recursive: true });
  for (const [name, text] of Object.entries(pack)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What was said of each pack: `pack check` begins a line with a tick or a cross for each. */
const parts = (stdout: string): string[] => stdout.split(/^(?=[✓✗])/m).filter((part) => part !== '');

describe('guicheng pack check on packs that mean harm', () => {
  it('refuses each with its code in moments, and never shows a stack', async () => {
    const folders = HOSTILE_PACKS.map(({ change }, index) => written(index, change(files)));
    const started = performance.now();
    const run = await guicheng(['pack', 'check', ...folders]);
    const seconds = (performance.now() - started) / 1_000;
    expect(run.stderr).toBe('');
    expect(run.status).toBe(1);
    expect(run.stdout).not.toMatch(/^\s+at .*[:(]\d+|node:internal|\.ts:\d+|Error:/m);
    const said = parts(run.stdout);
    expect(said).toHaveLength(HOSTILE_PACKS.length);
    for (const [index, { title, code }] of HOSTILE_PACKS.entries()) {
      expect(said[index]!.startsWith('✗'), title).toBe(true);
      expect(
        said[index]!.split('\n').some((line) => line.includes(`［${code}］`) || line.includes(`［${code} /`)),
        `${title}: ${said[index]!.slice(0, 600)}`,
      ).toBe(true);
    }
    // Some of them hold five million characters; all together are read, checked and refused.
    expect(seconds).toBeLessThan(60);
  });

  it('lets the pack that they were made of pass', async () => {
    expect(await guicheng(['pack', 'check', written(99, files)])).toMatchObject({ status: 0, stderr: '' });
  });
});
