import { err, ok, parseCivilDate, type Result, type WorkingDayCalendar } from '@guicheng/kernel';
import {
  at,
  LIMITS,
  type ContestedReading,
  type Decision,
  type Expression,
  type OutcomeFieldDefinition,
  type Policy,
  type Problem,
  type Question,
  type QuestionRules,
  type Rule,
  type RuleGroup,
  problem,
} from '@guicheng/policy-model';
import type {
  CompiledContest,
  CompiledContradiction,
  CompiledField,
  CompiledGroup,
  CompiledPolicy,
  CompiledQuestion,
  CompiledRule,
  Consequence,
} from './compiled-policy.ts';
import { ExpressionCompiler } from './expression-compiler.ts';
import { questionTooCostly, ruleTooCostly, tooManyDefinitions, tooManyRules } from './excess.ts';
import { factsRead } from './facts-read.ts';
import { runAnd } from './forms.ts';
import { notNoneWhen } from './narrowing.ts';
import { mismatch } from './misfit.ts';
import type { Node } from './node.ts';
import { stepsOfQuestion, stepsOfRule } from './rule-steps.ts';
import { compatible, simple, typeOf, type Type } from './type.ts';

/** Compiles a policy once, for any number of evaluations. Refuses with all problems of all its expressions. */
export function compilePolicy(policy: Policy, digest: string, calendar: WorkingDayCalendar): Result<CompiledPolicy, Problem[]> {
  const excess = tooManyParts(policy);
  if (excess.length > 0) return err(excess);
  const compiler = new PolicyCompiler(policy, calendar);
  const compiled = compiler.compile(digest);
  return compiler.problems.length > 0 ? err(compiler.problems) : ok(compiled);
}

/** What there is too much of for the rest to be looked at. */
function tooManyParts({ questions, definitions }: Policy): Problem[] {
  const rules = Object.values(questions).reduce((sum, { groups }) => sum + groups.reduce((all, group) => all + group.rules.length, 0), 0);
  const notions = Object.keys(definitions).length;
  return [
    ...(rules > LIMITS.rulesOfPack ? [tooManyRules(rules)] : []),
    ...(notions > LIMITS.definitionsOfPack ? [tooManyDefinitions(notions)] : []),
  ];
}

class PolicyCompiler {
  readonly #expressions: ExpressionCompiler;

  constructor(
    private readonly policy: Policy,
    private readonly calendar: WorkingDayCalendar,
  ) {
    this.#expressions = new ExpressionCompiler(policy, calendar);
  }

  get problems(): Problem[] {
    return this.#expressions.problems;
  }

  compile(digest: string): CompiledPolicy {
    const { policy } = this;
    const definitions = new Map(
      Object.keys(policy.definitions).flatMap((name) => {
        const definition = this.#expressions.definition(name, at('/definitions', name));
        return definition === undefined ? [] : [[name, definition] as const];
      }),
    );
    const contradictions = policy.contradictions.flatMap((source, index) => {
      const when = this.#expressions.condition(source.when, at('/contradictions', index, 'when'));
      return when === undefined ? [] : [{ source, when }];
    });
    const questions = new Map<Question, CompiledQuestion>();
    for (const rules of Object.values(policy.questions)) questions.set(rules.question, this.#question(rules, contradictions));
    const { effectiveFrom, effectiveTo } = policy.manifest;
    return {
      policy,
      digest,
      calendar: this.calendar,
      effectiveFrom: effectiveFrom === null ? undefined : parseCivilDate(effectiveFrom),
      effectiveTo: effectiveTo === null ? undefined : parseCivilDate(effectiveTo),
      contestedDates: policy.manifest.contested.map(({ from, to, clause, readingZh, alternative }) => ({
        from: parseCivilDate(from)!,
        to: parseCivilDate(to)!,
        entry: Object.freeze({ clause, reading: readingZh, alternative: alternative as Decision['outcome'] }),
      })),
      questions,
      definitionCount: this.#expressions.definitionCount,
      definitions,
      contradictions,
    };
  }

  #question(rules: QuestionRules, contradictions: readonly CompiledContradiction[]): CompiledQuestion {
    const { question } = rules;
    const takes = (name: string): boolean =>
      Object.hasOwn(this.policy.facts, name) && this.policy.facts[name]!.questions.includes(question);
    const pointer = at('/questions', question, 'groups');
    const groups = rules.groups.map((group, index) => this.#group(question, group, at(pointer, index)));
    for (const [index, group] of groups.entries())
      for (const rule of group.rules)
        for (const name of factsRead(rule.when))
          if (!takes(name))
            this.#expressions.add(
              problem(
                'fact-not-for-question',
                at(pointer, index),
                `规则“${rule.id}”读取事实“${name}”，但 facts.json 没有为“${question}”声明它。`,
                `The rule "${rule.id}" reads the fact "${name}", which facts.json does not declare for "${question}".`,
              ),
            );
    const compiled = { question, groups, contradictions: contradictions.filter(({ source }) => source.facts.every(takes)) };
    this.#checkSteps(compiled, pointer);
    return compiled;
  }

  #checkSteps(question: CompiledQuestion, pointer: string): void {
    for (const [g, { source, rules }] of question.groups.entries())
      for (const rule of rules) {
        const steps = stepsOfRule(rule);
        if (steps > LIMITS.stepsOfRule)
          this.#expressions.add(ruleTooCostly(steps, at(pointer, g, 'rules', source.rules.indexOf(rule.source))));
      }
    const steps = stepsOfQuestion(question);
    if (steps > LIMITS.stepsOfQuestion) this.#expressions.add(questionTooCostly(steps, pointer));
  }

  #group(question: Question, source: RuleGroup, pointer: string): CompiledGroup {
    const when = source.when === undefined ? undefined : this.#expressions.condition(source.when, at(pointer, 'when'));
    const notNone = when === undefined ? new Set<string>() : notNoneWhen(when, true);
    const exceptions = exceptionsOf(source);
    const rules = source.rules.flatMap(
      (rule, index) => this.#rule(question, rule, when, notNone, exceptions.get(rule.id) ?? [], at(pointer, 'rules', index)) ?? [],
    );
    const otherwise =
      source.otherwise === undefined
        ? undefined
        : this.#consequence(question, { ...source.otherwise, id: `${source.id}/otherwise` }, notNone, at(pointer, 'otherwise'));
    return { source, when, rules, order: exceptionsFirst(rules), otherwise };
  }

  #rule(
    question: Question,
    source: Rule,
    groupWhen: Node | undefined,
    groupNotNone: ReadonlySet<string>,
    exceptions: readonly number[],
    pointer: string,
  ): CompiledRule | undefined {
    const own = this.#expressions.condition(source.when, at(pointer, 'when'), groupNotNone);
    const notNone = own === undefined ? groupNotNone : new Set([...groupNotNone, ...notNoneWhen(own, true)]);
    const consequence = this.#consequence(question, source, notNone, pointer);
    if (own === undefined) return undefined;
    const when: Node =
      groupWhen === undefined
        ? own
        : { form: 'and', args: [groupWhen, own], type: simple('boolean'), run: runAnd([groupWhen.run, own.run]) };
    return { ...consequence, source, ifStated: source.ifStated ?? [], when, exceptions };
  }

  #consequence(
    question: Question,
    source: Pick<Rule, 'id' | 'cites'> & Partial<Rule>,
    notNone: ReadonlySet<string>,
    pointer: string,
  ): Consequence {
    return {
      id: source.id,
      status: source.status ?? 'determined',
      fields: this.#fields(question, source.then ?? {}, notNone, at(pointer, 'then')),
      adds: Object.entries(source.adds ?? {}),
      blockers: source.blockers ?? [],
      warnings: source.warnings ?? [],
      cites: source.cites,
      contested: (source.contested ?? []).map((reading, index) =>
        this.#contest(question, reading, notNone, at(pointer, 'contested', index)),
      ),
    };
  }

  #contest(question: Question, source: ContestedReading, notNone: ReadonlySet<string>, pointer: string): CompiledContest {
    const when = source.when === undefined ? undefined : this.#expressions.condition(source.when, at(pointer, 'when'), notNone);
    const inside = when === undefined ? notNone : new Set([...notNone, ...notNoneWhen(when, true)]);
    const { status, ...fields } = source.alternative;
    return {
      source,
      when,
      status: typeof status === 'string' ? status : undefined,
      fields: this.#fields(question, fields, inside, at(pointer, 'alternative')),
    };
  }

  #fields(
    question: Question,
    values: Readonly<Record<string, Expression>>,
    notNone: ReadonlySet<string>,
    pointer: string,
  ): CompiledField[] {
    return Object.entries(values).flatMap(([name, expression]) => {
      const known = this.policy.outcomes[question] ?? {};
      const definition = Object.hasOwn(known, name) ? known[name] : undefined;
      // A field that does not exist was already reported by the model's own checks.
      if (definition === undefined) return [];
      const node = this.#value(definition, expression, notNone, at(pointer, name));
      return node === undefined ? [] : [{ name, definition, node }];
    });
  }

  #value(definition: OutcomeFieldDefinition, expression: Expression, notNone: ReadonlySet<string>, pointer: string): Node | undefined {
    const wanted = typeOf(definition);
    if (expression === null) {
      if (wanted.nullable) return { form: 'literal', type: wanted, value: null, run: () => null };
      return this.#expressions.add(problem('none-not-allowed', pointer, '这个结果字段不能为“无”。', 'This outcome field cannot be none.'));
    }
    const node = this.#expressions.compile(expression, pointer, notNone);
    if (node === undefined) return undefined;
    const found = this.#misfit(wanted, node, pointer);
    return found === undefined ? node : this.#expressions.add(found);
  }

  /** What keeps a value out of a field: another type, possibly none, or a code the field does not have. */
  #misfit(wanted: Type, node: Node, pointer: string): Problem | undefined {
    const isShare = node.type.kind === 'ratio' && (wanted.kind === 'percent' || wanted.kind === 'decimal');
    if (!isShare && !compatible(wanted, node.type)) return mismatch(pointer, wanted, node.type);
    if (node.type.nullable && !wanted.nullable)
      return problem(
        'none-not-guarded',
        pointer,
        '这个值可能为“无”，须先用 isNone 排除。',
        'This value may be none: exclude that with isNone first.',
      );
    if (wanted.codes === undefined) return undefined;
    const unknown = [...literalCodes(node)].find((code) => wanted.codes?.has(code) === false);
    return unknown === undefined
      ? undefined
      : problem(
          'unknown-code',
          pointer,
          `这个结果字段没有代码“${unknown}”。可用：${[...wanted.codes].join('、')}。`,
          `The field has no code "${unknown}". Known: ${[...wanted.codes].join(', ')}.`,
        );
  }
}

/** Of each rule that has some: the indices of the rules that displace it. */
function exceptionsOf({ rules }: RuleGroup): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { exceptionOf }] of rules.entries())
    for (const id of new Set(exceptionOf ?? [])) found.set(id, [...(found.get(id) ?? []), index]);
  return found;
}

/** The codes an expression can come to, as far as they stand in it as literals. */
function literalCodes(node: Node): Set<string> {
  if (node.form === 'literal') return new Set([node.value].flat().filter((value): value is string => typeof value === 'string'));
  if (node.form === 'definition') return literalCodes(node.definition.body);
  if (node.form === 'if')
    return new Set(
      node.args.filter((_, index) => index % 2 === 1 || index === node.args.length - 1).flatMap((branch) => [...literalCodes(branch)]),
    );
  return new Set();
}

function exceptionsFirst(rules: readonly CompiledRule[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (index: number): void => {
    // A cycle is refused by the model's checks; here it must only end.
    if (seen.has(index)) return;
    seen.add(index);
    for (const exception of rules[index]?.exceptions ?? []) visit(exception);
    order.push(index);
  };
  for (const index of rules.keys()) visit(index);
  return order;
}
