import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalArguments } from '../canonical-arguments.ts';

/** Where an entry stands in a sorted list: what it is sorted by, then what tells it from all others. Plain JSON. */
export type Position = readonly (string | number | boolean)[];

/** The list that a cursor belongs to: one given by another list, another district, filter or order is no cursor of this one. */
export interface ListScope {
  readonly list: string;
  /** The tenant; null: a list that is public. */
  readonly district: string | null;
  readonly filter: unknown;
  readonly order: unknown;
}

/** Writes and reads cursors. */
export interface Cursors {
  write(scope: ListScope, position: Position): string;
  /** Undefined: not a cursor that this list gave. */
  read(scope: ListScope, cursor: string): Position | undefined;
}

/** Half of an HMAC-SHA-256: nobody guesses 128 bits. */
const MARK_BYTES = 16;

/** Base64url characters of a mark. */
const MARK_LENGTH = 22;

/** A sort key is a title at most. */
const LONGEST = 4_000;

/** Cursors signed under a key derived from this one, of the deployment: each process reads what another wrote. */
export const cursorsWith = (key: Uint8Array): Cursors => {
  const signing = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'guicheng cursor', 32));
  const markOf = (scope: ListScope, position: string): Buffer =>
    createHmac('sha256', signing)
      .update(canonicalArguments([scope, position]))
      .digest()
      .subarray(0, MARK_BYTES);
  const written = (scope: ListScope, text: string): string =>
    markOf(scope, text).toString('base64url') + Buffer.from(text, 'utf8').toString('base64url');
  return {
    write: (scope, position) => written(scope, JSON.stringify(position)),
    read: (scope, cursor) => {
      if (cursor.length > LONGEST) return undefined;
      const text = Buffer.from(cursor.slice(MARK_LENGTH), 'base64url').toString('utf8');
      // Compared as a whole: base64 has several texts for the same bytes.
      const [given, ours] = [Buffer.from(cursor), Buffer.from(written(scope, text))];
      return given.length === ours.length && timingSafeEqual(given, ours) ? (JSON.parse(text) as Position) : undefined;
    },
  };
};
