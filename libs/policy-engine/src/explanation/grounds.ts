import type { Micro } from '@guicheng/kernel';
import type { Policy } from '@guicheng/policy-model';
import type { Evaluation, Node } from '../node.ts';
import { typeOf, type Type } from '../type.ts';
import { spaced, type Call } from '../wording/sentence.ts';
import type { Words } from '../wording/value-words.ts';
import { isRatio, type Value } from '../value.ts';
import { measureOf } from '../wording/measure-word.ts';
import { parityOf } from '../wording/phrases.ts';
import { factsReallyRead } from './facts-really-read.ts';
import { brief, joinEn, joinZh, keyed, type Ground } from './statements.ts';
import { clausesOf, sourceOf } from './value-source.ts';
import type { Voice } from './voice.ts';
import type { Figure } from './figure.ts';
import { percentBeside, preciseShare } from './precise-share.ts';
import { printTyped, shownValue, unitOf, valueTypeOf, type Titled } from './shown-value.ts';

/** Values that are figures: a reader asks where they come from. */
const FIGURES = new Set<Type['kind']>(['integer', 'decimal', 'percent', 'ratio', 'money', 'date', 'month', 'instant']);
/** Comparisons that read on without their first argument: 建设金额 520 万元（超过 500 万元）. */
const COMPARED = new Set(['<', '<=', '>', '>=', 'atMost', 'atLeast', 'moreThan', 'lessThan', '==', '!=', 'in']);

const nothing: Words = { zh: '', en: '' };

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
    /** Of what notions are found from, only figures are said. */
    private readonly onlyFigures = false,
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
        return [this.#notion(node, value === true, depth)];
      case 'as-of':
        return [];
      case 'call':
        return [this.#tested(node, value === true, depth)];
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

  #notion(node: Node & { readonly form: 'definition' }, isTrue: boolean, depth: number): Ground {
    for (const clause of this.policy.definitions[node.name]!.cites) this.clauses.add(clause);
    const words = this.voice.speaker.notion(node.name, isTrue);
    const key = `notion ${node.name}`;
    const before = this.figures.length;
    const all = depth >= this.deepest ? [] : this.of(node.definition.body, depth + 1);
    const found = this.onlyFigures ? all.filter(({ hasFigure }) => hasFigure) : all;
    const hasFigure = this.figures.length > before;
    // A notion that is nothing but another one is told by what that one was found from.
    const [only] = found;
    const inner = found.length === 1 && only?.inner !== undefined ? only.inner : found;
    if (inner.length === 0) return { key, ...words };
    return { key, inner, hasFigure, zh: `${words.zh}（${joinZh(inner)}）`, en: `${words.en} (${joinEn(inner)})` };
  }

  #tested(call: Call, isTrue: boolean, depth: number): Ground {
    const before = this.figures.length;
    const words = this.#test(call, isTrue, depth);
    return { ...keyed(words), hasFigure: this.figures.length > before };
  }

  #test(call: Call, isTrue: boolean, depth: number): Words {
    const parity = parityOf(call);
    if (parity !== undefined) return this.#withRemark(parity.of, parity[isTrue ? 'yes' : 'no']);
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

  /** A value and what is to be noticed of it: 验收专家人数 4 人（为偶数）. */
  #withRemark(node: Node, { zh, en }: Words): Words {
    const value = this.value(node, this.deepest);
    return { zh: `${value.zh}（${zh}）`, en: `${value.en} (${en})` };
  }

  #compared(call: Call, middle: Node, isTrue: boolean, depth: number): Words {
    const said = call.args.map((arg) => (arg === middle ? nothing : arg.form === 'literal' ? undefined : this.value(arg, depth)));
    const isOfCodes = !FIGURES.has(middle.type.kind);
    // "为“新建”" says the value itself, and of a list of codes the one that it is tells enough.
    if (isOfCodes && (call.operator.name === (isTrue ? '==' : '!=') || (call.operator.name === 'in' && isTrue)))
      return this.value(middle, depth);
    for (const arg of call.args) if (arg.form === 'literal') this.#figureOf(arg, this.#titledBeside(call, arg));
    const isSaidByValue = call.operator.name === (isTrue ? '==' : '!=') && call.args.some(({ form }) => form === 'literal');
    if (isSaidByValue && (middle.form === 'fact' || middle.form === 'definition')) return this.#derived(middle, depth);
    const how =
      call.args.length === 3 && !isTrue
        ? this.#outside(call)
        : this.voice.speaker.test(call, isTrue, (arg) => said[call.args.indexOf(arg)]);
    const subject = this.value(middle, this.deepest, percentBeside(call.args, middle, this.evaluation));
    const formula = this.#formula(middle, depth);
    return {
      zh: `${subject.zh}（${[...formula.map(({ zh }) => zh), how.zh.trim()].join('，')}）`,
      en: `${subject.en} (${[...formula.map(({ en }) => en), how.en.trim().replace(/^is /, '')].join(', ')})`,
    };
  }

  /** A value with what it was computed from. */
  #derived(node: Node, depth: number): Words {
    const value = this.value(node, this.deepest);
    const [formula] = this.#formula(node, depth);
    return formula === undefined ? value : { zh: `${value.zh}（${formula.zh}）`, en: `${value.en} (${formula.en})` };
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
  value(node: Node, depth: number, beside?: Micro): Words {
    const value = node.run(this.evaluation);
    if (value === undefined) return nothing;
    if (node.form === 'definition') for (const clause of this.policy.definitions[node.name]!.cites) this.clauses.add(clause);
    const name = this.#name(node);
    if (node.form === 'call') this.#figuresInName(node);
    if (value === null) return { zh: `没有${name.zh}`, en: `no ${name.en}` };
    const shown = this.#shown(node, this.#titled(node), beside);
    this.#figureOf(node, this.#titled(node), beside);
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

  /** What is computed on the spot is called by its operands; those that are fixed figures are said with it. */
  #figuresInName(call: Call): void {
    for (const arg of call.args) {
      if (arg.form === 'call') this.#figuresInName(arg);
      else if (arg.form === 'definition' && arg.definition.body.form === 'literal') this.#figureOf(arg, this.#titled(arg));
      else if (arg.form === 'literal') this.#figureOf(arg, this.#titledBeside(call, arg));
    }
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

  /** What a figure was computed from: 由建设金额 520 万元得出. Undefined: it was not, or from nothing that was stated. */
  formula(node: Node): Words | undefined {
    return this.#formula(node, 0)[0];
  }

  #formula(node: Node, depth: number): Words[] {
    if (node.form === 'fact' || node.form === 'literal' || node.form === 'as-of' || depth >= this.deepest) return [];
    const body = node.form === 'definition' ? node.definition.body : node;
    const read = [...factsReallyRead(body, this.evaluation)]
      .map((name) => this.#factNode(name))
      .filter((fact) => FIGURES.has(fact.type.kind) && typeof fact.run(this.evaluation) === 'number')
      .map((fact) => this.value(fact, this.deepest));
    return read.length === 0
      ? []
      : [
          {
            zh: spaced(`由${read.map(({ zh }) => zh).join('、')}得出`),
            en: `from ${read.map(({ en }) => en).join(', ')}`,
          },
        ];
  }

  /** A stated fact by name, with its value. */
  fact(name: string): Words {
    const stated = this.evaluation.facts[name];
    if (typeof stated === 'boolean') return this.#yesNo(this.policy.facts[name]!, stated);
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

  #shown(node: Node, titled: Titled, beside?: Micro): Words {
    const value = node.run(this.evaluation);
    if (value === undefined) return { zh: '未知', en: 'unknown' };
    const precise = isRatio(value) && beside !== undefined ? preciseShare(value, beside) : undefined;
    if (precise !== undefined) return { zh: `${precise} %`, en: `${precise} %` };
    const shown = shownValue(node.type, value, titled, this.voice.labels);
    // What is computed on the spot is counted in what its operands are counted in.
    const measure = node.form === 'call' && node.type.kind === 'integer' ? measureOf(node, this.policy) : undefined;
    return measure === undefined ? shown : { zh: `${shown.zh} ${measure.zh}`, en: `${shown.en} ${measure.en}`.trimEnd() };
  }

  #figureOf(node: Node, titled: Titled, beside?: Micro): void {
    const value = node.run(this.evaluation) as Value | undefined;
    if (value === undefined || value === null || !FIGURES.has(node.type.element ?? node.type.kind)) return;
    const source = sourceOf(this.policy, node);
    this.figures.push({
      words: this.#shown(node, titled, beside),
      kind: valueTypeOf(node.type),
      value: printTyped(node.type, value),
      of: node.form === 'literal' ? { zh: titled.titleZh ?? '规则', en: 'the rule' } : this.#name(node),
      ...unitOf(node.type.element ?? node.type.kind, titled.unit),
      source,
      clauses: clausesOf(source, this.cites),
    });
  }
}
