import { counted } from '@guicheng/kernel';
import { at } from '../pointer.ts';
import { problem, type Problem } from '../problem.ts';
import { parseFactValue, type FactValue } from '../value-parse.ts';
import type { FieldType, FormField } from './form.ts';

/** Most Unicode characters of any text answer, blanks included: a bound of the machine's, not of the law's. */
export const LONGEST_ANSWER = 20_000;

/** Field types whose answers are facts' values, read by the same parser. */
const EXACT = new Set<FieldType>(['integer', 'decimal', 'percent', 'money', 'date', 'month']);
const WRITTEN = new Set<FieldType>(['text', 'signature', 'attachment']);

/** Characters of a text as 字数 counts them: every Unicode character once, also beyond the basic plane, punctuation too; blanks and line ends are left out. */
export const nonBlankCharacters = (text: string): number => [...text.replace(/\s/gu, '')].length;

/** Whether the field counts as filled: not absent, not blank, and a seal that is there. */
export function isFilled(field: FormField, answer: unknown): boolean {
  if (answer === undefined || answer === null) return false;
  if (field['x-type'] === 'seal') return answer === true;
  if (typeof answer === 'string') return answer.trim() !== '';
  return Array.isArray(answer) ? answer.length > 0 : true;
}

/** The answer as the engine computes (fen, days, months …); undefined: it is none of the exact types, or not a value of its type. */
export function exactValue(field: FormField, answer: unknown): FactValue | undefined {
  if (!EXACT.has(field['x-type']) || answer === undefined) return undefined;
  const parsed = parseFactValue({ type: field['x-type'] as 'money', titleZh: field.title, meaning: field['x-titleEn'] }, answer, '');
  return 'problem' in parsed ? undefined : parsed.value;
}

/** What is wrong with an answer that its JSON Schema cannot say: inexact amounts, days that do not exist, blank or broken texts. */
export function answerProblems(field: FormField, answer: unknown, pointer: string): Problem[] {
  if (EXACT.has(field['x-type'])) {
    const parsed = parseFactValue({ type: field['x-type'] as 'money', titleZh: field.title, meaning: field['x-titleEn'] }, answer, pointer);
    return 'problem' in parsed ? [parsed.problem] : [];
  }
  if (!WRITTEN.has(field['x-type']) || typeof answer !== 'string') return [];
  if (!answer.isWellFormed())
    return [
      problem(
        'text-not-unicode',
        pointer,
        `“${field.title}”含有不完整的 Unicode 字符。`,
        `"${field['x-titleEn']}" holds an incomplete Unicode character.`,
      ),
    ];
  if (answer.trim() === '')
    return [
      problem(
        'field-empty',
        pointer,
        `“${field.title}”只有空白：没有内容时请不要填写。`,
        `"${field['x-titleEn']}" is blank: leave it out when there is nothing to say.`,
      ),
    ];
  const limit = field['x-maxCharacters'];
  if (limit !== undefined && nonBlankCharacters(answer) > limit) return [tooLong(field, limit, nonBlankCharacters(answer), pointer)];
  const length = [...answer].length;
  return length > LONGEST_ANSWER ? [tooLong(field, LONGEST_ANSWER, length, pointer)] : [];
}

const tooLong = (field: FormField, limit: number, length: number, pointer: string): Problem =>
  problem(
    'text-too-long',
    pointer,
    `“${field.title}”最多 ${limit} 字，现有 ${length} 字。`,
    `"${field['x-titleEn']}" has at most ${counted(limit, 'character')}; there are ${length}.`,
  );

/** Answers of a repeating table with their pointers; empty when there is no table. */
export const rowsWithPlaces = (
  answer: unknown,
  pointer: string,
): { readonly row: Readonly<Record<string, unknown>>; readonly place: string }[] =>
  Array.isArray(answer)
    ? answer.flatMap((row: unknown, index) =>
        typeof row === 'object' && row !== null && !Array.isArray(row)
          ? [{ row: row as Readonly<Record<string, unknown>>, place: at(pointer, index) }]
          : [],
      )
    : [];
