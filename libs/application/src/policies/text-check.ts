import { at, problem, type Problem } from '@guicheng/policy-model';

/** Deeper input has no meaning in any fact (an object in a list in `facts` is level 4) and is not walked. */
const DEEPEST = 32;

const NUL = '\u0000';

/**
 * Text that cannot be stored or sent on: half a surrogate pair, or U+0000, which PostgreSQL's text does not hold. Also refuses
 * input nested deeper than 32 levels. Keys are checked like values; every place is named.
 */
export const checkText = (raw: unknown, pointer = '', depth = 0): Problem[] => {
  if (typeof raw === 'string') return checkString(raw, pointer);
  if (typeof raw !== 'object' || raw === null) return [];
  if (depth >= DEEPEST)
    return [problem('too-deep', pointer, `嵌套超过 ${DEEPEST} 层。`, `The input is nested deeper than ${DEEPEST} levels.`)];
  return Object.entries(raw).flatMap(([key, value]) => {
    const inKey = Array.isArray(raw) ? [] : checkString(key, pointer);
    return inKey.length > 0 ? inKey : checkText(value, at(pointer, key), depth + 1);
  });
};

const checkString = (text: string, pointer: string): Problem[] => {
  if (!text.isWellFormed())
    return [problem('text-not-unicode', pointer, '文本含有不完整的 Unicode 字符。', 'The text holds an incomplete Unicode character.')];
  if (text.includes(NUL)) return [problem('text-has-nul', pointer, '文本含有空字符（U+0000）。', 'The text holds the character U+0000.')];
  return [];
};
