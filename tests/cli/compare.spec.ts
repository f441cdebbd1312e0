import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { guicheng } from './guicheng.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'guicheng-compare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('guicheng pack compare', () => {
  it('tells what two packs decide differently, by their ids, with the clauses of both', async () => {
    const run = await guicheng(['pack', 'compare', 'yangpu/2021-3', 'yangpu/2023-10', '--question', 'supervision']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('全部情形已逐一判定');
    expect(run.stdout).toMatch(/前 before .*《/u);
    expect(run.stdout).toMatch(/后 after .*《/u);
  });

  it('writes the same as one object for programs, and as a page that asks for nothing else', async () => {
    const file = join(folder, 'compare.html');
    const run = await guicheng(['pack', 'compare', 'yangpu/2021-3', 'yangpu/2023-10', '--question', 'version', '--json']);
    const { differences, a, b } = JSON.parse(run.stdout) as { differences: unknown[]; a: { id: string }; b: { id: string } };
    expect([a.id, b.id]).toEqual(['yangpu/2021-3', 'yangpu/2023-10']);
    expect(differences.length).toBeGreaterThan(0);
    expect(await guicheng(['pack', 'compare', 'yangpu/2021-3', 'yangpu/2023-10', '--question', 'version', '--html', file])).toMatchObject({
      status: 0,
    });
    const page = readFileSync(file, 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|src=|https?:/u);
  });

  it('finds nothing between a pack and itself', async () => {
    const run = await guicheng(['pack', 'compare', 'shanghai/2018', 'shanghai/2018', '--json']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ a: { id: 'shanghai/2018' }, b: { id: 'shanghai/2018' }, differences: [] });
  });

  it('refuses files that cannot be read or written, by name', async () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, '');
    const inside = join(taken, 'x');
    for (const args of [
      ['pack', 'compare', 'shanghai/2018', 'shanghai/2018', '--html', inside],
      ['pack', 'matrix', '--question', 'version', '--html', folder],
      ['pack', 'render', 'shanghai/2018', '--out', inside],
      ['pack', 'coverage', 'shanghai/2018', '--text', inside],
      ['decide', '-d', 'yangpu', '-q', 'routing', '--facts-file', inside],
      ['receipt', 'verify', '--file', inside],
    ]) {
      const run = await guicheng(args);
      expect(run.status, `${args.join(' ')}: ${run.stderr}`).toBe(2);
      expect(run.stderr).toMatch(/(读不到|写不了)文件.*［file-(missing|not-writable) /u);
      expect(run.stderr).not.toContain('    at ');
    }
  });

  it('refuses one pack, and a question that does not exist', async () => {
    const one = await guicheng(['pack', 'compare', 'yangpu/2021-3']);
    expect(one.status).toBe(2);
    expect(one.stderr).toContain('正好两个');
    const unknown = await guicheng(['pack', 'matrix', '--question', 'weather']);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('weather');
  });
});

describe('guicheng pack matrix', () => {
  it('lays all districts side by side, each once, with its clauses', async () => {
    const run = await guicheng(['pack', 'matrix', '--question', 'routing', '--json']);
    const { policies, rows } = JSON.parse(run.stdout) as {
      policies: { districtZh: string }[];
      rows: { cells: { entries: { cited: string }[] }[] }[];
    };
    expect(new Set(policies.map(({ districtZh }) => districtZh)).size).toBe(policies.length);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every(({ cells }) => cells.length === policies.length)).toBe(true);
    expect(rows.flatMap(({ cells }) => cells.flatMap(({ entries }) => entries)).every(({ cited }) => cited !== '')).toBe(true);
  });
});
