import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { guicheng } from './guicheng.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'guicheng-cases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);
const one = (id: string, status: string, facts: Record<string, unknown> = {}) => ({
  id,
  title: `案例 ${id}`,
  request: { id, district: 'yangpu', question: 'routing', asOf: '2024-03-18', facts },
  expect: { status },
  clauses: [],
});
function write(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('guicheng cases', () => {
  it('passes what is as expected, and walks folders', async () => {
    write('good/a.json', [one('a', 'needs-facts')]);
    write('good/below/b.json', [one('b', 'needs-facts')]);
    write('good/notes.txt', 'no cases');
    const run = await guicheng(['cases', join(folder, 'good')]);
    expect(run).toEqual({ status: 0, stdout: '2 passed, 0 failed\n', stderr: '' });
  });

  it('tells each failure with what was expected and what was got, and ends with status 1', async () => {
    const run = await guicheng([
      'cases',
      write('bad.json', [one('wrong', 'determined'), one('right', 'needs-facts'), one('refused', 'determined', { noSuchFact: 1 })]),
    ]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('案例 wrong');
    expect(run.stdout).toContain('/status: 应为 expected "determined"，实为 got "needs-facts"');
    expect(run.stdout).toContain('undeclared-fact /facts/noSuchFact');
    expect(lastLine(run.stdout)).toBe('1 passed, 2 failed');
  });

  it.each([
    ['no JSON', '[{'],
    ['no list', '{}'],
    ['no case', '[{"id":"x"}]'],
  ])('refuses a file that holds %s, by name, and runs the others', async (_what, text) => {
    const run = await guicheng(['cases', write('broken.json', text), write('fine.json', [one('a', 'needs-facts')])]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('broken.json');
    expect(lastLine(run.stdout)).toBe('1 passed, 0 failed');
  });

  it('refuses a path that does not exist, a folder without cases, and no path', async () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    expect(await guicheng(['cases', join(folder, 'nowhere')])).toMatchObject({ status: 2, stdout: '' });
    expect(await guicheng(['cases', join(folder, 'empty')])).toMatchObject({ status: 2, stdout: '' });
    expect(await guicheng(['cases'])).toMatchObject({ status: 2, stdout: '' });
  });
});
