import { buffer } from 'node:stream/consumers';
import type { Instant } from '@guicheng/kernel';
import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../tenancy/caller.ts';
import { DAY, openRegister, type Register } from '../project.fixture.ts';
import { sheetOf, text, workbook, zipped } from './workbook.fixture.ts';
import { fixedParts } from './xlsx-parts.ts';
import { readXlsx } from './xlsx-read.ts';

const NO_FILTER = { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null };

describe('the ledger of a district', () => {
  let test: TestDatabase;
  let register: Register<TestDistrict>;
  const by = (person: Parameters<TestDistrict['caller']>[0]): Caller => register.here.caller(person);
  const HEAD = ['项目编号', '项目名称', '单位代码', '项目性质', '总投资（万元）', '涉密项目'];
  const take = async (caller: Caller, file: Buffer, dryRun = false) => {
    const done = await register.application.importProjects(caller, { file, dryRun }, register.change(caller));
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return done.value;
  };
  const exported = async (caller: Caller, words: string | null = null, order: 'code' | 'updated' = 'code') => {
    const filter = { ...NO_FILTER, text: words };
    const made = await register.application.exportProjects(
      caller,
      { filter, order, descending: order === 'updated' },
      { requestId: 'r', at: DAY },
    );
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return made.value;
  };
  const lines = async (caller: Caller, words: string | null = null): Promise<Record<string, unknown>[]> => {
    const all: Record<string, unknown>[] = [];
    for await (const line of (await exported(caller, words)).jsonLines()) all.push(JSON.parse(line) as Record<string, unknown>);
    return all;
  };

  beforeAll(async () => {
    test = await templateDatabase();
    register = await openRegister(test.appUrl, testDistrict);
  });
  afterAll(async () => {
    await register.close();
    await test.close();
  });

  it('is taken over whole, in one mutation, amounts exact; and comes out as it went in', async () => {
    const file = await workbook(HEAD, [
      [text('OLD-1'), text('旧项目一'), text('bureau'), text('新建'), { number: '100.000001', style: 'wan' }, text('否')],
      [null, text('旧项目二'), text('城东街道'), text('upgrade'), text('1,234.5'), null],
    ]);
    const before = (await register.audit('yicheng')).length;
    expect(await take(by('officer'), file, true)).toEqual({ dryRun: true, rows: 2, imported: 2, errors: [], errorCount: 0 });
    expect(await register.audit('yicheng')).toHaveLength(before);
    expect(await take(by('officer'), file)).toMatchObject({ imported: 2, errors: [] });
    expect((await register.audit('yicheng')).slice(before)).toMatchObject([{ action: 'project.import', details: '{"projects":2}' }]);
    expect(await lines(by('officer'), '旧项目')).toMatchObject([
      {
        code: expect.stringMatching(/^2023-/) as string,
        unit: 'town',
        amountYuan: '12345000',
        amountFen: 1_234_500_000,
        facts: { projectNature: 'upgrade' },
      },
      {
        code: 'OLD-1',
        unit: 'bureau',
        status: 'draft',
        amountFen: 100_000_001,
        facts: { isClassified: false, projectNature: 'new', totalInvestmentYuan: 1000000.01 },
      },
    ]);
    const { rows } = await readXlsx(await buffer((await exported(by('officer'), '旧项目')).xlsx()));
    const [head, , old] = rows.map(({ cells }) => cells);
    const of = (heading: string) => old!.get([...head!].find(([, cell]) => cell.kind === 'text' && cell.text === heading)![0]);
    expect(of('总投资（万元）')).toEqual({ kind: 'number', digits: '100.000001', format: 'plain' });
    expect(of('项目性质')).toEqual({ kind: 'text', text: '新建' });
    expect(of('单位名称')).toEqual({ kind: 'text', text: '教育局' });
    expect(await lines(by('townApplicant'))).toHaveLength(1);
  });

  it('with errors is not taken over at all; each is named by row and column', async () => {
    const file = await workbook(HEAD, [
      [text('NEW-1'), text('好的'), text('bureau'), text('新建'), { number: '1', style: 'wan' }, text('是')],
      [text('NEW-1'), text(''), text('nowhere'), text('旧建'), text('1.0000001'), text('也许')],
      [text('OLD-1'), text('编号已用'), text('bureau'), null, null, null],
    ]);
    const before = await lines(by('officer'));
    const report = await take(by('officer'), file);
    expect(report).toMatchObject({ rows: 3, imported: 0, errorCount: 7 });
    expect(report.errors.map(({ row, heading, code }) => `${row} ${heading} ${code}`).sort()).toEqual([
      '3 单位代码 unknown-unit',
      '3 总投资（万元） cell-not-readable',
      '3 涉密项目 cell-not-readable',
      '3 项目名称 text-empty',
      '3 项目性质 unknown-code',
      '3 项目编号 code-twice',
      '4 项目编号 code-taken',
    ]);
    expect(await lines(by('officer'))).toEqual(before);
  });

  it('exported and sent back records nothing twice, and says what to do instead', async () => {
    const file = await workbook(HEAD.slice(0, 3), [[text('BACK-1'), text('回炉'), text('bureau')]]);
    await take(by('officer'), file);
    const again = await take(by('officer'), await buffer((await exported(by('officer'), '回炉')).xlsx()));
    expect(again).toMatchObject({ imported: 0, errorCount: 1 });
    expect(again.errors).toEqual([
      {
        row: 2,
        column: 'A',
        heading: '项目编号',
        code: 'code-taken',
        zh: '项目编号“BACK-1”已有登记：导入只登记新项目，修改已登记的项目请用 changeProject；确为新项目的，请将编号留空。',
        en: 'A project of the code "BACK-1" is recorded already: an import only records new projects. Change that one by changeProject, or leave the code empty if this is a new one.',
      },
    ]);
  });

  it('says of negative figures what GraphQL says of them', async () => {
    const facts = { totalInvestmentYuan: -10_000 };
    const input = { code: null, title: '负', unitId: register.here.units.bureau, facts };
    const refused = await register.application.recordProject(by('officer'), input, register.change(by('officer')));
    const { code, zh, en } = refused.ok ? expect.fail('recorded') : refused.error[0]!;
    const file = await workbook(
      ['单位代码', '项目名称', '总投资（万元）'],
      [
        [text('bureau'), text('负'), { number: '-1', style: 'wan' }],
        [text('bureau'), text('负'), text('-1,234.5')],
      ],
    );
    const place = { column: 'C', heading: '总投资（万元）' };
    expect((await take(by('officer'), file)).errors).toEqual([2, 3].map((row) => ({ row, ...place, code, zh, en })));
    expect(code).toBe('negative-amount');
  });

  it('holds formulas for what they are: nothing to rely on', async () => {
    const cell = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const rows = `<row r="1">${cell('A1', '项目名称')}${cell('B1', '单位代码')}${cell('C1', 'totalInvestmentYuan')}</row>
      <row r="2">${cell('A2', '甲')}${cell('B2', 'bureau')}<c r="C2"><f>1+1</f><v>2</v></c></row>`;
    const report = await take(by('officer'), await zipped(sheetOf(rows)));
    expect(report.errors).toMatchObject([{ row: 2, column: 'C', heading: 'totalInvestmentYuan', code: 'formula-not-read' }]);
  });

  it('takes a cell that shows 85% for 85 percent', async () => {
    const cell = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
    // As Excel writes a percentage: the number 0.85 in a cell of format 9 (0%).
    const styles = fixedParts('x')['xl/styles.xml']!.replace('numFmtId="1" ', 'numFmtId="9" ');
    const rows = `<row r="1">${cell('A1', '项目名称')}${cell('B1', '单位代码')}${cell('C1', '处理器利用率')}</row>
      <row r="2">${cell('A2', '百分比')}${cell('B2', 'bureau')}<c r="C2" s="2"><v>0.85</v></c></row>`;
    const report = await take(by('officer'), await zipped(sheetOf(rows), { 'xl/styles.xml': styles }));
    expect(report).toMatchObject({ imported: 1, errors: [] });
    expect(await lines(by('officer'), '百分比')).toMatchObject([{ facts: { cpuUtilisationPercent: 85 } }]);
  });

  it('is refused for headings that nobody knows, that stand twice or are missing, and to who may not record', async () => {
    const codesOf = async (headings: string[], caller = by('officer')) => {
      const file = await workbook(headings, [[text('x'), text('y'), text('z')]]);
      const done = await register.application.importProjects(caller, { file, dryRun: true }, register.change(caller));
      return done.ok ? done.value.errors.map(({ code }) => code) : done.error.map(({ code }) => code);
    };
    expect(await codesOf(['项目名称', '不知道', 'title'])).toEqual(['heading-not-known', 'heading-twice']);
    expect(await codesOf(['项目编号'])).toEqual(['heading-missing']);
    expect(await codesOf(['项目名称'], by('auditor'))).toEqual(['not-permitted']);
    const town = await workbook(['项目名称', '单位代码'], [[text('x'), text('bureau')]]);
    expect((await take(by('townApplicant'), town)).errors).toMatchObject([{ code: 'unit-not-yours' }]);
  });

  it('whose codes others take at the same time is not taken over, and says so', async () => {
    for (let round = 0; round < 3; round++) {
      const file = await workbook(HEAD.slice(0, 3), [
        [text(`并行-${round}-乙`), text('并行'), text('bureau')],
        [null, text('并行'), text('bureau')],
        [text(`并行-${round}-甲`), text('并行'), text('bureau')],
      ]);
      const reports = await Promise.all([1, 2, 3].map(() => take(by('officer'), file)));
      expect(reports.map(({ imported }) => imported).sort()).toEqual([0, 0, 3]);
      for (const { imported, errors } of reports)
        expect(errors.map(({ row, code }) => `${row} ${code}`)).toEqual(imported === 3 ? [] : ['2 code-taken', '4 code-taken']);
    }
  });

  it('of 1,000 rows is taken over and told of while it is read', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => [
      null,
      text(`批量 ${index}`),
      text('bureau'),
      text('新建'),
      { number: String(index), style: 'wan' } as const,
    ]);
    const steps: number[] = [];
    const caller = by('officer');
    const input = { file: await workbook(HEAD.slice(0, 5), rows), dryRun: false, onProgress: (done: number) => void steps.push(done) };
    const done = await register.application.importProjects(caller, input, register.change(caller));
    expect(done).toMatchObject({ ok: true, value: { imported: 1_000 } });
    expect(steps).toEqual([500, 1_000, 1_000]);
    expect(await lines(by('officer'), '批量')).toHaveLength(1_000);
  });

  it('is exported with each project once, also those that are changed while it is sent', async () => {
    const many = Array.from({ length: 510 }, (_, index) => [text(`长表 ${index}`), text('bureau')]);
    expect(await take(by('officer'), await workbook(['项目名称', '单位代码'], many))).toMatchObject({ imported: 510 });
    const ids: string[] = [];
    for await (const line of (await exported(by('officer'), '长表', 'updated')).jsonLines()) {
      ids.push((JSON.parse(line) as { id: string }).id);
      if (ids.length !== 1) continue;
      // Somebody edits a project of the second portion while the first is being sent, which takes it to the top of the list.
      const window = {
        filter: { ...NO_FILTER, text: '长表' },
        order: 'updated',
        descending: true,
        from: null,
        backwards: true,
        limit: 1,
      } as const;
      const last = await register.application.listProjects(by('officer'), { ...window, withTotal: false }, { requestId: 'r', at: DAY });
      if (!last.ok) expect.fail(JSON.stringify(last.error));
      const { projectId, revision } = last.value.projects[0]!;
      const input = { projectId, expectedRevision: revision, title: '改名', unitId: null, facts: {}, forget: [] };
      const later = register.change(by('officer'), { at: (DAY + 60_000) as Instant });
      expect((await register.application.changeProject(by('officer'), input, later)).ok).toBe(true);
    }
    expect([ids.length, new Set(ids).size]).toEqual([510, 510]);
  });

  it('names the unit of a project by its last name once that unit is closed', async () => {
    const { company } = register.here.units;
    const input = { code: 'CLOSED-1', title: '已撤销单位的项目', unitId: company, facts: {} };
    expect((await register.application.recordProject(by('officer'), input, register.change(by('officer')))).ok).toBe(true);
    const [before] = await lines(by('officer'), '已撤销单位');
    const close = { id: company, lastDay: '2023-08-31' };
    expect((await register.application.organisation.closeUnit(by('admin'), close, register.change(by('admin')))).ok).toBe(true);
    expect(await lines(by('officer'), '已撤销单位')).toEqual([before]);
    expect(before).toMatchObject({ unit: 'company' });
  });
});
