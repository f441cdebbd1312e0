import { civilDateOf, isStorable, parseCivilDate, type CivilDate } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

/** In place of a day that is none; what holds it is not carried out. */
const EPOCH = civilDateOf(1970, 1, 1) as CivilDate;
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u;
const isOneLine = (text: string): boolean => isStorable(text) && !FORBIDDEN.test(text);
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const PHONE = /^\+?[0-9][0-9 ()-]{3,29}$/;
const EMAIL = /^[^\s@"<>]{1,64}@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/;

/** Reads an input whole and keeps everything that is wrong with it; what a method gives of a wrong value is not to be used. */
export class Reading {
  readonly problems: Problem[] = [];

  /** A civil date, `YYYY-MM-DD`. */
  day(field: string, value: unknown): CivilDate {
    const day = typeof value === 'string' ? parseCivilDate(value) : undefined;
    if (day === undefined)
      this.#wrong('date-not-valid', field, '日期应为存在的日期，写作 YYYY-MM-DD。', 'A day is written YYYY-MM-DD and exists.');
    return day ?? EPOCH;
  }

  /** A civil date, or null where none is given. */
  dayOrNull(field: string, value: unknown): CivilDate | null {
    return value === undefined || value === null ? null : this.day(field, value);
  }

  /** Days from the first to the last, which may be open. */
  days(from: unknown, to: unknown): { readonly from: CivilDate; readonly to: CivilDate | null } {
    return this.#ordered({ from: this.day('from', from), to: this.dayOrNull('to', to) });
  }

  /** Days from the first to the last. */
  closedDays(from: unknown, to: unknown): { readonly from: CivilDate; readonly to: CivilDate } {
    return this.#ordered({ from: this.day('from', from), to: this.day('to', to) });
  }

  /** A text in one line, trimmed, 1 to `longest` characters. */
  text(field: string, value: string, longest = 100): string {
    const text = value.normalize('NFC').trim();
    if (text === '' || [...text].length > longest || !isOneLine(text))
      this.#wrong(
        'text-not-valid',
        field,
        `应为 1 至 ${longest} 个字，一行，不含控制字符。`,
        `Give 1 to ${longest} characters in one line, without control characters.`,
      );
    return text;
  }

  /** The code of a unit, as the district numbers its units. */
  code(field: string, value: string): string {
    if (!CODE.test(value))
      this.#wrong(
        'unit-code-not-valid',
        field,
        '单位代码由字母、数字和 . _ - 组成，以字母或数字开头，最多 64 位。',
        "A unit's code has letters, digits and . _ -, begins with a letter or digit, and is at most 64 long.",
      );
    return value;
  }

  /** A telephone number, or null. */
  phone(value: string | null | undefined): string | null {
    return this.#matching(
      'phone',
      value,
      PHONE,
      '电话号码应为数字，可带 + 和分隔符。',
      'A telephone number has digits, perhaps + and separators.',
    );
  }

  /** An e-mail address, or null. */
  email(value: string | null | undefined): string | null {
    return this.#matching('email', value, EMAIL, '电子邮箱地址不完整。', 'The e-mail address is not whole.');
  }

  #matching(field: string, value: string | null | undefined, pattern: RegExp, zh: string, en: string): string | null {
    if (value === undefined || value === null) return null;
    const text = value.trim();
    if (!pattern.test(text) || text.length > 254 || !isOneLine(text)) this.#wrong(`${field}-not-valid`, field, zh, en);
    return text;
  }

  #ordered<T extends { readonly from: CivilDate; readonly to: CivilDate | null }>(days: T): T {
    if (this.problems.length === 0 && days.to !== null && days.to < days.from)
      this.#wrong('days-reversed', 'to', '最后一日早于第一日。', 'The last day lies before the first.');
    return days;
  }

  #wrong(code: string, field: string, zh: string, en: string): void {
    this.problems.push(problem(code, `/input/${field}`, zh, en));
  }
}
