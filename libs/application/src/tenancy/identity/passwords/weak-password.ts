import { COMMON_ROOTS, RUNS } from './first-guesses.ts';

/** A guess has this many characters beside a known word: our choice. */
const FEW = 5;
/** Four characters in a row of keys are a run; our choice. */
const RUN = 4;

const backwards = (text: string): string => [...text].reverse().join('');
const ALL_RUNS = RUNS.flatMap((run) => [run, backwards(run)]);

/** The longest beginning of `text` that runs along a row of keys; less than four characters are none. */
const runLength = (text: string): number => {
  let length = 0;
  while (length < text.length && ALL_RUNS.some((run) => run.includes(text.slice(0, length + 1)))) length++;
  return length >= RUN ? length : 0;
};

/** How many characters are left when runs are taken as one each. */
const withoutRuns = (text: string): number => {
  let left = 0;
  for (let rest = text; rest !== ''; left++) rest = rest.slice(runLength(rest) || 1);
  return left;
};

const isRepetition = (text: string): boolean => {
  for (let period = 1; period <= text.length / 2; period++)
    if (text === text.slice(0, period).repeat(text.length).slice(0, text.length)) return true;
  return false;
};

/**
 * Whether a password is one of the first that somebody would try: a common root or one of `words` (login, district, unit: what is known of the account) with up to
 * five characters around it, one piece repeated, or little else than rows of keys. Upper and lower case are one.
 */
export const isWeakPassword = (password: string, words: readonly string[]): boolean => {
  const text = password.normalize('NFKC').toLowerCase();
  const known = [...COMMON_ROOTS, ...words.map((word) => word.normalize('NFKC').toLowerCase())].filter((word) => word.length >= 2);
  if (isRepetition(text) || withoutRuns(text) <= FEW) return true;
  return known.some((word) => text.includes(word) && withoutRuns(text.replaceAll(word, '')) <= FEW);
};
