import { unitWords } from '@guicheng/policy-engine';
import type { FieldDefinition } from '@guicheng/policy-model';

/** How many places 万 and 亿 move the point. */
const PLACES: Readonly<Record<string, number>> = { 万: 4, 亿: 8 };

/** An amount in yuan: 5200000, 5,200,000.00 元, 520 万, 0.052 亿元. Exact: the point is moved, nothing is multiplied. */
export function typedAmount(text: string): string | undefined {
  const match = /^(\d[\d,]*)(?:\.(\d+))?\s*([万亿])?\s*元?$/u.exec(text);
  if (match === null) return undefined;
  const places = PLACES[match[3] ?? ''] ?? 0;
  const whole = match[1]!.replaceAll(',', '');
  const fraction = (match[2] ?? '').padEnd(places, '0');
  const digits = `${whole}${fraction.slice(0, places)}`.replace(/^0+(?=\d)/u, '');
  const rest = places === 0 ? fraction : fraction.slice(places).replace(/0+$/u, '');
  return rest === '' ? digits : `${digits}.${rest}`;
}

/** A whole number, a decimal or a percentage, with its own unit or none behind it; another unit is not read. */
export function typedFigure(text: string, fact: Pick<FieldDefinition, 'type' | 'unit' | 'titleZh'>): string | number | undefined {
  const match = /^(\d[\d,]*)(\.\d+)?\s*(\D*)$/u.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', behind = ''] = match;
  const unit = unitWords(fact)?.zh ?? '';
  if (behind !== '' && !unit.normalize('NFKC').endsWith(behind.trim())) return undefined;
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/u, '');
  if (fact.type !== 'integer' && fact.type !== 'list-of-integer') return `${digits}${fraction}`;
  return fraction === '' && Number.isSafeInteger(Number(digits)) ? Number(digits) : undefined;
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u;
const two = (digits: string): string => digits.padStart(2, '0');

/** A day: 2024-03-18, 2024/3/18, 2024 年 3 月 18 日. */
export function typedDate(text: string): string | undefined {
  const match = DAY.exec(text);
  return match === null ? undefined : `${match[1]!}-${two(match[2]!)}-${two(match[3]!)}`;
}

/** A month: 2024-03, 2024 年 3 月. */
export function typedMonth(text: string): string | undefined {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/u.exec(text);
  return match === null ? undefined : `${match[1]!}-${two(match[2]!)}`;
}

/** A day and a time in Beijing: 2024-07-31 17:00, 2024 年 7 月 31 日 17 时 5 分; with an offset it is taken as it stands. */
export function typedInstant(text: string): string | undefined {
  if (/(Z|[+-]\d{2}:\d{2})$/iu.test(text)) return text;
  const match = /^(.+?)[T\s]*(?<!\d)(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?(?::(\d{1,2}))?$/u.exec(text);
  const day = match === null ? undefined : typedDate(match[1]!.trim());
  return day === undefined || match === null ? undefined : `${day}T${two(match[2]!)}:${two(match[3] ?? '0')}:${two(match[4] ?? '0')}+08:00`;
}
