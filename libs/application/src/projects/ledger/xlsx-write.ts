import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { fixedParts, SHEET_END, SHEET_START, STYLE, xmlText } from './xlsx-parts.ts';

/** A cell: a text, which stays a text whatever it begins with; a decimal number as its exact digits; or nothing. */
export type Cell = { readonly text: string } | { readonly number: string; readonly style: 'wan' | 'whole' } | null;

/** Rows that Excel takes, the heading among them. */
export const MOST_SHEET_ROWS = 1_048_576;
/** Characters that Excel takes in a cell. */
export const LONGEST_CELL = 32_767;

/** A, B … Z, AA … */
export const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, LONGEST_CELL))}</t></is></c>`;

const cellXml = (cell: Cell, place: string, heading: boolean): string => {
  if (cell === null) return '';
  if ('text' in cell) return textCell(place, cell.text, heading ? STYLE.heading : STYLE.text);
  return `<c r="${place}" s="${STYLE[cell.style]}"><v>${cell.number}</v></c>`;
};

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells.map((cell, index) => cellXml(cell, `${columnName(index)}${row}`, row === 1)).join('')}</row>`;

async function* sheetXml(headings: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield (
    SHEET_START +
    rowXml(
      headings.map((text) => ({ text })),
      1,
    )
  );
  let row = 1;
  for await (const cells of rows) yield rowXml(cells, (row += 1));
  yield SHEET_END;
}

/**
 * An .xlsx of one sheet as a stream, however many rows: nothing is held but what is being written. Every text is an inline string in a text-formatted cell, so that
 * `=1+1` is those four characters and no formula. What `rows` throws destroys the stream.
 */
export const writeXlsx = (sheetName: string, headings: readonly string[], rows: AsyncIterable<readonly Cell[]>): Readable => {
  const zip = new ZipFile();
  // The same content gives the same bytes.
  const options = { mtime: new Date(Date.UTC(2000, 0, 1)), forceDosTimestamp: true };
  for (const [path, text] of Object.entries(fixedParts(sheetName))) zip.addBuffer(Buffer.from(text), path, options);
  const out = new PassThrough();
  const sheet = Readable.from(sheetXml(headings, rows));
  const fail = (error: Error): void => void out.destroy(error);
  sheet.on('error', fail);
  out.on('close', () => sheet.destroy());
  zip.on('error', fail);
  zip.addReadStream(sheet.map((text: string) => Buffer.from(text)).on('error', fail), 'xl/worksheets/sheet1.xml', options);
  zip.end();
  zip.outputStream.on('error', fail).pipe(out);
  return out;
};
