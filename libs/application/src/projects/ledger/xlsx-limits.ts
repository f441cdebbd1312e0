/** What a workbook that somebody sends may hold at most; our choices, ten times a large district's ledger. */
export const XLSX_LIMITS = {
  /** Bytes of the file. */
  bytes: 20 * 1024 * 1024,
  /** Bytes of each part that is read, unpacked: a few kilobytes can unpack to gigabytes. */
  unpacked: 100 * 1024 * 1024,
  /** Files in the archive. */
  entries: 1_000,
  /** Rows of the sheet, the heading among them. */
  rows: 20_001,
  /** Columns. */
  columns: 200,
  /** Characters of a cell. */
  cell: 32_767,
  /** Different texts. */
  texts: 1_000_000,
  /** Levels of XML elements. */
  levels: 32,
} as const;
