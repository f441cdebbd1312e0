import { notXlsx, openArchive, XlsxRefused, type XlsxArchive } from './xlsx-archive.ts';
import { XLSX_LIMITS } from './xlsx-limits.ts';
import { walkXml } from './xlsx-xml.ts';

/** What stands in a cell. Numbers as their digits; dates are numbers in a cell of a date format. A formula is not worked out: what it gave last is not known to be right. */
export type ReadCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string; readonly isDate: boolean }
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

/** Formats of the standard that show a date. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** Whether a format of the workbook's own shows a date: what is not quoted, escaped or in brackets names a year, month or day. */
const showsDate = (format: string): boolean => /[ymd年月日]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/general/gi, ''));

const tooMuch = (zh: string, en: string): XlsxRefused => new XlsxRefused('xlsx-too-large', zh, en);

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
      if (inText) text += more;
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

/** For each cell style, whether it shows a date. */
const dateStyles = async (archive: XlsxArchive): Promise<readonly boolean[]> => {
  const path = 'xl/styles.xml';
  if (!archive.has(path)) return [];
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await walkXml(archive.read(path), {
    open: (name, { numFmtId, formatCode }) => {
      const id = Number(numFmtId);
      if (name === 'numFmt') own.set(id, showsDate(formatCode ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(own.get(id) ?? DATE_FORMATS.has(id));
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

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  raw: string;
  formula: boolean;
}

const readCell = ({ type, style, raw, formula }: OpenCell, texts: readonly string[], dates: readonly boolean[]): ReadCell | undefined => {
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
  return { kind: 'number', digits: raw, isDate: dates[style] ?? false };
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
    const dates = await dateStyles(archive);
    const rows: ReadRow[] = [];
    let row = 0;
    let cells = new Map<number, ReadCell>();
    let cell: OpenCell | undefined;
    let taking = false;
    await walkXml(archive.read(path), {
      open: (name, attributes) => {
        if (name === 'row') {
          row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']);
          cells = new Map();
        } else if (name === 'c') {
          const place = PLACE.exec(attributes['r'] ?? '');
          const column = place === null ? cells.size : columnOf(place[1]!);
          cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), raw: '', formula: false };
        } else if (name === 'f' && cell !== undefined) cell.formula = true;
        taking = cell !== undefined && (name === 'v' || name === 't');
      },
      text: (text) => {
        if (!taking || cell === undefined) return;
        cell.raw += text;
        if (cell.raw.length > XLSX_LIMITS.cell) throw tooMuch('单元格文本过长。', 'The text of a cell is too long.');
      },
      close: (name) => {
        if (name === 'v' || name === 't') taking = false;
        if (name === 'c' && cell !== undefined) {
          const read = readCell(cell, texts, dates);
          if (read !== undefined && cell.column >= XLSX_LIMITS.columns)
            throw tooMuch(`工作表超过 ${XLSX_LIMITS.columns} 列。`, `The sheet has more than ${XLSX_LIMITS.columns} columns.`);
          if (read !== undefined) cells.set(cell.column, read);
          cell = undefined;
        }
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
