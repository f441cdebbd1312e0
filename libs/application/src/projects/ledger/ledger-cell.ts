import { addDays, civilDateOf, formatCivilDate, parseYuan, yuanText, type CivilDate } from '@guicheng/kernel';
import type { FactDefinition, JsonValue } from '@guicheng/policy-model';
import type { ReadCell } from './xlsx-read.ts';

/** What a cell says as a fact, or why it says nothing that can be relied on. */
export type CellValue = { readonly value: JsonValue } | { readonly refused: 'formula' | 'error' | 'wrong-kind' };

/** Digits of a number as Excel shows it: it keeps 15 and stores more (`0.30000000000000004`). Undefined: no plain decimal. */
export const shownDigits = (digits: string): string | undefined => {
  const number = Number(digits);
  // From 16 digits on what was typed is gone.
  if (!Number.isFinite(number) || Math.abs(number) >= 1e15) return undefined;
  const plain = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(digits) && digits.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15;
  const text = plain ? digits : number.toPrecision(15);
  const decimal = /e/i.test(text) ? number.toFixed(Math.abs(number) < 1 ? 15 : 0) : text;
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
};

/** A plain decimal times 100, by moving the point: exact, however many digits. */
export const hundredfold = (decimal: string): string => {
  const [, minus = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const padded = fraction.padEnd(2, '0');
  const moved = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return minus + (padded.length > 2 ? `${moved}.${padded.slice(2)}` : moved);
};

/** Day 0 of Excel's count; from 1900-03-01 on it is right (it believes in a 29 February 1900). */
const ZERO_1900 = civilDateOf(1900, 1, 1)! - 2;
const ZERO_1904 = civilDateOf(1904, 1, 1)!;
const FIRST_RIGHT = 61;

const dateOf = (digits: string, from1904: boolean): string | undefined => {
  const days = Number(digits);
  if (!Number.isInteger(days) || days < FIRST_RIGHT || days > 110_000) return undefined;
  return formatCivilDate(addDays((from1904 ? ZERO_1904 : ZERO_1900) as CivilDate, days));
};

/** 万元 to yuan by moving the point: exact, however many digits. */
export const yuanOfWan = (wan: string): string | undefined => {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(wan);
  if (match === null) return undefined;
  const [, minus, whole, fraction = ''] = match;
  const moved = `${whole}${fraction.padEnd(6, '0').slice(0, 4)}`.replace(/^0+(?=\d)/, '');
  const parsed = parseYuan(`${minus}${moved}.${fraction.padEnd(6, '0').slice(4)}`);
  return parsed.ok ? yuanText(parsed.value) : undefined;
};

const TRUTH: Readonly<Record<string, boolean>> = { 是: true, 否: false, true: true, false: false, 有: true, 无: false };
const NONE = new Set(['无', '—', '-', 'null']);

const codeOf = (text: string, { enum: labels = {} }: Pick<FactDefinition, 'enum'>): string =>
  Object.hasOwn(labels, text) ? text : (Object.entries(labels).find(([, label]) => label === text)?.[0] ?? text);

const fromText = (text: string, definition: FactDefinition, unit: 'yuan' | 'wan' | null): CellValue => {
  const { type, nullable } = definition;
  if (nullable === true && NONE.has(text)) return { value: null };
  switch (type) {
    case 'boolean':
      return Object.hasOwn(TRUTH, text) ? { value: TRUTH[text]! } : { refused: 'wrong-kind' };
    case 'code':
      return { value: codeOf(text, definition) };
    case 'list-of-code':
      return { value: text.split(/[、,，;；]/).map((one) => codeOf(one.trim(), definition)) };
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? { value: Number(text) } : { refused: 'wrong-kind' };
    case 'money': {
      const plain = text.replaceAll(/[,，]/g, '');
      const yuan = unit === 'wan' ? yuanOfWan(plain) : plain;
      return yuan === undefined ? { refused: 'wrong-kind' } : { value: yuan };
    }
    case 'decimal':
      return { value: text };
    case 'percent':
      return { value: text.replace(/[%％]$/, '') };
    case 'date':
      return {
        value: text.replace(
          /^(\d{4})[./年](\d{1,2})[./月](\d{1,2})日?$/,
          (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
        ),
      };
    case 'month':
      return { value: text.replace(/^(\d{4})[./年](\d{1,2})月?$/, (_, y: string, m: string) => `${y}-${m.padStart(2, '0')}`) };
    case 'text':
    case 'instant':
      return { value: text };
    default:
      return { refused: 'wrong-kind' };
  }
};

const fromNumber = (
  { digits, format }: Extract<ReadCell, { readonly kind: 'number' }>,
  definition: FactDefinition,
  unit: 'yuan' | 'wan' | null,
  from1904: boolean,
): CellValue => {
  const { type } = definition;
  if (type === 'date') {
    const date = format === 'date' ? dateOf(digits, from1904) : undefined;
    return date === undefined ? { refused: 'wrong-kind' } : { value: date };
  }
  const shown = shownDigits(digits);
  if (shown === undefined) return { refused: 'wrong-kind' };
  if (format === 'percent') return type === 'percent' ? { value: hundredfold(shown) } : { refused: 'wrong-kind' };
  // A date where an amount should be, or the other way round, is not guessed at; nor is a number that is seen as another.
  if (format !== 'plain' && !(format === 'wan' && unit === 'wan')) return { refused: 'wrong-kind' };
  if (type === 'text' || type === 'code') return { value: shown };
  if (['money', 'decimal', 'percent', 'integer'].includes(type)) return fromText(shown, definition, unit);
  return { refused: 'wrong-kind' };
};

/** A cell as a fact that still has to be checked. Formulas are not worked out; errors, and cells of another kind than the fact, are refused. */
export const factOfCell = (cell: ReadCell, definition: FactDefinition, unit: 'yuan' | 'wan' | null, from1904: boolean): CellValue => {
  if (cell.kind === 'formula' || cell.kind === 'error') return { refused: cell.kind };
  if (cell.kind === 'boolean') return definition.type === 'boolean' ? { value: cell.value } : { refused: 'wrong-kind' };
  if (cell.kind === 'number') return fromNumber(cell, definition, unit, from1904);
  return fromText(cell.text.trim(), definition, unit);
};

/** A cell as a word (code, title, unit); undefined: nothing, or nothing that can be relied on. */
export const wordOfCell = (cell: ReadCell | undefined): string | undefined => {
  if (cell?.kind === 'text') return cell.text.trim();
  return cell?.kind === 'number' && cell.format === 'plain' ? shownDigits(cell.digits) : undefined;
};
