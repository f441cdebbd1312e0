import type { CodeLabels, Policy } from '@guicheng/policy-model';
import type { Node } from '../node.ts';
import { measureOf, measureWord } from './measure-word.ts';
import { inline, type Outline } from './outline.ts';
import { affirmed, denied, parityOf, type Spoken } from './phrases.ts';
import { allLabels, valueWords, type Words } from './value-words.ts';
import { lowerFirst } from './yes-no-phrase.ts';

/** An operator with its arguments. */
export type Call = Node & { readonly form: 'call' };

/** Operators whose figures are of one kind with what stands beside them. */
const LIKE_WITH_LIKE = new Set([
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '+',
  '-',
  'max',
  'min',
  'someAtLeast',
  'everyAtLeast',
  'integersThrough',
]);

const said = (words: Words): Outline => ({ form: 'words', words });

/** Speaks the expressions of one policy as plain sentences, generated from the rule itself. */
export class Speaker {
  readonly #labels: CodeLabels;

  constructor(private readonly policy: Policy) {
    this.#labels = allLabels(policy);
  }

  /** A condition or value in one sentence. */
  speak(node: Node): Words {
    const { zh, en } = inline(this.outline(node));
    return { zh: spaced(zh), en };
  }

  /** A condition or value taken apart, for a list. */
  outline(node: Node): Outline {
    switch (node.form) {
      case 'and':
        return joinedOutline('all', this.#conjuncts(node.args));
      case 'or':
        return joinedOutline(
          'any',
          node.args.map((arg) => this.outline(arg)),
        );
      case 'not':
        return this.#denied(node.args[0]!);
      case 'if':
        return this.#cases(node.args);
      default:
        return said(this.#tidy(this.#simple(node)));
    }
  }

  /** What a named notion comes to; a plain figure with its unit. */
  formula(name: string, body: Node): Outline {
    const { titleZh, unit } = this.policy.definitions[name]!;
    return body.form === 'literal' ? said(this.#literal(body, measureWord(titleZh, unit), this.#labels)) : this.outline(body);
  }

  /** A literal that fills an outcome field or an argument, with its unit. */
  value(node: Node, titleZh: string | undefined, unit: string | undefined, labels: CodeLabels): Words {
    return node.form === 'literal' ? this.#literal(node, measureWord(titleZh, unit), { ...this.#labels, ...labels }) : this.speak(node);
  }

  /** A test that holds or does not, with arguments said in other words where `instead` has some: with their values, or not at all. */
  test(call: Call, isTrue: boolean, instead: (arg: Node) => Words | undefined): Words {
    const args = call.args.map((node) => ({ node, words: instead(node) ?? this.#argument(call, node) }));
    const yes = affirmed(call.operator, args);
    return this.#tidy(isTrue ? yes : (denied(call.operator, args) ?? { zh: `并非（${yes.zh}）`, en: `not (${yes.en})` }));
  }

  /** A notion of yes or no by its name alone, as a statement. */
  notion(name: string, isTrue: boolean): Words {
    const { titleZh, titleEn } = this.policy.definitions[name]!;
    return stated(titleZh, titleEn, isTrue);
  }

  #tidy = ({ zh, en }: Words): Words => ({ zh: spaced(zh), en });

  #simple(node: Node): Words {
    switch (node.form) {
      case 'literal':
        return valueWords(node.type, node.value, this.#labels);
      case 'fact':
        return this.#fact(node.name, node.type.kind === 'boolean');
      case 'as-of':
        return { zh: '查询日', en: 'the day asked about' };
      case 'definition':
        return this.#definition(node.name, node.definition.body);
      case 'call':
        return this.#parity(node, true) ?? affirmed(node.operator, this.#arguments(node));
      default:
        return inline(this.outline(node));
    }
  }

  #parity(call: Call, isTrue: boolean): Words | undefined {
    const parity = parityOf(call);
    if (parity === undefined) return undefined;
    const [of, is] = [this.speak(parity.of), parity[isTrue ? 'yes' : 'no']];
    return { zh: `${of.zh}${is.zh}`, en: `${of.en} is ${is.en}` };
  }

  #fact(name: string, isCondition: boolean): Words {
    const { titleZh, meaning } = this.policy.facts[name]!;
    return isCondition ? { zh: `“${titleZh}”为是`, en: `“${lowerFirst(meaning)}” is true` } : { zh: titleZh, en: briefly(meaning) };
  }

  /** A notion by its name; one that is a fixed figure, with the figure. */
  #definition(name: string, body: Node): Words {
    const { titleZh, titleEn, type, unit } = this.policy.definitions[name]!;
    if (type === 'boolean') return this.#statement(name, body, true);
    const words = { zh: titleZh, en: briefly(titleEn) };
    if (body.form !== 'literal' || Array.isArray(body.value)) return words;
    const { zh, en } = this.#literal(body, measureWord(titleZh, unit), this.#labels);
    return { zh: `${words.zh}（${zh}）`, en: `${words.en} (${en})` };
  }

  /** A notion that holds or does not; one that is a single comparison with a figure, with that comparison. */
  #statement(name: string, body: Node, isTrue: boolean): Words {
    const { titleZh, titleEn } = this.policy.definitions[name]!;
    const words = holds(titleZh, titleEn, isTrue);
    if (body.form !== 'call' || body.args.length !== 2 || !COMPARISONS.has(body.operator.name) || !body.args.some(isFigure)) return words;
    const meant = inline(isTrue ? this.outline(body) : this.#denied(body));
    return { zh: `${words.zh}（${meant.zh}）`, en: `${words.en} (${meant.en})` };
  }

  /** What holds when the part does not: by the laws of De Morgan, which hold for unknown too. */
  #denied(part: Node): Outline {
    switch (part.form) {
      case 'not':
        return this.outline(part.args[0]!);
      case 'and':
        return joinedOutline(
          'any',
          part.args.map((arg) => this.#denied(arg)),
        );
      case 'or':
        return joinedOutline(
          'all',
          part.args.map((arg) => this.#denied(arg)),
        );
      case 'fact': {
        const { titleZh, meaning } = this.policy.facts[part.name]!;
        return said({ zh: `“${titleZh}”为否`, en: `“${lowerFirst(meaning)}” is false` });
      }
      case 'definition':
        return said(this.#tidy(this.#statement(part.name, part.definition.body, false)));
      default: {
        const words = part.form === 'call' ? (this.#parity(part, false) ?? denied(part.operator, this.#arguments(part))) : undefined;
        if (words !== undefined) return said(this.#tidy(words));
        const { zh, en } = this.speak(part);
        return said({ zh: `并非（${zh}）`, en: `not (${en})` });
      }
    }
  }

  /** Parts that hold together; no less and no more than a figure is exactly that figure. */
  #conjuncts(args: readonly Node[]): Outline[] {
    const isSame = (a: Node, b: Node): boolean => this.speak(a).zh === this.speak(b).zh;
    const isPair = (low: Node | undefined, high: Node | undefined): boolean =>
      low?.form === 'call' &&
      high?.form === 'call' &&
      low.operator.name === 'atLeast' &&
      high.operator.name === 'atMost' &&
      low.args.every((arg, index) => isSame(arg, high.args[index]!));
    return args.flatMap((arg, index) => {
      if (isPair(args[index - 1], arg)) return [];
      if (arg.form !== 'call' || !isPair(arg, args[index + 1])) return [this.outline(arg)];
      const [value, percent] = this.#arguments(arg) as [Spoken, Spoken];
      return [
        said(this.#tidy({ zh: `${value.words.zh}正好为${percent.words.zh}`, en: `${value.words.en} is exactly ${percent.words.en}` })),
      ];
    });
  }

  #cases(args: readonly Node[]): Outline {
    const branches = [];
    for (let index = 0; index + 1 < args.length; index += 2)
      branches.push({ when: this.outline(args[index]!), value: this.outline(args[index + 1]!) });
    return { form: 'cases', branches, otherwise: this.outline(args.at(-1)!) };
  }

  #arguments(call: Call): Spoken[] {
    return call.args.map((node) => ({ node, words: this.#argument(call, node) }));
  }

  /** A literal takes the code labels and the unit of its neighbour in the same comparison. */
  #argument(call: Call, arg: Node): Words {
    if (arg.form === 'literal') {
      if (arg.value === 'roll' || arg.value === 'fixed') return { zh: arg.value, en: arg.value };
      const others = call.args.filter((other) => other !== arg);
      const neighbour = others.find((other) => other.form === 'fact');
      const labels = neighbour?.form === 'fact' ? this.#labelsOf(neighbour.name) : {};
      const measure = LIKE_WITH_LIKE.has(call.operator.name)
        ? others.map((other) => measureOf(other, this.policy)).find((found) => found !== undefined)
        : undefined;
      return this.#literal(arg, measure, { ...this.#labels, ...labels });
    }
    if (arg.form === 'call' || arg.form === 'and' || arg.form === 'or' || arg.form === 'if') {
      const words = this.speak(arg);
      return arg.type.kind === 'boolean' || arg.form === 'if' || needsBrackets(call.operator.name, arg, words)
        ? { zh: `（${words.zh}）`, en: `(${words.en})` }
        : words;
    }
    return arg.type.kind === 'boolean' && arg.form === 'fact'
      ? { zh: `“${this.policy.facts[arg.name]!.titleZh}”`, en: lowerFirst(this.policy.facts[arg.name]!.meaning) }
      : this.speak(arg);
  }

  /** Labels of a fact's codes, or of the codes and names of its fields. */
  #labelsOf(fact: string): CodeLabels {
    const { enum: codes, fields } = this.policy.facts[fact]!;
    return Object.assign(
      {},
      codes,
      ...Object.entries(fields ?? {}).map(([name, field]) => ({ ...field.enum, [name]: field.titleZh ?? name })),
    );
  }

  #literal(node: Node & { readonly form: 'literal' }, measure: Words | undefined, labels: CodeLabels): Words {
    const words = valueWords(node.type, node.value, labels);
    const isCounted = (kind: string | undefined): boolean => kind === 'integer' || kind === 'decimal';
    return measure !== undefined && node.value !== null && words.zh !== '无' && (isCounted(node.type.kind) || isCounted(node.type.element))
      ? { zh: `${words.zh} ${measure.zh}`, en: `${words.en} ${measure.en}`.trimEnd() }
      : words;
  }
}

/** Conditions joined by the same word stand in one row. */
function joinedOutline(form: 'all' | 'any', parts: readonly Outline[]): Outline {
  const flat = parts.flatMap((part) => (part.form === form ? part.parts : [part]));
  return flat.length === 1 ? flat[0]! : { form, parts: flat };
}

const isFigure = (node: Node): boolean => node.form === 'literal' && typeof node.value === 'number';

const SUMS = new Set(['+', '-']);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'atMost', 'atLeast', 'moreThan', 'lessThan', 'in']);

/** A sum inside another calculation stands in brackets, so that it is read first; beside a comparison it needs none. */
const needsBrackets = (outer: string, arg: Node, { zh }: Words): boolean =>
  !/(次年|上一年)$/u.test(zh) &&
  arg.form === 'call' &&
  SUMS.has(arg.operator.name) &&
  !COMPARISONS.has(outer) &&
  !(outer === '+' && arg.operator.name === '+');

/** What things are called by their kind: one belongs to it; any other notion is a statement that holds. */
const KIND = /(项目|单位|主体|情形|机构|部门|系统|服务|设备|软件|企业|硬件|事项|类)$/u;

function holds(titleZh: string, titleEn: string, isTrue: boolean): Words {
  const en = `“${briefly(titleEn)}” ${isTrue ? 'holds' : 'does not hold'}`;
  if (KIND.test(titleZh)) return { zh: `${isTrue ? '' : '不'}属于“${titleZh}”`, en };
  return { zh: `“${titleZh}”${isTrue ? '' : '不'}成立`, en };
}

/** Titles that tell of something amiss: that it is not so is said as its absence. */
const AMISS = /(缺|未|不|无|逾期|超出|偏低|触犯|擅自|另建|单独建设|取消|停用|涉密|单纯)/u;

/** The same in a running sentence: a title that is a statement stands as one. */
function stated(titleZh: string, titleEn: string, isTrue: boolean): Words {
  const words = holds(titleZh, titleEn, isTrue);
  if (KIND.test(titleZh)) return words;
  if (isTrue) return { zh: /[，、（]|^是否/u.test(titleZh) ? words.zh : titleZh, en: words.en };
  return { zh: AMISS.test(titleZh) ? `不存在“${titleZh}”的情形` : words.zh, en: words.en };
}

/** An English title without its explanation after a colon or semicolon: what the notion is called inside a sentence. */
const briefly = (text: string): string => lowerFirst(text.split(/[:;]/u)[0]!.trim());

/** A space between Chinese and a figure or its sign on either side, as print sets it. */
export const spaced = (zh: string): string =>
  zh.replace(/([\u4e00-\u9fff”）])(\d)/gu, '$1 $2').replace(/([\d%])([\u4e00-\u9fff])/gu, '$1 $2');
