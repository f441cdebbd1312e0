import { err, ok } from './result.ts';
import type { Result } from './result.ts';

/** Why a text is no JSON that can be relied on. */
export type JsonTextError =
  | { readonly kind: 'not-json'; readonly cause: SyntaxError }
  /** Which of two values was meant cannot be known. `path` leads to the second one. */
  | { readonly kind: 'key-twice'; readonly path: readonly (string | number)[] };

/** An object or a list that the reader is inside of. */
interface Level {
  /** Names so far; undefined: a list. */
  readonly keys: Set<string> | undefined;
  /** Name or index of the value that comes or is being read. */
  step: string | number;
  /** Whether the next text is a name. */
  named: boolean;
}

/** Decimals of up to so many digits all differ as binary numbers, and come back as they were written. */
const CERTAIN_DIGITS = 15;

/** Size as digits without leading and trailing zeros and a power of ten: one text for one size. */
const normalForm = (number: string): string => {
  const [mantissa = '', exponent = '0'] = number.replace(/^-/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const leading = /^0*/.exec(digits)![0].length;
  const significant = digits.slice(leading).replace(/0+$/, '');
  return significant === '' ? '0' : `${significant}e${Number(exponent) + whole.length - leading}`;
};

/** A number as JSON and GraphQL write it; its own text where the number in memory would be another one. */
export const numberAsWritten = (written: string): number | string => {
  const value = Number(written);
  if (written.length <= CERTAIN_DIGITS && !/e/i.test(written)) return value;
  return Number.isFinite(value) && normalForm(String(value)) === normalForm(written) ? value : written;
};

/** The place behind a text that starts at `start`, in valid JSON. */
const endOfText = (json: string, start: number): number => {
  let end = json.indexOf('"', start + 1);
  for (;;) {
    let escapes = 0;
    while (json.charCodeAt(end - 1 - escapes) === 0x5c) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
    end = json.indexOf('"', end + 1);
  }
};

/** As many names that stand twice as are told: one for each question of a full batch. */
const MOST_TWICE = 250;

const NUMBER = /-?\d[\d.eE+-]*/y;

/** Reads valid JSON once more for what `JSON.parse` passes over in silence. */
const secondLook = (json: string): { readonly twice: (string | number)[][]; readonly inexact: [start: number, end: number][] } => {
  const levels: Level[] = [];
  const twice: (string | number)[][] = [];
  const inexact: [number, number][] = [];
  let place = 0;
  while (place < json.length) {
    const level = levels.at(-1);
    const character = json[place]!;
    if (character === '"') {
      const end = endOfText(json, place);
      if (level?.keys !== undefined && level.named) {
        const raw = json.slice(place + 1, end - 1);
        const key = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
        level.step = key;
        level.named = false;
        if (level.keys.has(key) && twice.length < MOST_TWICE) twice.push(levels.map(({ step }) => step));
        level.keys.add(key);
      }
      place = end;
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      NUMBER.lastIndex = place;
      const written = NUMBER.exec(json)![0];
      if (typeof numberAsWritten(written) === 'string') inexact.push([place, place + written.length]);
      place += written.length;
    } else {
      if (character === '{') levels.push({ keys: new Set(), step: '', named: true });
      else if (character === '[') levels.push({ keys: undefined, step: 0, named: false });
      else if (character === '}' || character === ']') levels.pop();
      else if (character === ',' && level !== undefined) {
        if (level.keys === undefined) level.step = Number(level.step) + 1;
        else level.named = true;
      }
      place += 1;
    }
  }
  return { twice, inexact };
};

const asTexts = (json: string, places: readonly [number, number][]): string => {
  let from = 0;
  const pieces = places.map(([start, end]) => {
    const piece = `${json.slice(from, start)}"${json.slice(start, end)}"`;
    from = end;
    return piece;
  });
  return pieces.join('') + json.slice(from);
};

/** JSON that was read, and the places at which a name stands twice in one object; the value there is the last. */
export interface ReadJson {
  readonly value: unknown;
  /** Paths to each second value, in order, 250 at most. */
  readonly keysTwice: readonly (readonly (string | number)[])[];
}

/**
 * Reads JSON for those who can refuse a part of it: names that stand twice are told and not refused. A number that memory cannot hold as written
 * (`999999.99999999999999` would become a million) is handed on as its text, which the readers of amounts and decimals take digit by digit.
 */
export const readJsonText = (json: string): Result<ReadJson, SyntaxError> => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return err(cause);
  }
  const { twice: keysTwice, inexact } = secondLook(json);
  return ok({ value: inexact.length === 0 ? value : JSON.parse(asTexts(json, inexact)), keysTwice });
};

/** Parses JSON without its two silent losses: numbers as `readJsonText` does, and a name that stands twice in one object is refused, where `JSON.parse` keeps the last. */
export const parseJsonText = (json: string): Result<unknown, JsonTextError> => {
  const read = readJsonText(json);
  if (!read.ok) return err({ kind: 'not-json', cause: read.error });
  const [path] = read.value.keysTwice;
  return path === undefined ? ok(read.value.value) : err({ kind: 'key-twice', path });
};
