import { parseCivilDate, parseCivilMonth, parseDecimal, parseYuan, type Result } from '@guicheng/kernel';
import { simple, type Type } from './type.ts';
import type { Value } from './value.ts';

type Parse = (written: string | number) => Value | undefined;

const exact =
  (parse: (written: string | number) => Result<number, string>): Parse =>
  (written) => {
    const parsed = parse(written);
    return parsed.ok ? parsed.value : undefined;
  };

const textual =
  (parse: (text: string) => number | undefined): Parse =>
  (written) =>
    typeof written === 'string' ? parse(written) : undefined;

/** The operators that write a typed literal: name -> how it is read, and its type. */
export const LITERALS: Readonly<Record<string, { readonly parse: Parse; readonly type: Type; readonly exampleZh: string }>> = {
  yuan: { parse: exact(parseYuan), type: simple('money'), exampleZh: '{"yuan": 1000000}' },
  percent: { parse: exact(parseDecimal), type: simple('percent'), exampleZh: '{"percent": 30}' },
  decimal: { parse: exact(parseDecimal), type: simple('decimal'), exampleZh: '{"decimal": "0.5"}' },
  date: { parse: textual(parseCivilDate), type: simple('date'), exampleZh: '{"date": "2024-07-31"}' },
  month: { parse: textual(parseCivilMonth), type: simple('month'), exampleZh: '{"month": "2024-07"}' },
};
