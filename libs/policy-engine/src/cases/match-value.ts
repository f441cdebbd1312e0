import type { JsonValue } from '@guicheng/policy-model';
import { sameDecimal } from './exact-equality.ts';

/** One place where an answer is not what was expected. `got` undefined: absent. */
export interface Mismatch {
  /** JSON Pointer into the decision. */
  readonly pointer: string;
  readonly expected: JsonValue;
  readonly got: JsonValue | undefined;
}

/**
 * Deep subset by the contract: an object holds at least the expected fields, a list is the same set, a number the same exact
 * decimal; absent and `null` differ.
 */
export function matchValue(expected: JsonValue, got: JsonValue | undefined, pointer: string): Mismatch[] {
  const wrong = [{ pointer, expected, got }];
  if (isList(expected)) return isList(got) && sameSet(expected, got) ? [] : wrong;
  if (isObject(expected)) {
    if (!isObject(got)) return wrong;
    return Object.keys(expected).flatMap((name) =>
      matchValue(expected[name] ?? null, Object.hasOwn(got, name) ? got[name] : undefined, `${pointer}/${escape(name)}`),
    );
  }
  return sameScalar(expected, got) ? [] : wrong;
}

function sameSet(expected: readonly JsonValue[], got: readonly JsonValue[]): boolean {
  const matches = (a: JsonValue, b: JsonValue) => matchValue(a, b, '').length === 0;
  return expected.every((a) => got.some((b) => matches(a, b))) && got.every((b) => expected.some((a) => matches(a, b)));
}

function sameScalar(expected: JsonValue, got: JsonValue | undefined): boolean {
  if (expected === got) return true;
  const isNumeric = typeof expected === 'number' || typeof got === 'number';
  return isNumeric && isDecimal(expected) && isDecimal(got) && sameDecimal(expected, got);
}

const isDecimal = (value: JsonValue | undefined): value is number | string => typeof value === 'number' || typeof value === 'string';
const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
