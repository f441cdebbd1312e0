import { describe, expect, it } from 'vitest';
import { shownDigits, yuanOfWan } from './ledger-cell.ts';
import { sheetOf, text, workbook, zipped } from './workbook.fixture.ts';
import { fixedParts, SHEET_START } from './xlsx-parts.ts';
import { readXlsx } from './xlsx-read.ts';

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'read',
    (error: { code: string }) => error.code,
  );

describe('a workbook', () => {
  it('is read as it was written; a text that looks like a formula stays a text', async () => {
    const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '<b>&"', ' 前后空格 ', '𠮷'];
    const file = await workbook(
      ['甲', '乙'],
      dangerous.map((value) => [text(value), { number: '0.000001', style: 'wan' }]),
    );
    const { rows } = await readXlsx(file);
    expect(rows.slice(1).map(({ cells }) => cells.get(0))).toEqual(
      // XML has one line end.
      dangerous.map((value) => ({ kind: 'text', text: value.replace('\r', '\n') })),
    );
    expect(rows[1]!.cells.get(1)).toEqual({ kind: 'number', digits: '0.000001', format: 'plain' });
    expect(file.includes('<f>')).toBe(false);
  });

  it('is read with formulas as such, dates by their format, shared texts, and rows that have a number of their own', async () => {
    const styles = fixedParts('x')['xl/styles.xml']!.replace('numFmtId="1" ', 'numFmtId="14" ');
    const file = await zipped(
      sheetOf(
        '<row r="3"><c r="A3" s="2"><v>45000</v></c><c r="C3"><f>1+1</f><v>2</v></c><c r="D3" t="e"><v>#N/A</v></c><c r="E3" t="b"><v>1</v></c></row>',
      ),
      { 'xl/styles.xml': styles },
    );
    const { rows } = await readXlsx(file);
    expect(rows).toEqual([
      {
        row: 3,
        cells: new Map<number, unknown>([
          [0, { kind: 'number', digits: '45000', format: 'date' }],
          [2, { kind: 'formula' }],
          [3, { kind: 'error' }],
          [4, { kind: 'boolean', value: true }],
        ]),
      },
    ]);
  });

  it('is refused when it is none, damaged, unpacks to too much, nests without end or brings entities', async () => {
    const good = await workbook(['甲'], [[text('x')]]);
    expect(await codeOf(readXlsx(Buffer.from('PK no zip')))).toBe('not-xlsx');
    expect(await codeOf(readXlsx(good.subarray(0, good.length / 2)))).toBe('not-xlsx');
    expect(await codeOf(readXlsx(await zipped('<worksheet><sheetData><row>')))).toBe('not-xlsx');
    const entity =
      '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>';
    expect(await codeOf(readXlsx(await zipped(entity)))).toBe('not-xlsx');
    expect(await codeOf(readXlsx(await zipped('<a>'.repeat(100) + '</a>'.repeat(100))))).toBe('not-xlsx');
    const long = sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'x'.repeat(40_000)}</t></is></c></row>`);
    expect(await codeOf(readXlsx(await zipped(long)))).toBe('xlsx-too-large');
    const wide = sheetOf('<row r="1"><c r="ZZ1"><v>1</v></c></row>');
    expect(await codeOf(readXlsx(await zipped(wide)))).toBe('xlsx-too-large');
  });

  it.each([
    ['two rows of one number', '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'],
    ['rows out of order', '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'],
    ['a row without a number behind the last', '<row r="1048576"/><row/>'],
    ['a row number beyond the last', '<row r="1048577"/>'],
    ['a row number that is none', '<row r="1e3"/>'],
    ['row 0', '<row r="0"/>'],
    ['a row in a row', '<row r="1"><c r="A1"><v>1</v></c><row r="2"/></row>'],
    ['a cell outside of rows', '<c r="A1"><v>1</v></c>'],
    ['a column twice in a row', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['columns out of order', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
    ['a cell of another row', '<row r="1"><c r="A2"><v>1</v></c></row>'],
    ['a place that is none', '<row r="1"><c r="AAAA1"><v>1</v></c></row>'],
    ['a shared text that is not there', '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'],
  ])('with %s is refused', async (_, rows) => {
    expect(await codeOf(readXlsx(await zipped(sheetOf(rows))))).toBe('not-xlsx');
  });

  it('whose rows and cells do not say where they stand is read as they come', async () => {
    const { rows } = await readXlsx(await zipped(sheetOf('<row><c/><c><v>1</v></c></row><row r="5"/><row><c><v>2</v></c></row>')));
    expect(rows.map(({ row, cells }) => [row, [...cells.keys()]])).toEqual([
      [1, [1]],
      [6, [0]],
    ]);
  });

  it('whose archive lies about its sizes is refused', async () => {
    const good = await workbook(['甲'], [[text('x')]]);
    for (const lie of [0, 7, 2 ** 31]) {
      const file = Buffer.from(good);
      // The unpacked size of each file, as the central directory has it.
      for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 4)) file.writeUInt32LE(lie, at + 24);
      expect(await codeOf(readXlsx(file))).toBe('not-xlsx');
    }
  });

  it('with a shared text that is too long for a cell is refused', async () => {
    const texts = `<sst><si><t>${'x'.repeat(40_000)}</t></si></sst>`;
    expect(await codeOf(readXlsx(await zipped(sheetOf('<row/>'), { 'xl/sharedStrings.xml': texts })))).toBe('xlsx-too-large');
  });

  it('that is a bomb is given up while it unpacks', async () => {
    const bomb = await zipped(Buffer.concat([Buffer.from(SHEET_START), Buffer.alloc(101 * 1024 * 1024, ' ')]));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await codeOf(readXlsx(bomb))).toBe('xlsx-too-large');
  }, 20_000);

  it.each([
    ['0.30000000000000004', '0.3'],
    ['980000.1', '980000.1'],
    ['1E-6', '0.000001'],
    ['100.000001', '100.000001'],
    ['12345678901234567', undefined],
    ['abc', undefined],
  ])('shows the number %s as %s', (digits, shown) => {
    expect(shownDigits(digits)).toBe(shown);
  });

  it.each([
    ['98', '980000'],
    ['100.000001', '1000000.01'],
    ['0.5', '5000'],
    ['0.0000001', undefined],
    ['-1', '-10000'],
    ['1e3', undefined],
  ])('takes %s 万元 for %s yuan', (wan, yuan) => {
    expect(yuanOfWan(wan)).toBe(yuan);
  });
});
