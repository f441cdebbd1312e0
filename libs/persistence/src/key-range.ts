/** Which page of a list by one key to read. */
export interface KeyRange {
  /** Behind this key, or before it when `backwards`; null: from the end that is walked from. */
  readonly from: string | null;
  readonly backwards: boolean;
  readonly limit: number;
}

/** Rows in the list's order, whichever way they were walked. */
export const inListOrder = <T>(rows: readonly T[], { backwards }: KeyRange): T[] => (backwards ? rows.toReversed() : [...rows]);
