import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { guicheng } from './guicheng.ts';

// Processes of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const yicheng = ['ask', '-d', 'yicheng', '-q', 'routing', '--as-of', '2022-09-01'];
const lines = (...answers: readonly string[]): string => answers.map((answer) => `${answer}\n`).join('');
/** The facts that a run printed. */
const factsOf = (stdout: string): unknown => JSON.parse(/^已知的事实（JSON）\n(.*)$/mu.exec(stdout)?.[1] ?? 'null');
/** The questions of a run, by the facts asked for. */
const asked = (stdout: string): string[] => [...stdout.matchAll(/^.+？（(\w+)）$/gmu)].map(([, fact]) => fact!);

describe('guicheng ask', () => {
  it('asks in Chinese with unit and codes, and ends with the whole answer and the facts', async () => {
    const run = await guicheng(yicheng, lines('申报', '否', '否', '99.999999万元', '999999.99', '否'));
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/第 1 问 · 连这一问最多还有 \d+ 问\n所处阶段是哪一种？（currentStage）\n +1 申报（application）/u);
    expect(run.stdout).toContain('计划投资是多少元？（plannedInvestmentYuan）');
    expect(run.stdout).toContain('记为：999999.99 元（99.999999 万元）');
    expect(run.stdout).toContain('结论：已确定（determined）');
    expect(run.stdout).toContain('总投资 99.999999 万元（低于 100 万元）');
    expect(run.stdout).toContain('评审形式：可书面评审');
    const facts = factsOf(run.stdout);
    expect(facts).toEqual({
      currentStage: 'application',
      isClassified: false,
      fundedByHigherLevel: false,
      plannedInvestmentYuan: '999999.99',
      totalInvestmentYuan: '999999.99',
      isTechnicallyComplex: false,
    });
    const decided = await guicheng(['decide', ...yicheng.slice(1), '--json', '--facts', JSON.stringify(facts)]);
    expect(JSON.parse(decided.stdout)).toMatchObject({ status: 'determined', outcome: { reviewForm: 'written-allowed' } });
  });

  it('explains what is no answer and asks again; goes back, skips, helps', async () => {
    const run = await guicheng(
      yicheng,
      lines('99', '', '帮助', '返回', '1', '也许', '否', '返回', '否', '否', '-1', '1.234', '三百万', '300万', '不知道', '退出'),
    );
    expect(run).toMatchObject({ status: 0, stderr: '' });
    for (const said of [
      '请输入编号（1 至 15）或名称。',
      '请作答；不知道的，输入“不知道”。',
      '撤回上一个回答',
      '已经是第一问。',
      '请答“是”或“否”。',
    ])
      expect(run.stdout).toContain(said);
    expect(run.stdout).toContain('读不懂“-1”：金额不为负');
    expect(run.stdout).toContain('读不懂“三百万”');
    expect(run.stdout.match(/两位小数/gu)!.length).toBeGreaterThan(1);
    expect(factsOf(run.stdout)).toEqual({
      currentStage: 'application',
      isClassified: false,
      fundedByHigherLevel: false,
      plannedInvestmentYuan: '3000000',
    });
    expect(run.stdout).toContain('不知道的事实：总投资（totalInvestmentYuan）');
    expect(run.stdout).toContain('结论：还需要事实（needs-facts）');
    const left = await guicheng(yicheng, lines('1', '退出'));
    expect(left.stdout).toContain('已退出，未答完。');
    expect(factsOf(left.stdout)).toEqual({ currentStage: 'application' });
  });

  it('goes back even after the answer, to give another last one', async () => {
    const run = await guicheng(yicheng, lines('申报', '是', '返回', '否', '退出'));
    expect(run.stdout).toContain('审批路径：移交归口（hand-over）');
    expect(run.stdout).toContain('已退出，未答完。');
    const [, , ...again] = asked(run.stdout);
    expect(again).toEqual(['isClassified', 'fundedByHigherLevel']);
  });

  it('refuses an answer that contradicts an earlier one, and lets the earlier one be taken back', async () => {
    const start = [...yicheng, '--facts', '{"currentStage":"application","isClassified":false,"districtFundsYuan":5000000}'];
    const run = await guicheng(start, lines('100万', '否', '100万', '500万', '否'));
    expect(run.stdout).toContain('与已知的事实矛盾');
    expect(factsOf(run.stdout)).toMatchObject({ districtFundsYuan: 5_000_000, totalInvestmentYuan: '5000000' });
  });

  it('loses nothing when the input ends: the printed command goes on where it stopped', async () => {
    const first = await guicheng(yicheng, lines('申报', '否'));
    expect(first.status).toBe(0);
    expect(first.stdout).toContain('输入已结束，未答完。');
    expect(first.stdout).toContain(
      `guicheng ask -d yicheng -q routing --as-of 2022-09-01 --facts '{"currentStage":"application","isClassified":false}'`,
    );
    const second = await guicheng([...yicheng, '--facts', JSON.stringify(factsOf(first.stdout))], '否');
    expect(asked(second.stdout)).toEqual(['fundedByHigherLevel', 'plannedInvestmentYuan']);
    expect(factsOf(second.stdout)).toMatchObject({ isClassified: false, fundedByHigherLevel: false });
  });

  it('and nothing when it is interrupted', async () => {
    const bin = fileURLToPath(new URL('../../apps/cli/bin/guicheng.mjs', import.meta.url));
    const child = spawn(process.execPath, [bin, ...yicheng], { stdio: ['pipe', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdin.write('申报\n');
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      if (stdout.endsWith('答：') && stdout.includes('第 2 问')) child.kill('SIGINT');
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(130);
    expect(stdout).toContain('已打断，未答完。');
    expect(factsOf(stdout)).toEqual({ currentStage: 'application' });
  });

  it('asks nothing where nothing needs to be asked, and says why it cannot answer', async () => {
    const none = await guicheng(['ask', '-d', 'yicheng', '-q', 'routing', '--as-of', '2024-06-01']);
    expect(none).toMatchObject({ status: 0, stderr: '' });
    expect(none.stdout).toContain('2024 年 6 月 1 日，文件已过有效期');
    expect(asked(none.stdout)).toEqual([]);
  });

  it.each([
    [['ask'], '--district'],
    [['ask', '-d', 'nowhere', '-q', 'routing'], 'unknown-district'],
    [['ask', '-d', 'yicheng', '-q', 'routing', '--facts', '{"nonsense":1}', '--as-of', '2022-09-01'], 'undeclared-fact'],
    [['ask', '-d', 'yicheng', '-q', 'routing', '--facts', '{'], 'not-json'],
  ])('refuses %j', async (args, code) => {
    const run = await guicheng(args);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(code);
  });
});

describe('guicheng decide explains', () => {
  const question = ['decide', '-d', 'yicheng', '-q', 'routing', '--as-of', '2022-09-01', 'currentStage=application', 'isClassified=false'];
  const rest = ['fundedByHigherLevel=false', 'plannedInvestmentYuan=3000000', 'totalInvestmentYuan=3000000'];

  it('in one paragraph on top, and the whole tree on request', async () => {
    const [plain, tree] = await Promise.all([guicheng([...question, ...rest]), guicheng([...question, ...rest, '--tree'])]);
    expect(plain.stdout).toMatch(/结论：已确定（determined）\n\n说明\n {2}因.*总投资 300 万元（不低于 100 万元）.*。\n\n答复/u);
    expect(plain.stdout).not.toContain('推理树');
    expect(tree.stdout.startsWith(plain.stdout)).toBe(true);
    expect(tree.stdout).toMatch(/✓ 适用：总投资一百万元及以上，必须现场评审/u);
    expect(tree.stdout).toContain('总投资 = 300 万元');
  });

  it('with what to ask next where something is missing', async () => {
    const run = await guicheng([...question, rest[0]!]);
    expect(run.stdout).toMatch(/说明\n {2}尚不能作出结论，还须知道：.*先问：计划投资是多少元？/u);
  });
});
