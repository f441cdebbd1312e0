import type { CodeLabels, Policy } from '@guicheng/policy-model';
import type { Node } from '../node.ts';
import type { SpokenArgument } from '../operator.ts';
import { allLabels, valueWords, type Words } from './value-words.ts';

/** Speaks the expressions of one policy as plain sentences, generated from the rule itself. */
export class Speaker {
  readonly #labels: CodeLabels;

  constructor(private readonly policy: Policy) {
    this.#labels = allLabels(policy);
  }

  /** A condition or value in words. */
  speak(node: Node): Words {
    const { zh, en } = this.#form(node);
    return { zh: spaced(zh), en };
  }

  #form(node: Node): Words {
    switch (node.form) {
      case 'literal':
        return valueWords(node.type, node.value, this.#labels);
      case 'fact':
        return this.#fact(node.name, node.type.kind === 'boolean');
      case 'as-of':
        return { zh: '查询日', en: 'the day asked about' };
      case 'definition':
        return this.#definition(node.name);
      case 'not':
        return this.#not(node.args[0]!);
      case 'and':
        return this.#joined(node.args, '，且', ' and ');
      case 'or':
        return this.#joined(node.args, '，或者', ' or ');
      case 'if':
        return this.#branches(node.args);
      case 'call':
        return this.#call(node);
    }
  }

  #fact(name: string, isCondition: boolean): Words {
    const { titleZh, meaning } = this.policy.facts[name]!;
    return isCondition ? { zh: `“${titleZh}”为是`, en: `it holds that: ${lowerFirst(meaning)}` } : { zh: titleZh, en: lowerFirst(meaning) };
  }

  #definition(name: string): Words {
    const { titleZh, titleEn, type } = this.policy.definitions[name]!;
    return type === 'boolean' ? { zh: `属于“${titleZh}”`, en: `“${titleEn}” holds` } : { zh: titleZh, en: lowerFirst(titleEn) };
  }

  #not(part: Node): Words {
    if (part.form === 'fact') {
      const { titleZh, meaning } = this.policy.facts[part.name]!;
      return { zh: `“${titleZh}”为否`, en: `it does not hold that: ${lowerFirst(meaning)}` };
    }
    if (part.form === 'definition')
      return {
        zh: `不属于“${this.policy.definitions[part.name]!.titleZh}”`,
        en: `“${this.policy.definitions[part.name]!.titleEn}” does not hold`,
      };
    if (part.form === 'call' && part.operator.name === 'isNone') {
      const inner = this.speak(part.args[0]!);
      return { zh: `已有${inner.zh}`, en: `there is ${inner.en}` };
    }
    const { zh, en } = this.speak(part);
    return { zh: `并非（${zh}）`, en: `not (${en})` };
  }

  #joined(parts: readonly Node[], zh: string, en: string): Words {
    const spoken = parts.map((part) => this.#bracketed(part));
    return { zh: spoken.map((words) => words.zh).join(zh), en: spoken.map((words) => words.en).join(en) };
  }

  /** Conditions inside conditions stand in brackets, so that 且 and 或者 cannot be misread. */
  #bracketed(part: Node): Words {
    const words = this.speak(part);
    return part.form === 'and' || part.form === 'or' ? { zh: `（${words.zh}）`, en: `(${words.en})` } : words;
  }

  #branches(args: readonly Node[]): Words {
    const zh: string[] = [];
    const en: string[] = [];
    for (let index = 0; index + 1 < args.length; index += 2) {
      const [condition, value] = [this.speak(args[index]!), this.speak(args[index + 1]!)];
      zh.push(`${condition.zh}时为${value.zh}`);
      en.push(`${value.en} where ${condition.en}`);
    }
    const rest = this.speak(args.at(-1)!);
    return { zh: `${zh.join('，')}，否则为${rest.zh}`, en: `${en.join(', ')}, otherwise ${rest.en}` };
  }

  #call(node: Node & { readonly form: 'call' }): Words {
    const args = node.args.map((arg) => ({ node: arg, words: this.#argument(node, arg) }));
    const spoken = (language: 'zh' | 'en'): SpokenArgument[] =>
      args.map(({ node: arg, words }) => ({ text: words[language], kind: arg.type.kind }));
    return { zh: node.operator.says.zh(...spoken('zh')), en: node.operator.says.en(...spoken('en')) };
  }

  /** A code literal takes the label that its neighbour in the same comparison gives it. */
  #argument(call: Node & { readonly form: 'call' }, arg: Node): Words {
    if (arg.form === 'literal' && (typeof arg.value === 'string' || Array.isArray(arg.value))) {
      if (arg.value === 'roll' || arg.value === 'fixed') return { zh: arg.value, en: arg.value };
      const neighbour = call.args.find((other) => other !== arg && other.form === 'fact');
      const labels = neighbour?.form === 'fact' ? (this.policy.facts[neighbour.name]?.enum ?? {}) : {};
      return valueWords(arg.type, arg.value, { ...this.#labels, ...labels });
    }
    if (arg.form === 'call' || arg.form === 'and' || arg.form === 'or' || arg.form === 'if') {
      const words = this.speak(arg);
      return arg.type.kind === 'boolean' || arg.form === 'if' ? { zh: `（${words.zh}）`, en: `(${words.en})` } : words;
    }
    return arg.type.kind === 'boolean' && arg.form === 'fact'
      ? { zh: `“${this.policy.facts[arg.name]!.titleZh}”`, en: lowerFirst(this.policy.facts[arg.name]!.meaning) }
      : this.speak(arg);
  }
}

const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** A space between Chinese and a figure, as print sets it. */
const spaced = (zh: string): string => zh.replace(/([\u4e00-\u9fff”）])(\d)/gu, '$1 $2');
