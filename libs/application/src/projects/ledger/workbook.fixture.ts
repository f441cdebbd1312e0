import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { fixedParts, SHEET_END, SHEET_START } from './xlsx-parts.ts';
import { writeXlsx, type Cell } from './xlsx-write.ts';

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
/** A workbook of these rows, as an export writes it. */
export const workbook = (headings: readonly string[], rows: readonly (readonly Cell[])[]): Promise<Buffer> =>
  buffer(writeXlsx('台账', headings, each(rows)));
/** A cell with this text. */
export const text = (value: string): Cell => ({ text: value });

/** A workbook whose sheet is this XML. */
export const zipped = (sheet: string | Buffer, over: Readonly<Record<string, string>> = {}): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [path, part] of Object.entries({ ...fixedParts('台账'), ...over })) zip.addBuffer(Buffer.from(part), path);
  zip.addBuffer(Buffer.from(sheet), 'xl/worksheets/sheet1.xml');
  zip.end();
  return buffer(zip.outputStream);
};
/** A sheet with these rows, as XML. */
export const sheetOf = (rows: string): string => SHEET_START + rows + SHEET_END;
