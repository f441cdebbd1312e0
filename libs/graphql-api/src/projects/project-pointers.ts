import type { Problem } from '@guicheng/policy-model';

/** What the use cases name otherwise than callers do. */
const NAMES: Readonly<Record<string, string>> = { '/projectId': '/id', '/unitId': '/unit' };

/** The place as the caller sent it; the whole call and the key, which stands beside the input, have the same place everywhere. */
const placeOf = (pointer: string, within: string): string =>
  pointer === '' || pointer === '/idempotencyKey' ? pointer : `${within}${NAMES[pointer] ?? pointer}`;

/** Problems at the places of a field's arguments. */
export const atArguments = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map((one) => ({ ...one, pointer: placeOf(one.pointer, '') }));

/** Problems at the places of a field's argument `input`. */
export const atInput = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map((one) => ({ ...one, pointer: placeOf(one.pointer, '/input') }));
