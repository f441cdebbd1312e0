import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { guicheng } from './guicheng.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'guicheng-pack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the first pack, with its vocabulary and calendars, in which one file is rewritten. */
function brokenPack(name: string, file: string, change: (text: string) => string): string {
  const root = join(folder, name);
  cpSync(policies, root, { recursive: true });
  const pack = join(root, 'yangpu', '2023-10');
  writeFileSync(join(pack, file), change(readFileSync(join(pack, file), 'utf8')));
  return pack;
}

describe('guicheng pack check', () => {
  it('finds nothing wrong with the packs that come with the program', async () => {
    const run = await guicheng(['pack', 'check', policies]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const packs = readdirSync(policies, { recursive: true }).filter((path) => String(path).endsWith('pack.json'));
    expect(run.stdout.match(/^✓ /gm)).toHaveLength(packs.length);
  });

  it('tells all problems at once, each with code, pointer, Chinese and English', async () => {
    const pack = brokenPack('operator', 'routing.json', (text) => {
      const rules = JSON.parse(text) as { groups: { rules: { when: unknown; cites: string[] }[] }[] };
      const [first, second] = rules.groups.flatMap((group) => group.rules);
      if (first === undefined || second === undefined) throw new Error('two rules are needed');
      first.when = { eval: ['1'] };
      second.cites = [];
      return JSON.stringify(rules);
    });
    const run = await guicheng(['pack', 'check', pack]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('✗');
    expect(run.stdout).toContain('citation-missing');
    expect(run.stdout).toMatch(/\/questions\/routing\/groups\/\d+\/rules\/\d+/);
  });

  it('refuses a two-key rule and an unknown operator', async () => {
    const pack = brokenPack('two-keys', 'routing.json', (text) => {
      const rules = JSON.parse(text) as { groups: { rules: { when: unknown }[] }[] };
      const [first, second] = rules.groups.flatMap((group) => group.rules);
      if (first === undefined || second === undefined) throw new Error('two rules are needed');
      first.when = { and: [true], or: [true] };
      second.when = { eval: ['1'] };
      return JSON.stringify(rules);
    });
    const run = await guicheng(['pack', 'check', pack]);
    expect(run.status).toBe(1);
    expect(run.stdout.match(/\/when/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('looks at the forms too: a clause that is not there, and an example its form refuses', async () => {
    const clause = brokenPack('form-clause', 'forms/contract-filing.json', (text) =>
      text.replaceAll('y23p-5-5-2-contract-filing-10wd', 'no-such-clause'),
    );
    const example = brokenPack('form-example', 'forms/examples/contract-filing.json', () => '{}');
    const runs = [await guicheng(['pack', 'check', clause]), await guicheng(['pack', 'check', example])];
    expect(runs.map(({ status }) => status)).toEqual([1, 1]);
    expect(runs[0]!.stdout).toContain('clause-not-known /forms/contract-filing/x-cites');
    expect(runs[1]!.stdout).toContain('field-missing /forms/contract-filing/example/constructionPlan');
  });

  it('refuses a file that is no JSON', async () => {
    const run = await guicheng(['pack', 'check', brokenPack('json', 'pack.json', () => '{')]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('not-json');
  });

  it('names file and place of a vocabulary or of notes that are broken, without a stack', async () => {
    const words = brokenPack('words', '../../vocabulary/codes.json', (text) =>
      text.replace('"strength": "mandatory"', '"strength": "strict"'),
    );
    const notes = brokenPack('notes', 'mutation-notes.json', () => '{"a":');
    const runs = await Promise.all([
      guicheng(['pack', 'check', words]),
      guicheng(['pack', 'analyse', words]),
      guicheng(['pack', 'compare', words, join(policies, 'yangpu/2021-3')]),
      guicheng(['pack', 'mutate', notes]),
    ]);
    for (const { stdout, stderr } of runs.slice(0, 3))
      expect(stdout + stderr).toMatch(/［value-not-allowed vocabulary\/codes\.json#\/blockers\/[a-z-]+\/strength］/);
    expect(runs[3]).toMatchObject({ status: 2, stderr: expect.stringContaining('［not-json ') });
    for (const { stderr, status } of runs) expect([status === 0, stderr.includes('    at ')]).toEqual([false, false]);
  });

  it('refuses a rule that gives one key twice: neither value may win in silence', async () => {
    const pack = brokenPack('twice', 'routing.json', (text) => text.replace('"when":', '"when": false, "when":'));
    const run = await guicheng(['pack', 'check', pack]);
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/key-twice \/questions\/routing\/groups\/0\/.*when/);
  });

  it('refuses text that is no UTF-8, half a character, and a folder or a loop in place of a file', async () => {
    const half = brokenPack('half-a-character', 'routing.json', (text) => text.replace('"titleZh": "', '"titleZh": "\\ud800'));
    const latin = brokenPack('latin', 'routing.json', (text) => text);
    writeFileSync(join(latin, 'routing.json'), Buffer.concat([Buffer.from('{"question":"'), Buffer.from([0xff]), Buffer.from('"}')]));
    const directory = brokenPack('directory', 'routing.json', (text) => text);
    mkdirSync(join(directory, 'meeting-2.json'));
    const loop = brokenPack('loop', 'routing.json', (text) => text);
    symlinkSync('meeting-2.json', join(loop, 'meeting-2.json'));
    const run = await guicheng(['pack', 'check', half, latin, directory, loop]);
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(run.stdout.match(/text-not-unicode|file-unreadable/g)).toEqual([
      'text-not-unicode',
      'text-not-unicode',
      'file-unreadable',
      'file-unreadable',
    ]);
  });

  it('refuses days on which another version of the district is in force', async () => {
    const pack = brokenPack('overlap', 'pack.json', (text) =>
      text.replace('"effectiveFrom": "2023-05-15"', '"effectiveFrom": "2023-05-14"'),
    );
    const run = await guicheng(['pack', 'check', pack]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('validity-overlaps /manifest/effectiveFrom');
  });

  it('refuses a calendar that is no JSON or no calendar, and names the file', async () => {
    for (const [name, text, code] of [
      ['calendar-cut', '{', 'not-json'],
      ['calendar-list', '{ "year": 2024 }', 'property-missing'],
    ] as const) {
      const pack = brokenPack(name, '../../calendars/2024.json', () => text);
      const run = await guicheng(['pack', 'check', pack]);
      expect(run).toMatchObject({ status: 1, stderr: '' });
      expect(run.stdout).toContain(`${code} calendars/2024.json#`);
    }
  });

  it('refuses a folder without a pack, and a wrong command line', async () => {
    expect(await guicheng(['pack', 'check', join(policies, 'vocabulary')])).toMatchObject({ status: 2, stdout: '' });
    expect(await guicheng(['pack', 'check'])).toMatchObject({ status: 2, stdout: '' });
    expect(await guicheng(['pack', 'frob', policies])).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('guicheng pack analyse', () => {
  it('says how far it went and what it found, and fails on an error that is not explained', async () => {
    const clean = await guicheng(['pack', 'analyse', join(policies, 'yangpu', '2021-3')]);
    expect(clean).toMatchObject({ status: 0, stderr: '' });
    expect(clean.stdout).toContain('穷尽 exhaustive');
    const pack = brokenPack('conflict', 'version.json', (text) => {
      const rules = JSON.parse(text) as { groups: { rules: { id: string; when: unknown; exceptionOf?: string[] }[] }[] };
      const [rule] = rules.groups.flatMap((group) => group.rules);
      if (rule === undefined) throw new Error('a rule is needed');
      rule.when = { and: [true, { '!': [true] }] };
      return JSON.stringify(rules);
    });
    const broken = await guicheng(['pack', 'analyse', '--json', '--steps', '200', pack]);
    expect(broken.status).toBe(1);
    const [analysis] = JSON.parse(broken.stdout) as [{ findings: { code: string; key: string }[] }];
    const found = analysis.findings.find(({ code }) => code === 'rule-never-holds')!;
    expect(found.key).toMatch(/^rule-never-holds version\//);
    writeFileSync(join(pack, 'analysis-notes.json'), JSON.stringify({ [found.key]: '文本本身如此', 'gone key': '已改' }));
    const explained = await guicheng(['pack', 'analyse', '--steps', '200', pack]);
    expect(explained.stdout).toContain('文本本身如此');
    expect(explained.stdout).toContain('note explains nothing any more：gone key');
  });

  it('refuses a seed that is no number', async () => {
    const run = await guicheng(['pack', 'analyse', '--seed', 'x', policies]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--seed');
  });
});
