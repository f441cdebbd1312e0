import type { Readable } from 'node:stream';

/** What is known of an object once all of it is there. */
export interface StoredObject {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** More came than may be kept: what was kept of it is gone again. */
export class ObjectTooLarge extends Error {}

/**
 * Where files are kept, outside the database (对象存储). Keys are ours (letters, digits, `-`, `_`, `/`) and never what a person wrote; an object is written once.
 */
export interface ObjectStore {
  /** Keeps all that comes, or nothing: throws `ObjectTooLarge` beyond `limit` bytes, and what the source throws. */
  put(key: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<StoredObject>;
  /** The object as a stream; undefined: there is none. */
  get(key: string): Promise<Readable | undefined>;
  /** Takes it away; no error when it is not there. */
  delete(key: string): Promise<void>;
}

const KEY = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*){1,4}$/;

/** Throws for a key that is none of ours: it could lead out of the store. */
export const checkKey = (key: string): void => {
  if (!KEY.test(key) || key.length > 300) throw new Error('an object key is not of the form that ours have');
};
