import { parseCivilDate, parseCivilMonth, parseDecimal, parseInstant, parseYuan } from '@guicheng/kernel';
import { DATE_WORDS } from './date-words.ts';
import { LIMITS } from './limits.ts';
import { at } from './pointer.ts';
import { problem, type Problem } from './problem.ts';
import type { FactDefinition, FieldDefinition, ValueType } from './vocabulary.ts';

/**
 * A fact as the engine computes with it: money in integer fen, decimals and percents in integer millionths, dates in days since
 * 1970-01-01, months in months since year 0, instants in epoch milliseconds; codes and texts as they are; `null`: known to be none.
 */
export type FactValue = null | boolean | number | string | readonly FactValue[] | { readonly [field: string]: FactValue };

type Scalar = Exclude<ValueType, `list-of-${string}` | 'object'>;
type Parsed = { readonly value: FactValue } | { readonly problem: Problem };

const refused = (code: string, pointer: string, zh: string, en: string): Parsed => ({ problem: problem(code, pointer, zh, en) });

const wrongType = (pointer: string, zh: string, en: string): Parsed =>
  refused('wrong-type', pointer, `类型不对：此处应为${zh}。`, `Wrong type: ${en} is expected here.`);

const NUMBER_PROBLEMS = {
  'not-a-number': [
    'wrong-type',
    '类型不对：此处应为数字或十进制数字文本。',
    'Wrong type: a number or a plain decimal text is expected here.',
  ],
  'more-than-two-decimals': ['money-not-exact', '金额最多两位小数（精确到分）。', 'An amount has at most two decimals (fen).'],
  'more-than-six-decimals': ['number-not-exact', '数值最多六位小数。', 'A number has at most six decimals.'],
  'too-large': ['number-too-large', '数值超出可精确计算的范围。', 'The number is beyond what can be computed exactly.'],
} as const;

function parseNumber(parsed: ReturnType<typeof parseYuan> | ReturnType<typeof parseDecimal>, pointer: string, isMoney: boolean): Parsed {
  if (!parsed.ok)
    return refused(NUMBER_PROBLEMS[parsed.error][0], pointer, NUMBER_PROBLEMS[parsed.error][1], NUMBER_PROBLEMS[parsed.error][2]);
  if (parsed.value < 0)
    return isMoney
      ? refused('negative-amount', pointer, '金额不能为负数。', 'An amount cannot be negative.')
      : refused('negative-number', pointer, '此处数值不能为负数。', 'The number cannot be negative here.');
  return { value: parsed.value };
}

type ScalarParser = (raw: unknown, pointer: string, definition: FieldDefinition) => Parsed;

const isNumeric = (raw: unknown): raw is number | string => typeof raw === 'number' || typeof raw === 'string';

const fromText =
  (parse: (text: string) => number | undefined, code: string, zh: string, en: string): ScalarParser =>
  (raw, pointer) => {
    if (typeof raw !== 'string') return wrongType(pointer, `文本（${zh}）`, `a text (${en})`);
    const value = parse(raw);
    return value === undefined ? refused(code, pointer, `不是有效的${zh}。`, `Not a valid ${en}.`) : { value };
  };

const parseText: ScalarParser = (raw, pointer) => {
  if (typeof raw !== 'string') return wrongType(pointer, '文本', 'a text');
  if (!raw.isWellFormed())
    return refused('text-not-unicode', pointer, '文本含有不完整的 Unicode 字符。', 'The text holds an incomplete Unicode character.');
  if (raw.length > LIMITS.charactersOfText)
    return refused(
      'text-too-long',
      pointer,
      `文本超过 ${LIMITS.charactersOfText} 个字符。`,
      `The text is longer than ${LIMITS.charactersOfText} characters.`,
    );
  return { value: raw };
};

const parseCode: ScalarParser = (raw, pointer, definition) => {
  if (typeof raw !== 'string') return wrongType(pointer, '代码文本', 'a code');
  const codes = definition.enum ?? {};
  if (Object.hasOwn(codes, raw)) return { value: raw };
  const names = Object.entries(codes)
    .slice(0, 12)
    .map(([code, label]) => `${code}（${label}）`);
  const known = names.join('、') + (Object.keys(codes).length > names.length ? '……' : '');
  return refused(
    'unknown-code',
    pointer,
    `没有这个代码。可用的代码：${known}。`,
    `No such code. Known codes: ${Object.keys(codes).slice(0, 12).join(', ')}.`,
  );
};

/** One parser a scalar type. */
const SCALARS: Readonly<Record<Scalar, ScalarParser>> = {
  boolean: (raw, pointer) => (typeof raw === 'boolean' ? { value: raw } : wrongType(pointer, '是/否（true 或 false）', 'true or false')),
  integer: (raw, pointer) => {
    if (typeof raw !== 'number') return wrongType(pointer, '整数', 'an integer');
    if (!Number.isSafeInteger(raw)) return refused('not-an-integer', pointer, '此处应为整数。', 'An integer is expected here.');
    return raw < 0 ? refused('negative-number', pointer, '此处数值不能为负数。', 'The number cannot be negative here.') : { value: raw };
  },
  decimal: (raw, pointer) => (isNumeric(raw) ? parseNumber(parseDecimal(raw), pointer, false) : wrongType(pointer, '数字', 'a number')),
  percent: (raw, pointer) =>
    isNumeric(raw) ? parseNumber(parseDecimal(raw), pointer, false) : wrongType(pointer, '百分数', 'a percentage'),
  money: (raw, pointer) =>
    isNumeric(raw) ? parseNumber(parseYuan(raw), pointer, true) : wrongType(pointer, '金额（元）', 'an amount in yuan'),
  date: fromText(parseCivilDate, 'date-not-valid', `日期：${DATE_WORDS.zh}`, `date: ${DATE_WORDS.en}`),
  month: fromText(parseCivilMonth, 'month-not-valid', '月份：写作 YYYY-MM', 'month written YYYY-MM'),
  instant: fromText(
    parseInstant,
    'instant-not-valid',
    '时间：ISO 8601 格式并带时区，例如 2024-07-31T17:00:00+08:00',
    'instant: ISO 8601 with an offset, such as 2024-07-31T17:00:00+08:00',
  ),
  code: parseCode,
  text: parseText,
};

function parseList(raw: unknown, pointer: string, parseElement: (element: unknown, pointer: string) => Parsed): Parsed {
  if (!Array.isArray(raw)) return wrongType(pointer, '列表', 'a list');
  if (raw.length > LIMITS.membersOfList)
    return refused(
      'list-too-long',
      pointer,
      `列表超过 ${LIMITS.membersOfList} 项。`,
      `The list has more than ${LIMITS.membersOfList} items.`,
    );
  const values: FactValue[] = [];
  for (const [index, element] of raw.entries()) {
    const parsed = parseElement(element, at(pointer, index));
    if ('problem' in parsed) return parsed;
    values.push(parsed.value);
  }
  return { value: values };
}

function parseObject(definition: FactDefinition, raw: unknown, pointer: string): Parsed {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return wrongType(pointer, '对象', 'an object');
  const fields = definition.fields ?? {};
  const value: Record<string, FactValue> = Object.create(null) as Record<string, FactValue>;
  for (const name of Object.keys(raw)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) return refused('undeclared-field', at(pointer, name), `没有字段“${name}”。`, `There is no field "${name}".`);
    const parsed = SCALARS[field.type as Scalar]((raw as Record<string, unknown>)[name], at(pointer, name), field);
    if ('problem' in parsed) return parsed;
    value[name] = parsed.value;
  }
  return { value };
}

/** Parses one stated fact, or tells what is wrong with it and where. */
export function parseFactValue(definition: FactDefinition, raw: unknown, pointer: string): Parsed {
  if (raw === null)
    return definition.nullable === true
      ? { value: null }
      : refused(
          'not-nullable',
          pointer,
          `“${definition.titleZh}”不能为“无”（null）：不知道时请不要填写。`,
          'null (known to be none) is not allowed for this fact: leave it out when it is unknown.',
        );
  switch (definition.type) {
    case 'object':
      return parseObject(definition, raw, pointer);
    case 'list-of-object':
      return parseList(raw, pointer, (element, place) => parseObject(definition, element, place));
    case 'list-of-code':
    case 'list-of-integer':
    case 'list-of-money': {
      const scalar = definition.type.slice('list-of-'.length) as Scalar;
      return parseList(raw, pointer, (element, place) => SCALARS[scalar](element, place, definition));
    }
    default:
      return SCALARS[definition.type](raw, pointer, definition);
  }
}
