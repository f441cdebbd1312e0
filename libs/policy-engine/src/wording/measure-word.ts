import type { Policy } from '@guicheng/policy-model';
import type { Node } from '../node.ts';
import type { Words } from './value-words.ts';

/** Units of the vocabulary in words. */
const UNITS: Readonly<Record<string, Words>> = {
  days: { zh: '天', en: 'days' },
  months: { zh: '个月', en: 'months' },
  month: { zh: '个月', en: 'months' },
  'working day': { zh: '个工作日', en: 'working days' },
  'square-metres': { zh: '平方米', en: 'square metres' },
  GiB: { zh: 'GiB', en: 'GiB' },
};

/** What Chinese counts with, by how the counted thing's title ends: 到会人数 in 人, 初评分 in 分, 项目年度 in 年. The first that fits counts. */
const BY_TITLE: readonly (readonly [RegExp, string])[] = [
  [/字符?数(上限)?$/u, '字'],
  [/核数$/u, '核'],
  [/(单位|机构|企业)数$/u, '家'],
  [/(人|票|(?<!平)台|份|天|期|次|项|条|套|家)数$/u, ''],
  [/数(量)?(上限)?$/u, '个'],
  [/(年份|年度|年)$/u, '年'],
  [/年次$/u, '年'],
  [/月份$/u, '月'],
  [/(评分|价分|得分|总分|分数|分)$/u, '分'],
  [/等级$/u, '级'],
];

/** The word that stands behind a figure of this fact, notion or outcome; undefined: a plain number. */
export function measureWord(titleZh: string | undefined, unit: string | undefined): Words | undefined {
  if (/人月(?!单价|费)/u.test(titleZh ?? '') && unit !== 'CNY') return { zh: '人月', en: 'man-months' };
  if (unit !== undefined && Object.hasOwn(UNITS, unit)) return UNITS[unit];
  for (const [pattern, word] of BY_TITLE) {
    const match = pattern.exec(titleZh ?? '');
    if (match !== null) return { zh: word === '' ? match[1]! : word, en: '' };
  }
  return undefined;
}

const BY_OPERATOR: Readonly<Record<string, Words>> = {
  yearOf: { zh: '年', en: '' },
  monthOf: { zh: '月', en: '' },
  dayOfMonth: { zh: '日', en: '' },
  count: { zh: '项', en: '' },
  daysBetween: { zh: '天', en: 'days' },
  characterCount: { zh: '字', en: 'characters' },
};

/** A weekday is a plain number, whatever the date is made from. */
const UNCOUNTED: ReadonlySet<string> = new Set(['dayOfWeek']);

/** What a figure compared with (or added to) this expression is counted in. */
export function measureOf(node: Node, policy: Policy): Words | undefined {
  switch (node.form) {
    case 'fact': {
      const { titleZh, unit } = policy.facts[node.name]!;
      return measureWord(titleZh, unit);
    }
    case 'definition': {
      const { titleZh, unit } = policy.definitions[node.name]!;
      return measureWord(titleZh, unit) ?? measureOf(node.definition.body, policy);
    }
    case 'call':
      if (node.operator.name === 'fieldOf') return measureOfField(node.args, policy);
      if (UNCOUNTED.has(node.operator.name)) return undefined;
      return BY_OPERATOR[node.operator.name] ?? firstMeasure(node.args, policy);
    case 'if':
      return firstMeasure(node.args, policy);
    default:
      return undefined;
  }
}

/** What a field of an object fact is counted in. */
function measureOfField([object, name]: readonly Node[], policy: Policy): Words | undefined {
  if (object?.form !== 'fact' || name?.form !== 'literal' || typeof name.value !== 'string') return undefined;
  const fields = policy.facts[object.name]!.fields ?? {};
  const field = Object.hasOwn(fields, name.value) ? fields[name.value] : undefined;
  return field === undefined ? undefined : measureWord(field.titleZh, field.unit);
}

const firstMeasure = (nodes: readonly Node[], policy: Policy): Words | undefined => {
  for (const node of nodes) {
    const found = node.type.kind === 'boolean' ? undefined : measureOf(node, policy);
    if (found !== undefined) return found;
  }
  return undefined;
};
