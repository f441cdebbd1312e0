import { ownFormat, standardFormat, type NumberFormat } from './number-format.ts';
import { notXlsx, openArchive, XlsxRefused, type XlsxArchive } from './xlsx-archive.ts';
import { XLSX_LIMITS } from './xlsx-limits.ts';
import { walkXml } from './xlsx-xml.ts';

/** What stands in a cell. Numbers as their digits, with what the format of the cell makes of them: a date is a number of days, 85% the number 0.85. A formula is not worked out: what it gave last is not known to be right. */
export type ReadCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string; readonly format: NumberFormat }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'formula' }
  | { readonly kind: 'error' };

/** A row that has something in it. */
export interface ReadRow {
  /** As Excel numbers it, from 1. */
  readonly row: number;
  /** By column, from 0. */
  readonly cells: ReadonlyMap<number, ReadCell>;
}

const tooMuch = (zh: string, en: string): XlsxRefused => new XlsxRefused('xlsx-too-large', zh, en);

const cellTooLong = tooMuch('单元格文本过长。', 'The text of a cell is too long.');

/** Texts of the workbook, read where the sheet names them by number. Phonetic readings (rPh) are none of them. */
const sharedTexts = async (archive: XlsxArchive): Promise<readonly string[]> => {
  const path = 'xl/sharedStrings.xml';
  if (!archive.has(path)) return [];
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await walkXml(archive.read(path), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
      inText = name === 't' && !inPhonetic;
    },
    text: (more) => {
      if (!inText) return;
      text += more;
      if (text.length > XLSX_LIMITS.cell) throw cellTooLong;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') texts.push(text);
      if (texts.length > XLSX_LIMITS.texts) throw tooMuch('工作簿的文本过多。', 'The workbook has too many texts.');
    },
  });
  return texts;
};

/** For each cell style, what it makes of a number. */
const numberFormats = async (archive: XlsxArchive): Promise<readonly NumberFormat[]> => {
  const path = 'xl/styles.xml';
  if (!archive.has(path)) return [];
  const own = new Map<number, NumberFormat>();
  const styles: NumberFormat[] = [];
  let inCells = false;
  await walkXml(archive.read(path), {
    open: (name, { numFmtId, formatCode }) => {
      const id = Number(numFmtId);
      if (name === 'numFmt') own.set(id, ownFormat(formatCode ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(own.get(id) ?? standardFormat(numFmtId === undefined ? 0 : id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
};

/** Path of the first sheet, as the workbook orders them; whether dates count from 1904. */
const firstSheet = async (archive: XlsxArchive): Promise<{ readonly path: string; readonly from1904: boolean }> => {
  let id: string | undefined;
  let from1904 = false;
  await walkXml(archive.read('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'sheet') id ??= attributes['r:id'];
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
  });
  let target: string | undefined;
  await walkXml(archive.read('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes['Id'] === id) target = attributes['Target'];
    },
  });
  if (id === undefined || target === undefined) throw notXlsx;
  return { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, from1904 };
};

const PLACE = /^([A-Z]{1,3})(\d{1,7})$/;
const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
const ROW = /^[1-9]\d{0,6}$/;
/** Rows that Excel counts. */
const LAST_ROW = 1_048_576;

/** The number of a row; one that does not say it stands below the last. Two rows of one number, or out of order, are no sheet: which of them is meant is not for us to guess. */
const rowAfter = (last: number, said: string | undefined): number => {
  const row = said === undefined ? last + 1 : ROW.test(said) ? Number(said) : 0;
  if (row <= last || row > LAST_ROW) throw notXlsx;
  return row;
};

/** The column of a cell, from 0; one that does not say it stands right of the last. In a row's order, each once. */
const columnAfter = (last: number, row: number, said: string | undefined): number => {
  if (said === undefined) return last + 1;
  const place = PLACE.exec(said);
  if (place === null || Number(place[2]) !== row || columnOf(place[1]!) <= last) throw notXlsx;
  return columnOf(place[1]!);
};

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  raw: string;
  formula: boolean;
}

const readCell = (
  { type, style, raw, formula }: OpenCell,
  texts: readonly string[],
  formats: readonly NumberFormat[],
): ReadCell | undefined => {
  if (formula) return { kind: 'formula' };
  if (type === 'inlineStr' || type === 'str') return raw === '' ? undefined : { kind: 'text', text: raw };
  if (raw === '') return undefined;
  if (type === 's') {
    const text = texts[Number(raw)];
    if (text === undefined) throw notXlsx;
    return text === '' ? undefined : { kind: 'text', text };
  }
  if (type === 'b') return { kind: 'boolean', value: raw === '1' };
  if (type === 'e') return { kind: 'error' };
  if (type === 'd') return { kind: 'text', text: raw };
  return { kind: 'number', digits: raw, format: formats[style] ?? 'plain' };
};

/** The first sheet of a workbook. */
export interface ReadSheet {
  readonly rows: readonly ReadRow[];
  /** Dates count from 1904 (old Macs) and not from 1900. */
  readonly from1904: boolean;
}

/** Reads the first sheet of a workbook within bounds. Throws `XlsxRefused` for what the sender can mend. */
export const readXlsx = async (file: Buffer): Promise<ReadSheet> => {
  const archive = await openArchive(file);
  try {
    const { path, from1904 } = await firstSheet(archive);
    const texts = await sharedTexts(archive);
    const formats = await numberFormats(archive);
    const rows: ReadRow[] = [];
    let row = 0;
    let column = -1;
    let inRow = false;
    let cells = new Map<number, ReadCell>();
    let cell: OpenCell | undefined;
    let taking = false;
    await walkXml(archive.read(path), {
      open: (name, attributes) => {
        if (name === 'row') {
          if (inRow) throw notXlsx;
          row = rowAfter(row, attributes['r']);
          column = -1;
          inRow = true;
          cells = new Map();
        } else if (name === 'c') {
          if (!inRow || cell !== undefined) throw notXlsx;
          column = columnAfter(column, row, attributes['r']);
          cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), raw: '', formula: false };
        } else if (name === 'f' && cell !== undefined) cell.formula = true;
        taking = cell !== undefined && (name === 'v' || name === 't');
      },
      text: (text) => {
        if (!taking || cell === undefined) return;
        cell.raw += text;
        if (cell.raw.length > XLSX_LIMITS.cell) throw cellTooLong;
      },
      close: (name) => {
        if (name === 'v' || name === 't') taking = false;
        if (name === 'c' && cell !== undefined) {
          const read = readCell(cell, texts, formats);
          if (read !== undefined && cell.column >= XLSX_LIMITS.columns)
            throw tooMuch(`工作表超过 ${XLSX_LIMITS.columns} 列。`, `The sheet has more than ${XLSX_LIMITS.columns} columns.`);
          if (read !== undefined) cells.set(cell.column, read);
          cell = undefined;
        }
        if (name === 'row') inRow = false;
        if (name === 'row' && cells.size > 0) {
          rows.push({ row, cells });
          if (rows.length > XLSX_LIMITS.rows)
            throw tooMuch(
              `工作表超过 ${XLSX_LIMITS.rows - 1} 行：请分批导入。`,
              `The sheet has more than ${XLSX_LIMITS.rows - 1} rows: import it in parts.`,
            );
        }
      },
    });
    return { rows, from1904 };
  } finally {
    archive.close();
  }
};
