import type { Node } from '../node.ts';
import { OPERATORS } from '../operators/index.ts';
import type { Operator, SpokenArgument } from '../operator.ts';
import type { Kind } from '../type.ts';
import type { Words } from './value-words.ts';

/** An argument with how it reads. */
export interface Spoken {
  readonly node: Node;
  readonly words: Words;
}

/** Comparisons and what holds exactly when they do not. */
const OPPOSITES: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  atMost: 'moreThan',
  moreThan: 'atMost',
  atLeast: 'lessThan',
  lessThan: 'atLeast',
};

const operatorNamed = (name: string): Operator | undefined => OPERATORS.find((operator) => operator.name === name);

const text = ({ words }: Spoken, language: keyof Words): string => words[language];

/** Odd and even: `{"==": [{"%": [x, 2]}, 0]}`, and whether x is a multiple of another number. */
export function parityOf(call: Node): { readonly of: Node; readonly yes: Words; readonly no: Words } | undefined {
  if (call.form !== 'call' || (call.operator.name !== '==' && call.operator.name !== '!=')) return undefined;
  const remainder = call.args.find((arg) => arg.form === 'call' && arg.operator.name === '%');
  const literal = call.args.find((arg) => arg !== remainder);
  if (remainder?.form !== 'call' || literal?.form !== 'literal' || typeof literal.value !== 'number') return undefined;
  const [of, divisor] = remainder.args;
  if (divisor?.form !== 'literal' || typeof divisor.value !== 'number') return undefined;
  const words = divisor.value === 2 ? PARITY[literal.value] : literal.value === 0 ? multiplesOf(divisor.value) : undefined;
  if (of === undefined || words === undefined) return undefined;
  const [yes, no] = words;
  return call.operator.name === '==' ? { of, yes, no } : { of, yes: no, no: yes };
}

const EVEN: Words = { zh: '为偶数', en: 'even' };
const ODD: Words = { zh: '为奇数', en: 'odd' };
/** By the remainder on division by two. */
const PARITY: Readonly<Record<number, readonly [Words, Words]>> = { 0: [EVEN, ODD], 1: [ODD, EVEN] };

const multiplesOf = (divisor: number): readonly [Words, Words] => [
  { zh: `为 ${divisor} 的倍数`, en: `a multiple of ${divisor}` },
  { zh: `不是 ${divisor} 的倍数`, en: `no multiple of ${divisor}` },
];

/** A call in words. */
export function affirmed(operator: Operator, args: readonly Spoken[]): Words {
  const [item, list] = args;
  if (operator.name === 'in' && list?.node.form === 'literal') return memberOf(item!, list, '', 'is');
  if (operator.name === 'in' && item?.node.form === 'literal')
    return { zh: `${text(list!, 'zh')}包括${text(item, 'zh')}`, en: `${text(list!, 'en')} includes ${text(item, 'en')}` };
  if ((operator.name === '+' || operator.name === '-') && list?.words.zh === '1 年') return yearBeside(operator.name, item!);
  const kinds = args.map(({ node, words }) => kindInWords(node, words));
  const counted = kinds.find((kind) => kind !== 'integer') ?? 'integer';
  const spoken = (language: keyof Words): SpokenArgument[] =>
    args.map(({ node, words }) => ({ text: words[language], kind: node.type.kind === 'integer' ? counted : node.type.kind }));
  return { zh: operator.says.zh(...spoken('zh')), en: operator.says.en(...spoken('en')) };
}

/** Years and months come earlier and later, levels stand lower and higher; other whole numbers are counted. */
function kindInWords(node: Node, { zh }: Words): Kind {
  if (node.type.kind !== 'integer' || node.form !== 'literal') return node.type.kind;
  if (/^\d{4} 年$|^\d+ 月$/u.test(zh)) return 'date';
  return /级$/u.test(zh) ? 'decimal' : 'integer';
}

/** The year after, the year before. */
function yearBeside(sign: '+' | '-', { node, words }: Spoken): Words {
  const [zh, en] = sign === '+' ? ['次年', 'the year after'] : ['上一年', 'the year before'];
  const inner = node.form === 'call' && node.operator.name === 'yearOf' ? words.zh.replace(/所在年度$/u, '') : words.zh;
  return { zh: `${inner}的${zh}`, en: `${en} ${words.en}` };
}

/** The contrary of a call in words, where it has words of its own. */
export function denied(operator: Operator, args: readonly Spoken[]): Words | undefined {
  const opposite = args.length === 2 ? operatorNamed(OPPOSITES[operator.name] ?? '') : undefined;
  if (opposite !== undefined) return affirmed(opposite, args);
  const [a, b] = args as [Spoken, Spoken];
  switch (operator.name) {
    case 'in':
      return b.node.form === 'literal'
        ? memberOf(a, b, '不', 'is not')
        : { zh: `${text(b, 'zh')}不包括${text(a, 'zh')}`, en: `${text(b, 'en')} does not include ${text(a, 'en')}` };
    case 'isNone':
      return { zh: `已有${text(a, 'zh')}`, en: `there is ${text(a, 'en')}` };
    case 'isEmpty':
      return { zh: `${text(a, 'zh')}不为空`, en: `${text(a, 'en')} is not empty` };
    case 'isWorkingDay':
      return { zh: `${text(a, 'zh')}不是工作日`, en: `${text(a, 'en')} is not a working day` };
    case 'includesAll':
      return { zh: `${text(a, 'zh')}没有全部包括${text(b, 'zh')}`, en: `${text(a, 'en')} lacks some of ${text(b, 'en')}` };
    case 'includesAny':
      return { zh: `${text(a, 'zh')}不包括${text(b, 'zh')}中的任何一项`, en: `${text(a, 'en')} holds none of ${text(b, 'en')}` };
    case 'everyAtLeast':
      return { zh: `${text(a, 'zh')}中有低于${text(b, 'zh')}的`, en: `some of ${text(a, 'en')} is below ${text(b, 'en')}` };
    case 'someAtLeast':
      return { zh: `${text(a, 'zh')}中没有达到${text(b, 'zh')}的`, en: `none of ${text(a, 'en')} reaches ${text(b, 'en')}` };
    default:
      return undefined;
  }
}

/** One of a few named values; of a single one, that value. */
function memberOf(item: Spoken, list: Spoken, not: string, is: string): Words {
  const members = list.node.form === 'literal' && Array.isArray(list.node.value) ? list.node.value.length : 0;
  return members === 1
    ? { zh: `${text(item, 'zh')}${not === '' ? '为' : '不是'}${text(list, 'zh')}`, en: `${text(item, 'en')} ${is} ${text(list, 'en')}` }
    : {
        zh: `${text(item, 'zh')}${not === '' ? '为' : '不是'}${text(list, 'zh')}之一`,
        en: `${text(item, 'en')} ${is} one of: ${text(list, 'en')}`,
      };
}
