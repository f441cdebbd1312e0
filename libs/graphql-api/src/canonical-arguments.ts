import { canonicalJson } from '@guicheng/policy-model';

/** How JSON writes half of a surrogate pair, which canonical JSON refuses; an even number of backslashes before it stands for themselves. */
const HALF_PAIR = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * The one text of what a caller gave, whatever the order of names; for comparing and digesting. What was left out and what is null differ. Any text may stand in it: a half surrogate
 * pair, which use cases refuse in their own words, counts as U+FFFD here.
 */
export const canonicalArguments = (value: unknown): string =>
  canonicalJson(JSON.parse(JSON.stringify(value).replaceAll(HALF_PAIR, '$1\ufffd')));
