import type { Expression } from '@guicheng/policy-model';

/** What an input said, as a message repeats it: no longer than a line, whatever stood there. */
export function shownText(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : String(value);
  return text.length > LONGEST_SHOWN ? `${[...text.slice(0, LONGEST_SHOWN)].slice(0, -1).join('')}…` : text;
}

const LONGEST_SHOWN = 80;

/** The first few of many names, and how it goes on. */
export const shownNames = (names: readonly string[]): string[] => [...names.slice(0, 5).map(shownText), ...(names.length > 5 ? ['…'] : [])];

/** Characters (UTF-16 units) of the texts that stand directly in an expression. */
export function charactersOf(expression: Expression | undefined): number {
  if (typeof expression === 'string') return expression.length;
  if (!Array.isArray(expression)) return 0;
  return (expression as readonly Expression[]).reduce<number>((sum, member) => sum + (typeof member === 'string' ? member.length : 0), 0);
}
