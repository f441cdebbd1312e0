import { at, problem, type Problem } from '@guicheng/policy-model';

/** Deeper input has no meaning in any fact (an object in a list in `facts` is level 4) and is not walked. */
const DEEPEST = 32;

const NUL = '\u0000';

/**
 * Text that cannot be stored or sent on: half a surrogate pair, or U+0000, which PostgreSQL's text does not hold. Also refuses
 * input nested deeper than 32 levels. Keys are checked like values; every place is named.
 */
export const checkText = (raw: unknown, pointer = ''): Problem[] => {
  const found: Found[] = [];
  walk(raw, [], found);
  return found.map(({ path, ...words }) => problem(words.code, at(pointer, ...path), words.zh, words.en));
};

interface Found extends Pick<Problem, 'code' | 'zh' | 'en'> {
  readonly path: readonly string[];
}

const TOO_DEEP = { code: 'too-deep', zh: `嵌套超过 ${DEEPEST} 层。`, en: `The input is nested deeper than ${DEEPEST} levels.` };
const NOT_UNICODE = {
  code: 'text-not-unicode',
  zh: '文本含有不完整的 Unicode 字符。',
  en: 'The text holds an incomplete Unicode character.',
};
const HAS_NUL = { code: 'text-has-nul', zh: '文本含有空字符（U+0000）。', en: 'The text holds the character U+0000.' };

/** `path`: where `raw` stands; written as a pointer only when there is something to say about it. */
const walk = (raw: unknown, path: string[], found: Found[]): void => {
  if (typeof raw === 'string') {
    checkString(raw, path, found);
    return;
  }
  if (typeof raw !== 'object' || raw === null) return;
  if (path.length >= DEEPEST) {
    found.push({ ...TOO_DEEP, path: [...path] });
    return;
  }
  const isObject = !Array.isArray(raw);
  for (const key of Object.keys(raw)) {
    if (isObject && !checkString(key, path, found)) continue;
    path.push(key);
    walk((raw as Readonly<Record<string, unknown>>)[key], path, found);
    path.pop();
  }
};

/** Whether the text can be kept; else what is wrong with it is among what was found. */
const checkString = (text: string, path: readonly string[], found: Found[]): boolean => {
  const wrong = !text.isWellFormed() ? NOT_UNICODE : text.includes(NUL) ? HAS_NUL : undefined;
  if (wrong !== undefined) found.push({ ...wrong, path: [...path] });
  return wrong === undefined;
};
