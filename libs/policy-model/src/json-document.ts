import { err, ok, parseJsonText, type Result } from '@guicheng/kernel';
import { at } from './pointer.ts';
import { problem, type Problem } from './problem.ts';

/** A document as a person knows it: `--facts` is the same in both languages, a line of a batch is not. */
export interface DocumentName {
  readonly zh: string;
  readonly en: string;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON document that someone wrote. Refused with its place (`pointer` is the document's own): what is no JSON, and a name
 * that stands twice in one object, of which `JSON.parse` would keep one in silence. Numbers that memory would change come as texts.
 */
export function parseJsonDocument(text: string, pointer: string, name: DocumentName): Result<unknown, Problem> {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed;
  if (parsed.error.kind === 'not-json') {
    const { message } = parsed.error.cause;
    return err(problem('not-json', pointer, `${name.zh}不是有效的 JSON：${message}。`, `${name.en} is not valid JSON: ${message}.`));
  }
  const { path } = parsed.error;
  const key = String(path.at(-1));
  return err(
    problem(
      'key-twice',
      at(pointer, ...path),
      `${name.zh}中“${key}”在同一对象里写了两次：请只保留一处。`,
      `${name.en} gives "${key}" twice in one object: keep one of them.`,
    ),
  );
}

/** The text of a file; refused when its bytes are no UTF-8, which a lenient reader would fill with U+FFFD. A byte order mark is left out. */
export function decodeDocument(bytes: Uint8Array, pointer: string, name: DocumentName): Result<string, Problem> {
  try {
    return ok(strictUtf8.decode(bytes));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return err(problem('text-not-unicode', pointer, `${name.zh}不是有效的 UTF-8 文本。`, `${name.en} is not valid UTF-8 text.`));
  }
}
