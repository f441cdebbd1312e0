import type { CodeLabels, Policy } from '@guicheng/policy-model';
import type { CompiledRule } from '../compiled-policy.ts';
import type { GroupResult } from '../group-evaluation.ts';
import type { Evaluation, Node } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import type { Value } from '../value.ts';
import { voiceOf, type Voice } from './voice.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import { printTyped, shownValue, valueTypeOf, type Titled } from './shown-value.ts';
import { sourceOf } from './value-source.ts';
import type { GroupNode, RuleNode, TraceNode } from './trace-node.ts';

/** The whole way to an answer: groups, rules, conditions, operands, notions unfolded; each with what it came to. Empty where the facts contradict each other. */
export function traceTree({ compiled, evaluation, results }: EvaluatedQuestion): GroupNode[] {
  const tracer = new Tracer(compiled.policy, evaluation);
  return results.map((result) => ({
    group: result.group.source.id,
    titleZh: result.group.source.titleZh,
    titleEn: result.group.source.titleEn,
    rules: result.group.rules.map((rule, index) => tracer.rule(result, rule, index)),
  }));
}

class Tracer {
  readonly #voice: Voice;
  readonly #labels: CodeLabels;
  /** A notion is taken apart once, however often it is used. */
  readonly #notions = new Map<string, TraceNode>();

  constructor(
    private readonly policy: Policy,
    private readonly evaluation: Evaluation,
  ) {
    this.#voice = voiceOf(policy);
    this.#labels = this.#voice.labels;
  }

  rule({ group, standings, holding }: GroupResult, rule: CompiledRule, index: number): RuleNode {
    const isRaised = rule.ifStated.every((name) => name in this.evaluation.facts);
    const standing = standings[index]!;
    const by = standing === 'displaced' ? rule.exceptions.find((exception) => standings[exception] === 'applies') : undefined;
    const { id, cites, source } = rule;
    return {
      rule: id,
      titleZh: source.titleZh,
      titleEn: source.titleEn,
      clauses: cites,
      standing: isRaised ? standing : 'not-raised',
      ...(by === undefined ? {} : { displacedBy: group.rules[by]!.id }),
      ...(isRaised ? { condition: this.node(rule.when, true) } : {}),
      gives: holding.includes(rule)
        ? rule.fields.map(({ name, definition, node }) => ({
            field: name,
            titleZh: definition.titleZh ?? name,
            value: this.node(node, true, definition),
          }))
        : [],
    };
  }

  /** `titled`: what gives a bare value its unit and labels. */
  node(node: Node, reached: boolean, titled: Titled = {}): TraceNode {
    const value = reached ? this.#run(node) : undefined;
    const own = this.#titled(node) ?? titled;
    const isCondition = node.type.kind === 'boolean';
    return {
      form: FORMS[node.form],
      words: node.form === 'literal' ? shownValue(node.type, node.value, own, this.#labels) : this.#voice.speak(node),
      reached,
      kind: node.type.kind === 'string' && own.enum !== undefined ? 'code' : valueTypeOf(node.type),
      ...(isCondition ? { truth: (value as boolean | null | undefined) ?? null } : {}),
      ...(value === undefined
        ? {}
        : {
            value: printTyped(node.type, value),
            valueWords: shownValue(node.type, value, own, this.#labels),
          }),
      ...(own.unit === undefined || isCondition ? {} : { unit: own.unit }),
      source: sourceOf(this.policy, node),
      parts: this.#parts(node, reached),
    };
  }

  /** A value that cannot be computed was not needed for the decision, else there would be none. */
  #run(node: Node): Value | undefined {
    try {
      return node.run(this.evaluation);
    } catch (cause) {
      if (cause instanceof RuleFault) return undefined;
      throw cause;
    }
  }

  #titled(node: Node): Titled | undefined {
    if (node.form === 'fact') return this.policy.facts[node.name]!;
    if (node.form === 'definition') return this.policy.definitions[node.name]!;
    return undefined;
  }

  /** Parts in order; what comes after the part that settles the whole was not evaluated, for what stands before it may be its guard. */
  #parts(node: Node, reached: boolean): TraceNode[] {
    if (node.form === 'definition') return [this.#notion(node, reached)];
    if (!('args' in node)) return [];
    if (node.form === 'if') return this.#branches(node.args, reached);
    const settling = node.form === 'and' ? false : node.form === 'or' ? true : undefined;
    const titled = node.args.map((arg) => this.#titled(arg)).find((one) => one !== undefined);
    let going = reached;
    return node.args.map((arg) => {
      const part = this.node(arg, going, titled);
      if (settling !== undefined && part.truth === settling) going = false;
      return part;
    });
  }

  #notion({ name, definition }: Node & { readonly form: 'definition' }, reached: boolean): TraceNode {
    const key = `${reached ? '' : 'not reached '}${name}`;
    const known = this.#notions.get(key);
    if (known !== undefined) return known;
    const made = this.node(definition.body, reached, this.policy.definitions[name]);
    this.#notions.set(key, made);
    return made;
  }

  #branches(args: readonly Node[], reached: boolean): TraceNode[] {
    const parts: TraceNode[] = [];
    let going = reached;
    for (let index = 0; index + 1 < args.length; index += 2) {
      const condition = this.node(args[index]!, going);
      parts.push(condition, this.node(args[index + 1]!, going && condition.truth !== false));
      if (condition.truth === true) going = false;
    }
    return [...parts, this.node(args.at(-1)!, going)];
  }
}

const FORMS = {
  and: 'all',
  or: 'any',
  not: 'not',
  if: 'cases',
  call: 'call',
  fact: 'fact',
  definition: 'definition',
  'as-of': 'as-of',
  literal: 'literal',
} as const satisfies Record<Node['form'], TraceNode['form']>;
