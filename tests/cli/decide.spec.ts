import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { guicheng } from './guicheng.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'guicheng-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const question = ['decide', '--district', 'yangpu', '--question', 'routing', '--as-of', '2024-03-18'];
const smallProject = {
  applicantType: 'government-department',
  projectFundedByDistrict: true,
  projectNature: 'new',
  isPureSoftwareDevelopment: false,
  constructionAmountYuan: 999999.99,
  hardwareAmountYuan: 200000,
  isClassified: false,
  isPettyHardware: false,
  isCommunicationFeeOrNetworkRent: false,
  isInformationRelease: false,
  superiorApproved: false,
  isUrgentKeyWork: false,
  buildsPrivateNetwork: false,
  buildsOwnWebsite: false,
  constructionAmountIncludesMlpsFee: false,
  secondClassFeesYuan: 0,
};
const pairs = Object.entries(smallProject).map(([name, value]) => `${name}=${value}`);

describe('guicheng decide', () => {
  it('answers in Chinese with field names, labels, rule, document and article', async () => {
    const run = await guicheng([...question, ...pairs]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('结论：已确定（determined）');
    expect(run.stdout).toContain('审批路径：');
    expect(run.stdout).toContain('（filing）');
    expect(run.stdout).toContain('yangpu/2023-10');
    expect(run.stdout).toMatch(/【强制】.+\n +《.+》.*五（三）.*（y23p-5-3-filing-under-1m）/u);
  });

  it('gives the same decision for facts as arguments, as JSON and from a file', async () => {
    const file = join(folder, 'facts.json');
    writeFileSync(file, JSON.stringify(smallProject));
    const runs = await Promise.all([
      guicheng([...question, '--json', ...pairs]),
      guicheng([...question, '--json', '--facts', JSON.stringify(smallProject)]),
      guicheng([...question, '--json', '--facts-file', file]),
    ]);
    expect(runs.map((run) => run.status)).toEqual([0, 0, 0]);
    expect(JSON.parse(runs[0]?.stdout ?? '')).toMatchObject({
      policy: 'yangpu/2023-10',
      status: 'determined',
      outcome: { route: 'filing' },
    });
    expect(runs[1]?.stdout).toBe(runs[0]?.stdout);
    expect(runs[2]?.stdout).toBe(runs[0]?.stdout);
  });

  it('asks for what is missing by its Chinese title', async () => {
    const run = await guicheng([...question, 'constructionAmountYuan=999999.99']);
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('还需要的事实');
    expect(run.stdout).toMatch(/ {2}\p{Script=Han}+.*（\w+/u);
  });

  it('says which policy is missing on a day nothing is in force', async () => {
    const run = await guicheng(['decide', '-d', 'yicheng', '-q', 'routing', '--as-of', '2024-06-01']);
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('no-policy');
    expect(run.stdout).toContain('（expired）');
  });

  it('shows the path with --trace', async () => {
    const run = await guicheng([...question, '--trace', ...pairs]);
    expect(run.stdout).toContain('推理过程');
    expect(run.stdout).toContain('✓');
    const json = await guicheng([...question, '--trace', '--json', ...pairs]);
    expect(JSON.parse(json.stdout)).toHaveProperty('trace');
  });

  it.each([
    ['an option that does not exist', [...question, '--frob'], 'usage'],
    ['a missing question', ['decide', '-d', 'yangpu'], '--question'],
    ['an argument that is no fact', [...question, 'amount'], 'usage'],
    ['a fact stated twice', [...question, 'projectNature=new', '--facts', '{"projectNature":"new"}'], 'projectNature'],
    ['facts that are no JSON', [...question, '--facts', '{'], 'not-json'],
    ['facts that are a list', [...question, '--facts', '[]'], 'wrong-type'],
    ['a facts file that does not exist', [...question, '--facts-file', join(folder, 'none.json')], 'file-missing'],
    ['an undeclared fact', [...question, 'noSuchFact=1'], '/facts/noSuchFact'],
    ['an amount with a third decimal', [...question, 'constructionAmountYuan=0.001'], 'money-not-exact'],
    ['a value of the wrong type', [...question, 'isClassified=maybe'], '/facts/isClassified'],
    ['a mode that does not exist', [...question, '--mode', 'dream'], '/mode'],
    ['a day that does not exist', ['decide', '-d', 'yangpu', '-q', 'routing', '--as-of', '2023-02-29'], '/asOf'],
    ['an unknown command', ['frobnicate'], 'frobnicate'],
  ])('refuses %s in Chinese first, with status 2 and nothing on standard output', async (_what, args, place) => {
    const run = await guicheng(args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(place);
    const [chinese = '', english = ''] = run.stderr.trimEnd().split(/［[^］]*］|。 (?=There)/u);
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english).toMatch(/[a-z]/);
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });

  it('tells its usage', async () => {
    expect((await guicheng([])).status).toBe(2);
    for (const args of [['--help'], ['decide', '--help'], ['cases', '-h'], ['pack', '--help'], ['db', '--help']]) {
      const run = await guicheng(args);
      expect(run).toMatchObject({ status: 0, stderr: '' });
      expect(run.stdout).toContain('用法');
    }
    expect((await guicheng(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
