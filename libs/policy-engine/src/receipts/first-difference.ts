import { at, canonicalJson, type Decision, type JsonValue } from '@guicheng/policy-model';

/** One place at which a recorded and a recomputed decision part. */
export interface DecisionDifference {
  /** JSON Pointer into the decision, e.g. `/outcome/route`; empty: the decision as a whole. */
  readonly pointer: string;
  /** Absent: only the recomputed decision has the place. */
  readonly recorded?: JsonValue;
  /** Absent: only the recorded decision has the place, or nothing could be recomputed. */
  readonly recomputed?: JsonValue;
}

/** The contract's order: who answered and how far stands before what was answered. */
const ORDER: readonly (keyof Decision)[] = [
  'id',
  'district',
  'question',
  'asOf',
  'policy',
  'policyStatus',
  'digest',
  'status',
  'outcome',
  'missingFacts',
  'blockers',
  'warnings',
  'because',
  'contested',
  'error',
];

type JsonObject = { readonly [key: string]: JsonValue };

const isObject = (value: JsonValue): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of both: the contract's first and in its order, others by code point. */
const keysOf = (one: JsonObject, other: JsonObject, isDecision: boolean): readonly string[] => {
  const all = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  if (!isDecision) return all;
  const known = ORDER.filter((key) => all.includes(key));
  return [...known, ...all.filter((key) => !(ORDER as readonly string[]).includes(key))];
};

const own = (value: JsonObject, key: string): JsonValue | undefined => (Object.hasOwn(value, key) ? value[key] : undefined);

const differenceAt = (
  pointer: string,
  recorded: JsonValue | undefined,
  recomputed: JsonValue | undefined,
): DecisionDifference | undefined => {
  if (recorded === undefined && recomputed === undefined) return undefined;
  if (recorded === undefined || recomputed === undefined)
    return { pointer, ...(recorded === undefined ? {} : { recorded }), ...(recomputed === undefined ? {} : { recomputed }) };
  if (isObject(recorded) && isObject(recomputed)) return firstOf(pointer, recorded, recomputed);
  if (Array.isArray(recorded) && Array.isArray(recomputed)) return firstItem(pointer, recorded, recomputed);
  return canonicalJson(recorded) === canonicalJson(recomputed) ? undefined : { pointer, recorded, recomputed };
};

const firstOf = (pointer: string, recorded: JsonObject, recomputed: JsonObject): DecisionDifference | undefined => {
  for (const key of keysOf(recorded, recomputed, pointer === '')) {
    const found = differenceAt(at(pointer, key), own(recorded, key), own(recomputed, key));
    if (found !== undefined) return found;
  }
  return undefined;
};

const firstItem = (pointer: string, recorded: readonly JsonValue[], recomputed: readonly JsonValue[]): DecisionDifference | undefined => {
  for (let index = 0; index < Math.max(recorded.length, recomputed.length); index += 1) {
    const found = differenceAt(at(pointer, index), recorded[index], recomputed[index]);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The first place, in the contract's order of fields, at which two decisions part; undefined: they say the same. */
export const firstDifference = (recorded: JsonValue, recomputed: JsonValue): DecisionDifference | undefined =>
  differenceAt('', recorded, recomputed);
