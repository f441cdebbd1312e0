/** What an archive says first: what it is, and of which schema. */
export interface ArchiveHeader {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** ISO 8601, UTC: when the snapshot was taken, by the database's clock. */
  readonly takenAt: string;
  /** Names of the migrations that the database had had, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableShape[];
}

/** A table as the catalog describes it. */
export interface TableShape {
  readonly name: string;
  /** Name and type of each column, in order. */
  readonly columns: readonly string[];
}

/** How much one table holds, and the digest of it. */
export interface TableCount {
  readonly name: string;
  readonly rows: number;
  /** SHA-256, hex, over its rows' texts, each followed by a line feed, in the order of the keys. */
  readonly sha256: string;
}

/** Where a sequence stands. */
export interface SequenceState {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
}

/** What an archive says last; without it the archive is not whole. */
export interface ArchiveManifest {
  readonly tables: readonly TableCount[];
  readonly sequences: readonly SequenceState[];
  /** SHA-256, hex, over all lines before this one. */
  readonly sha256: string;
}

/**
 * A gzip of lines of JSON: the header; for each table `{"table": name}` and its rows, each a JSON string of the row as PostgreSQL writes it; the
 * manifest as `{"manifest": …}`.
 */
export const FORMAT = 'guicheng-backup';
/** Another version is read by another program. */
export const VERSION = 1;

/** Rows that are fetched or inserted at once. */
export const BATCH = 200;
