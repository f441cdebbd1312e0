import { oversize } from './file-size.ts';
import { checkShape, type SchemaName } from './shape-check.ts';
import { at } from './pointer.ts';
import { problem, type Problem } from './problem.ts';

/** A pack's files as parsed JSON, not yet trusted. */
export interface PackFiles {
  readonly pack: unknown;
  readonly facts: unknown;
  readonly definitions: unknown;
  readonly clauses: unknown;
  /** File name without `.json` -> content. */
  readonly questions: Readonly<Record<string, unknown>>;
}

/** Where each file stands in the assembled policy, and its schema. */
export function filesOf(files: PackFiles): { readonly schema: SchemaName; readonly base: string; readonly document: unknown }[] {
  return [
    { schema: 'pack', base: '/manifest', document: files.pack },
    { schema: 'facts', base: '/facts', document: files.facts },
    { schema: 'definitions', base: '', document: files.definitions },
    { schema: 'clauses', base: '/clauses', document: files.clauses },
    ...Object.entries(files.questions).map(([name, document]) => ({ schema: 'rules' as const, base: at('/questions', name), document })),
  ];
}

/** Shape problems that leave a file readable, so that the checks after it still run and all problems come at once. */
const READABLE = new Set(['citation-missing', 'property-not-known', 'value-not-allowed', 'text-form-invalid', 'name-form-invalid']);

/** Checks every file's shape. `readable`: what is wrong does not keep the rules from being looked at. */
export function checkFiles(files: PackFiles): { readonly problems: Problem[]; readonly readable: boolean } {
  const problems = filesOf(files).flatMap(({ schema, base, document }) => {
    // What is too large is not looked at any closer.
    const excess = oversize(document, base);
    return excess === undefined ? [...checkShape(schema, document, base), ...checkTexts(document, base)] : [excess];
  });
  return { problems, readable: problems.every(({ code }) => READABLE.has(code)) };
}

/** Half a surrogate pair has no UTF-8 form, and with it a policy has no digest. */
function checkTexts(node: unknown, pointer: string): Problem[] {
  if (typeof node === 'string')
    return node.isWellFormed()
      ? []
      : [problem('text-not-unicode', pointer, '文本含有不完整的 Unicode 字符。', 'The text holds an incomplete Unicode character.')];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [...checkTexts(key, pointer), ...checkTexts(value, at(pointer, key))]);
}
