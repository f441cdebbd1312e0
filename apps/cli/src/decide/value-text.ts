import { parseYuan, wanText, yuanText } from '@guicheng/kernel';
import type { CodeLabels, FieldDefinition, JsonValue } from '@guicheng/policy-model';
import { UNIT_ZH, word } from './words.ts';

/** What is needed to show a value: its type, unit, labels and fields. */
export type Shown = FieldDefinition & { readonly fields?: Readonly<Record<string, FieldDefinition>> | undefined };

/** A value as people read it: money with 万元 beside it, codes with their labels, units behind numbers. Unknown definitions show plain JSON. */
export function valueText(value: JsonValue, shown: Shown | undefined): string {
  if (value === null) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value))
    return value.length === 0 ? '（空）' : value.map((item) => valueText(item as JsonValue, elementOf(shown))).join('、');
  if (typeof value === 'object') return objectText(value as Readonly<Record<string, JsonValue>>, shown);
  if (shown?.type === 'money') return moneyText(value as number | string);
  if (typeof value === 'string') return codeText(value, shown?.enum);
  return `${String(value)}${unitText(shown)}`;
}

/** Unit behind a number, with its leading space; a percent sign stands close. */
export function unitText(shown: Shown | undefined): string {
  const unit = shown?.unit ?? (shown?.type === 'percent' ? 'percent' : undefined);
  if (unit === undefined) return '';
  return unit === 'percent' ? '%' : ` ${word(UNIT_ZH, unit)}`;
}

/** A code as `label（code）`; a code without a label stands alone. */
export function codeText(code: string, labels: CodeLabels | undefined): string {
  const label = labels !== undefined && Object.hasOwn(labels, code) ? labels[code] : undefined;
  return label === undefined ? code : `${label}（${code}）`;
}

function moneyText(value: number | string): string {
  const parsed = parseYuan(value);
  return parsed.ok ? `${yuanText(parsed.value)} 元（${wanText(parsed.value)} 万元）` : `${String(value)} 元`;
}

function objectText(value: Readonly<Record<string, JsonValue>>, shown: Shown | undefined): string {
  const fields = shown?.fields ?? {};
  const parts = Object.entries(value).map(([name, item]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return `${field?.titleZh ?? name} ${valueText(item, field)}`;
  });
  return parts.length === 0 ? '（空）' : parts.join('，');
}

const elements: Readonly<Record<string, Shown['type']>> = {
  'list-of-code': 'code',
  'list-of-integer': 'integer',
  'list-of-money': 'money',
  'list-of-object': 'object',
};

function elementOf(shown: Shown | undefined): Shown | undefined {
  const type = shown === undefined ? undefined : elements[shown.type];
  return shown === undefined || type === undefined ? undefined : { ...shown, type };
}
