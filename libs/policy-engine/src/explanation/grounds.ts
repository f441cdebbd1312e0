import type { Policy } from '@guicheng/policy-model';
import type { Evaluation, Node } from '../node.ts';
import { typeOf, type Type } from '../type.ts';
import { spaced, type Call } from '../wording/sentence.ts';
import type { Words } from '../wording/value-words.ts';
import type { Value } from '../value.ts';
import { lowerFirst } from '../wording/yes-no-phrase.ts';
import type { Voice } from './voice.ts';
import type { Figure } from './figure.ts';
import { printTyped, shownValue, type Titled } from './shown-value.ts';

/** Values that are figures: a reader asks where they come from. */
const FIGURES = new Set<Type['kind']>(['integer', 'decimal', 'percent', 'ratio', 'money', 'date', 'month', 'instant']);
/** Comparisons that read on without their first argument: 建设金额 520 万元（超过 500 万元）. */
const COMPARED = new Set(['<', '<=', '>', '>=', 'atMost', 'atLeast', 'moreThan', 'lessThan', '==', '!=', 'in']);

const nothing: Words = { zh: '', en: '' };

/** One statement; two with the same key say the same, unfolded more or less. */
export interface Ground extends Words {
  readonly key: string;
}

/** Why a condition came to what it did, in as few statements as settle it: of an "and" that fails one failing part, of an "or" that holds one holding part. */
export class Grounds {
  readonly figures: Figure[] = [];
  /** Clauses of the notions named. */
  readonly clauses = new Set<string>();

  constructor(
    private readonly policy: Policy,
    private readonly voice: Voice,
    private readonly evaluation: Evaluation,
    /** Clauses of the rule that is explained: the source of the figures written in it. */
    private readonly cites: readonly string[],
    /** Notions within notions are unfolded so far; deeper ones stand by their name alone, the whole is in the tree. */
    private readonly deepest: number,
  ) {}

  /** Statements that together make the condition what it is; none for one that is written as true. */
  of(node: Node, depth = 0): Ground[] {
    const value = node.run(this.evaluation);
    if (value === undefined) return [];
    switch (node.form) {
      case 'literal':
        return [];
      case 'and':
      case 'or': {
        const settling = node.form === 'or';
        if (value !== settling) return node.args.flatMap((arg) => this.of(arg, depth));
        const first = node.args.find((arg) => arg.run(this.evaluation) === settling)!;
        return this.of(first, depth);
      }
      case 'not':
        return this.of(node.args[0]!, depth);
      case 'if':
        return this.#branch(node.args, depth);
      case 'fact':
        return [
          {
            key: `fact ${node.name}`,
            ...this.#yesNo(this.policy.facts[node.name]!, value === true),
          },
        ];
      case 'definition':
        return [
          {
            key: `notion ${node.name}`,
            ...this.#notion(node, value === true, depth),
          },
        ];
      case 'as-of':
        return [];
      case 'call':
        return [keyed(this.#test(node, value === true, depth))];
    }
  }

  #branch(args: readonly Node[], depth: number): Ground[] {
    const said: Ground[] = [];
    for (let index = 0; index + 1 < args.length; index += 2) {
      said.push(...this.of(args[index]!, depth));
      if (args[index]!.run(this.evaluation) === true) return [...said, ...this.of(args[index + 1]!, depth)];
    }
    return [...said, ...this.of(args.at(-1)!, depth)];
  }

  #yesNo({ titleZh, meaning }: { readonly titleZh: string; readonly meaning: string }, isTrue: boolean): Words {
    return {
      zh: `“${titleZh}”为${isTrue ? '是' : '否'}`,
      en: `“${brief(meaning)}” is ${isTrue ? 'true' : 'false'}`,
    };
  }

  #notion(node: Node & { readonly form: 'definition' }, isTrue: boolean, depth: number): Words {
    for (const clause of this.policy.definitions[node.name]!.cites) this.clauses.add(clause);
    const words = this.voice.speaker.notion(node.name, isTrue);
    const inside = depth >= this.deepest ? [] : this.of(node.definition.body, depth + 1);
    return inside.length === 0
      ? words
      : {
          zh: `${words.zh}（${joinZh(inside)}）`,
          en: `${words.en} (${joinEn(inside)})`,
        };
  }

  #test(call: Call, isTrue: boolean, depth: number): Words {
    const [first, second, third] = call.args;
    const middle = third !== undefined ? second : first;
    if (COMPARED.has(call.operator.name) && middle !== undefined && middle.form !== 'literal')
      return this.#compared(call, middle, isTrue, depth);
    const plain = this.voice.speaker.test(call, isTrue, () => undefined);
    for (const arg of call.args) if (arg.form === 'literal') this.#figureOf(arg, this.#titledBeside(call, arg));
    const isSaid = call.operator.name === 'isNone' || (call.operator.name === 'in' && first?.form === 'literal');
    const operands = isSaid ? [] : call.args.filter((arg) => arg.form !== 'literal').map((arg) => this.value(arg, depth));
    const shown = operands.filter(({ zh }) => zh !== '');
    if (shown.length === 0) return plain;
    return {
      zh: `${plain.zh}（${shown.map(({ zh }) => zh).join('，')}）`,
      en: `${plain.en} (${shown.map(({ en }) => en).join(', ')})`,
    };
  }

  #compared(call: Call, middle: Node, isTrue: boolean, depth: number): Words {
    const said = call.args.map((arg) => (arg === middle ? nothing : arg.form === 'literal' ? undefined : this.value(arg, depth)));
    const isOfCodes = !FIGURES.has(middle.type.kind);
    // "为“新建”" says the value itself, and of a list of codes the one that it is tells enough.
    if (isOfCodes && (call.operator.name === (isTrue ? '==' : '!=') || (call.operator.name === 'in' && isTrue)))
      return this.value(middle, depth);
    for (const arg of call.args) if (arg.form === 'literal') this.#figureOf(arg, this.#titledBeside(call, arg));
    const how =
      call.args.length === 3 && !isTrue
        ? this.#outside(call)
        : this.voice.speaker.test(call, isTrue, (arg) => said[call.args.indexOf(arg)]);
    const subject = this.value(middle, this.deepest);
    const formula = this.#formula(middle, depth);
    return {
      zh: `${subject.zh}（${[...formula.map(({ zh }) => zh), how.zh.trim()].join('，')}）`,
      en: `${subject.en} (${[...formula.map(({ en }) => en), how.en.trim().replace(/^is /, '')].join(', ')})`,
    };
  }

  #outside(call: Call): Words {
    const [low, , high] = call.args.map((arg) =>
      arg.form === 'literal' ? this.#shown(arg, this.#titledBeside(call, arg)) : this.value(arg, this.deepest),
    );
    return {
      zh: `不在 ${low!.zh}至 ${high!.zh}之间`,
      en: `not between ${low!.en} and ${high!.en}`,
    };
  }

  /** A value by name: 建设金额 520 万元. */
  value(node: Node, depth: number): Words {
    const value = node.run(this.evaluation);
    if (value === undefined) return nothing;
    if (node.form === 'definition') for (const clause of this.policy.definitions[node.name]!.cites) this.clauses.add(clause);
    const shown = this.#shown(node, this.#titled(node));
    this.#figureOf(node, this.#titled(node));
    const name = this.#name(node);
    const is = node.form === 'call' ? '即 ' : FIGURES.has(node.type.kind) ? ' ' : '为';
    // What is computed on the spot has no name of its own; its operands are said.
    const formula = node.form === 'call' && depth < this.deepest ? this.#formula(node, depth) : [];
    const from =
      formula.length === 0
        ? nothing
        : {
            zh: `（${formula.map(({ zh }) => zh).join('，')}）`,
            en: ` (${formula.map(({ en }) => en).join(', ')})`,
          };
    return {
      zh: spaced(`${name.zh}${is}${shown.zh}${from.zh}`),
      en: `${name.en} ${shown.en}${from.en}`,
    };
  }

  #name(node: Node): Words {
    if (node.form === 'fact') {
      const { titleZh, meaning } = this.policy.facts[node.name]!;
      return { zh: titleZh, en: brief(meaning) };
    }
    if (node.form === 'definition') {
      const { titleZh, titleEn } = this.policy.definitions[node.name]!;
      return { zh: titleZh, en: brief(titleEn) };
    }
    return this.voice.speak(node);
  }

  /** What a computed figure was computed from, as far as it was stated. */
  #formula(node: Node, depth: number): Words[] {
    if (node.form === 'fact' || node.form === 'literal' || node.form === 'as-of' || depth >= this.deepest) return [];
    const body = node.form === 'definition' ? node.definition.body : node;
    const names = new Set<string>();
    collectRead(body, this.evaluation, names);
    const read = [...names]
      .map((name) => this.#factNode(name))
      .filter((fact) => FIGURES.has(fact.type.kind) && typeof fact.run(this.evaluation) === 'number')
      .map((fact) => this.value(fact, this.deepest));
    return read.length === 0
      ? []
      : [
          {
            zh: `由${read.map(({ zh }) => zh).join('、')}得出`,
            en: `from ${read.map(({ en }) => en).join(', ')}`,
          },
        ];
  }

  /** A stated fact by name, with its value. */
  fact(name: string): Words {
    return this.value(this.#factNode(name), this.deepest);
  }

  #factNode(name: string): Node {
    return { form: 'fact', name, type: typeOf(this.policy.facts[name]!), run: (evaluation) => evaluation.facts[name] };
  }

  #titled(node: Node): Titled {
    if (node.form === 'fact') return this.policy.facts[node.name]!;
    return node.form === 'definition' ? this.policy.definitions[node.name]! : {};
  }

  #titledBeside(call: Call, literal: Node): Titled {
    return (
      call.args
        .filter((arg) => arg !== literal)
        .map((arg) => this.#titled(arg))
        .find(({ titleZh }) => titleZh !== undefined) ?? {}
    );
  }

  #shown(node: Node, titled: Titled): Words {
    const value = node.run(this.evaluation);
    return value === undefined ? { zh: '未知', en: 'unknown' } : shownValue(node.type, value, titled, this.voice.labels);
  }

  #figureOf(node: Node, titled: Titled): void {
    const value = node.run(this.evaluation) as Value | undefined;
    if (value === undefined || value === null || !FIGURES.has(node.type.element ?? node.type.kind)) return;
    const isNamed = node.form === 'definition';
    this.figures.push({
      words: this.#shown(node, titled),
      value: printTyped(node.type, value),
      of: node.form === 'literal' ? { zh: titled.titleZh ?? '规则', en: 'the rule' } : this.#name(node),
      ...(titled.unit === undefined ? {} : { unit: titled.unit }),
      source:
        node.form === 'fact'
          ? { kind: 'fact', name: node.name }
          : isNamed
            ? {
                kind: 'definition',
                name: node.name,
                clauses: this.policy.definitions[node.name]!.cites,
              }
            : node.form === 'as-of'
              ? { kind: 'as-of' }
              : node.form === 'literal'
                ? { kind: 'rule' }
                : {
                    kind: 'computed',
                    operator: node.form === 'call' ? node.operator.name : node.form,
                  },
      clauses: isNamed ? this.policy.definitions[node.name]!.cites : node.form === 'literal' ? this.cites : [],
    });
  }
}

/** A statement that is like no other. */
export const keyed = (words: Words): Ground => ({ key: words.zh, ...words });

/** An English title as it stands inside a sentence. */
const brief = (text: string): string => lowerFirst(text.split(/[:;]/u)[0]!.trim());

/** Facts that were really read for a value: of cases, those of the branch taken. */
function collectRead(node: Node, evaluation: Evaluation, into: Set<string>): void {
  if (node.form === 'fact') into.add(node.name);
  else if (node.form === 'definition') collectRead(node.definition.body, evaluation, into);
  else if (node.form === 'if') {
    for (let index = 0; index + 1 < node.args.length; index += 2)
      if (node.args[index]!.run(evaluation) === true) return collectRead(node.args[index + 1]!, evaluation, into);
    collectRead(node.args.at(-1)!, evaluation, into);
  } else if ('args' in node) for (const arg of node.args) collectRead(arg, evaluation, into);
}

/** 甲、乙且丙. Statements that hold commas or 且 themselves are joined by commas, so that nothing is misread. */
export function joinZh(statements: readonly Words[]): string {
  const said = statements.map(({ zh }) => zh);
  if (said.length < 2) return said.join('');
  return `${said.slice(0, -1).join('、')}，且${said.at(-1)!}`;
}

export const joinEn = (statements: readonly Words[]): string => statements.map(({ en }) => en).join(' and ');
