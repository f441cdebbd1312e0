import { problem, type Problem } from '@guicheng/policy-model';
import { MOST_TOKENS } from './query-limits.ts';

/**
 * Brackets within brackets. The deepest document within our limits has 16 levels of fields, and 32 of JSON in an argument; parsers of GraphQL call themselves
 * for each, and some two thousand end their stack.
 */
export const MOST_NESTING = 100;

const [QUOTE, BACKSLASH, HASH, DOT, PLUS, MINUS] = [0x22, 0x5c, 0x23, 0x2e, 0x2b, 0x2d];
const OPENING = new Set([...'{[('].map((bracket) => bracket.charCodeAt(0)));
const CLOSING = new Set([...'}])'].map((bracket) => bracket.charCodeAt(0)));
/** White space, the byte order mark and commas mean nothing in GraphQL. */
const IGNORED = new Set([...' \t\n\r,\ufeff'].map((character) => character.charCodeAt(0)));

const isLineEnd = (code: number): boolean => code === 0x0a || code === 0x0d;
const isWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code > 0x7f;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** What a number may hold after its first character. */
const isNumeral = (code: number): boolean => isWord(code) || code === DOT || code === PLUS || code === MINUS;

/** Where a string that starts at `start` ends; the text's end where it does not. */
const afterString = (text: string, start: number): number => {
  if (text.startsWith('"""', start)) {
    let end = text.indexOf('"""', start + 3);
    while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH) end = text.indexOf('"""', end + 3);
    return end < 0 ? text.length : end + 3;
  }
  let at = start + 1;
  for (; at < text.length && text.charCodeAt(at) !== QUOTE && !isLineEnd(text.charCodeAt(at)); at += 1)
    if (text.charCodeAt(at) === BACKSLASH) at += 1;
  return at + 1;
};

/** Where the token, string or comment that starts at `start` ends. */
const afterToken = (text: string, start: number): number => {
  const code = text.charCodeAt(start);
  if (code === QUOTE) return afterString(text, start);
  let at = start + 1;
  if (code === HASH) while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
  else if (code === DOT) while (text.charCodeAt(at) === DOT) at += 1;
  else if (isDigit(code) || code === MINUS) while (isNumeral(text.charCodeAt(at))) at += 1;
  else if (isWord(code)) while (isWord(text.charCodeAt(at))) at += 1;
  return at;
};

const tooLong = problem(
  'document-too-long',
  '/query',
  `查询语句超过 ${MOST_TOKENS} 个词，未作解析：请把成批的事实放进变量。`,
  `The document has more than ${MOST_TOKENS} tokens and was not parsed: put the facts of a batch into variables.`,
);

const tooDeep = problem(
  'document-too-deep',
  '/query',
  `查询语句的括号嵌套超过 ${MOST_NESTING} 层，未作解析。`,
  `The document nests brackets deeper than ${MOST_NESTING} levels and was not parsed.`,
);

/** Why a document is not even parsed: found in one pass over its text, with nothing that calls itself. */
export const documentTextProblem = (text: string): Problem | undefined => {
  let tokens = 0;
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (IGNORED.has(code)) {
      at += 1;
      continue;
    }
    if (code !== HASH && (tokens += 1) > MOST_TOKENS) return tooLong;
    if (OPENING.has(code) && (depth += 1) > MOST_NESTING) return tooDeep;
    if (CLOSING.has(code)) depth -= 1;
    at = afterToken(text, at);
  }
  return undefined;
};
