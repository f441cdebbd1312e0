import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { XLSX_LIMITS } from './xlsx-limits.ts';

/** A file that is no workbook, or none that is read; what a person can cause. */
export class XlsxRefused extends Error {
  constructor(
    readonly code: string,
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

const notXlsx = new XlsxRefused(
  'not-xlsx',
  '文件不是有效的 .xlsx 工作簿（加密的、.xls 或损坏的文件不能导入）。',
  'The file is no .xlsx workbook that can be read (one that is encrypted, an .xls or damaged cannot).',
);
const tooLarge = new XlsxRefused('xlsx-too-large', '工作簿解压后过大，不予读取。', 'The workbook unpacks to more than is read.');

/** A workbook's parts by their path, unpacked within bounds. */
export interface XlsxArchive {
  has(path: string): boolean;
  /** The part as text chunks. Throws `XlsxRefused` beyond the bounds: what the archive says of its own sizes is not relied on. */
  read(path: string): AsyncIterable<string>;
  close(): void;
}

const opened = (file: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error !== null) reject(notXlsx);
      else resolve(zip);
    });
  });

const entriesOf = (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    if (zip.entryCount > XLSX_LIMITS.entries) return reject(tooLarge);
    zip.on('error', () => reject(notXlsx));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      // The first of two: what another reader sees is not for us to guess.
      if (entries.has(entry.fileName)) return reject(notXlsx);
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    if (entry.isEncrypted()) return reject(notXlsx);
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(notXlsx)));
  });

/** Opens a workbook. Throws `XlsxRefused`. */
export const openArchive = async (file: Buffer): Promise<XlsxArchive> => {
  if (file.length > XLSX_LIMITS.bytes) throw tooLarge;
  const zip = await opened(file);
  const entries = await entriesOf(zip);
  let left: number = XLSX_LIMITS.unpacked;
  return {
    has: (path) => entries.has(path),
    close: () => zip.close(),
    read: async function* (path) {
      const entry = entries.get(path);
      if (entry === undefined) throw notXlsx;
      const decoder = new TextDecoder('utf-8', { fatal: true });
      try {
        for await (const chunk of await streamOf(zip, entry)) {
          left -= (chunk as Buffer).length;
          if (left < 0) throw tooLarge;
          yield decoder.decode(chunk as Buffer, { stream: true });
        }
        yield decoder.decode();
      } catch (cause) {
        // Broken compression, wrong sizes, no UTF-8: the sender's file, whichever it is.
        throw cause instanceof XlsxRefused ? cause : notXlsx;
      }
    },
  };
};

/** The file is no workbook. */
export { notXlsx };
