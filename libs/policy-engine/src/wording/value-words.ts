import {
  decimalText,
  formatCivilDate,
  formatCivilMonth,
  formatInstant,
  percentHalfUp,
  wanText,
  yuanText,
  type CivilDate,
  type CivilMonth,
  type Fen,
  type Instant,
  type Micro,
} from '@guicheng/kernel';
import type { CodeLabels, Policy } from '@guicheng/policy-model';
import type { Type } from '../type.ts';
import { isRatio, type Value } from '../value.ts';

/** The same words in Chinese and in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const same = (text: string): Words => ({ zh: text, en: text });
const TEN_THOUSAND_YUAN = 1_000_000;

/** A value as people write it: amounts in 万元 from ten thousand yuan on, dates with 年月日, codes by their labels. */
export function valueWords(type: Type, value: Value, labels: CodeLabels): Words {
  if (value === null) return { zh: '无', en: 'none' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (Array.isArray(value))
    return listWords(value.map((member) => valueWords({ kind: type.element ?? 'string', nullable: false }, member as Value, labels)));
  if (isRatio(value))
    return same(percentHalfUp(value.part, value.whole) === undefined ? '—' : `${percentHalfUp(value.part, value.whole)} %`);
  if (value === '') return { zh: '空白', en: 'blank' };
  if (typeof value === 'string')
    return Object.hasOwn(labels, value) ? { zh: `“${labels[value]}”`, en: `“${value}”` } : { zh: `“${value}”`, en: `“${value}”` };
  if (typeof value === 'number') return numberWords(type.kind, value);
  return { zh: '对象', en: 'object' };
}

function numberWords(kind: Type['kind'], value: number): Words {
  switch (kind) {
    case 'money':
      return Math.abs(value) >= TEN_THOUSAND_YUAN
        ? { zh: `${wanText(value as Fen)} 万元`, en: `${thousands(yuanText(value as Fen))} yuan` }
        : { zh: `${yuanText(value as Fen)} 元`, en: `${thousands(yuanText(value as Fen))} yuan` };
    case 'percent':
      return same(`${decimalText(value as Micro)} %`);
    case 'decimal':
      return same(decimalText(value as Micro));
    case 'date': {
      const iso = formatCivilDate(value as CivilDate);
      const [year, month, day] = iso.split('-').map(Number);
      return { zh: `${year} 年 ${month} 月 ${day} 日`, en: iso };
    }
    case 'month': {
      const iso = formatCivilMonth(value as CivilMonth);
      const [year, month] = iso.split('-').map(Number);
      return { zh: `${year} 年 ${month} 月`, en: iso };
    }
    case 'instant': {
      const iso = formatInstant(value as Instant);
      const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:.]+)/u.exec(iso)!;
      return { zh: `${year} 年 ${Number(month)} 月 ${Number(day)} 日 ${time}`, en: iso };
    }
    default:
      return same(String(value));
  }
}

const thousands = (figure: string): string => figure.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

const listWords = (members: readonly Words[]): Words =>
  members.length === 0
    ? { zh: '无', en: 'none' }
    : { zh: members.map(({ zh }) => zh).join('、'), en: members.map(({ en }) => en).join(', ') };

/** Every code label of a policy; where a code has several, the first by fact, then by outcome. */
export function allLabels(policy: Policy): CodeLabels {
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  const outcomes = Object.values(policy.outcomes).flatMap((fields) => Object.values(fields));
  for (const definition of [...Object.values(policy.facts), ...outcomes])
    for (const [code, label] of [
      ...Object.entries(definition.enum ?? {}),
      ...Object.values(definition.fields ?? {}).flatMap((field) => Object.entries(field.enum ?? {})),
    ])
      labels[code] ??= label;
  return labels;
}
