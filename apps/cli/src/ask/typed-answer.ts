import { unitWords } from '@guicheng/policy-engine';
import type { DeclaredFact, JsonValue } from '@guicheng/policy-model';
import { typedFields } from './typed-fields.ts';
import { typedCode, typedCodes } from './typed-code.ts';
import { typedAmount, typedFigure } from './typed-figure.ts';
import { typedScalar } from './typed-scalar.ts';

/** What a person typed: a value, or what to do instead of answering. */
export type TypedAnswer =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'not-known' | 'back' | 'quit' | 'help' }
  /** Cannot be an answer; why, for the person. */
  | { readonly kind: 'unread'; readonly zh: string };

const ORDERS: Readonly<Record<string, 'not-known' | 'back' | 'quit' | 'help'>> = {
  不知道: 'not-known',
  不清楚: 'not-known',
  跳过: 'not-known',
  skip: 'not-known',
  返回: 'back',
  上一问: 'back',
  back: 'back',
  退出: 'quit',
  quit: 'quit',
  exit: 'quit',
  帮助: 'help',
  help: 'help',
};

const NONE = new Set(['无', '没有', 'none', 'null']);

/** Reads a line as an answer to a question about this fact. What cannot be one is explained; what only the policy can judge (a third decimal, a day that does not exist) is left to it. */
export function typedAnswer(line: string, fact: DeclaredFact): TypedAnswer {
  const raw = line.trim();
  if (raw.startsWith('=')) return readValue(raw.slice(1).trim(), fact);
  const text = raw.normalize('NFKC').toLowerCase();
  if (text === '') return unread('请作答；不知道的，输入“不知道”。');
  if (Object.hasOwn(ORDERS, text)) return { kind: ORDERS[text]! };
  return readValue(raw, fact);
}

const value = (read: JsonValue): TypedAnswer => ({ kind: 'value', value: read });
const unread = (zh: string): TypedAnswer => ({ kind: 'unread', zh });

function readValue(raw: string, fact: DeclaredFact): TypedAnswer {
  const text = raw.normalize('NFKC');
  const word = text.toLowerCase();
  const codes = Object.keys(fact.enum ?? {});
  const code = fact.type === 'code' ? typedCode(text, fact) : undefined;
  // A code may itself be labelled “无”.
  if (code !== undefined) return value(code);
  if (NONE.has(word) && fact.nullable === true) return value(null);
  if (NONE.has(word) && fact.type.startsWith('list-of-')) return value([]);
  if (NONE.has(word) && fact.type !== 'text') return unread('这一问不能答“无”；不知道的，输入“不知道”。');
  switch (fact.type) {
    case 'boolean': {
      const read = typedScalar(text, fact);
      return read === undefined ? unread('请答“是”或“否”。') : value(read);
    }
    case 'code':
      return unread(`请输入编号（1 至 ${codes.length}）或名称。`);
    case 'list-of-code': {
      const read = typedCodes(text, fact);
      return read.ok
        ? value(read.value)
        : unread(`没有“${read.error}”：请输入编号（1 至 ${codes.length}），几项用逗号分开，一项也没有的答“无”。`);
    }
    case 'object':
    case 'list-of-object': {
      const read = typedFields(text, fact);
      return read.ok ? value(read.value) : unread(read.error);
    }
    case 'list-of-integer':
    case 'list-of-money':
      return value(
        text
          .split(fact.type === 'list-of-money' ? /[、;]/u : /[,、;\s]+/u)
          .filter((item) => item.trim() !== '')
          .map((item) => (fact.type === 'list-of-money' ? typedAmount(item.trim()) : typedFigure(item, fact)) ?? item),
      );
    default: {
      const read = typedScalar(raw, fact);
      return read === undefined ? unread(`读不懂“${raw}”：${howToWrite(fact)}`) : value(read);
    }
  }
}

const WRITTEN: Readonly<Partial<Record<DeclaredFact['type'], string>>> = {
  money: '金额不为负，最多两位小数，可写成 5200000、520 万或 520 万元。',
  date: '日期可写成 2024-03-18 或 2024年3月18日。',
  month: '月份可写成 2024-03 或 2024年3月。',
  instant: '时刻可写成 2024-07-31 17:00（北京时间）。',
};

function howToWrite(fact: DeclaredFact): string {
  const unit = unitWords(fact)?.zh ?? '';
  const number = fact.type === 'integer' ? '整数' : '数字';
  return WRITTEN[fact.type] ?? `请输入${number}，不为负${unit === '' ? '' : `，单位是${unit}`}。`;
}
