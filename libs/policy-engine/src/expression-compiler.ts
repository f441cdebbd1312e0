import { counted, type WorkingDayCalendar } from '@guicheng/kernel';
import { at, LIMITS, type Expression, type Policy, type Problem } from '@guicheng/policy-model';
import { chainTooLong, expandsTooFar, tooDeep, tooManyProblems, tooManyNodes, tooManyCharacters } from './excess.ts';
import { runAnd, runAsOf, runCall, runDefinition, runFact, runIf, runNot, runOr } from './forms.ts';
import { LITERALS } from './literal.ts';
import { literal, plainLiteral, typedLiteral, type NotALiteral } from './literal-node.ts';
import { conditionMayBeNone, definitionMayBeNone, mismatch } from './misfit.ts';
import { measureOf } from './measure.ts';
import { notNoneWhen } from './narrowing.ts';
import type { CompiledDefinition, Node } from './node.ts';
import { OPERATORS } from './operators/index.ts';
import { charactersOf, shownNames, shownText } from './shown-text.ts';
import { compatible, join, simple, titleEn, titleZh, typeOf } from './type.ts';
import { sameValue } from './value.ts';

const OPERATORS_BY_NAME = new Map(OPERATORS.map((operator) => [operator.name, operator]));
const FORMS = ['var', 'def', 'and', 'or', '!', 'if'];
const KNOWN_OPERATORS = [...FORMS, ...Object.keys(LITERALS), ...OPERATORS_BY_NAME.keys()];

/** Where an expression stands: facts known not to be none there, and how deep it is nested. */
interface Place {
  readonly pointer: string;
  readonly notNone: ReadonlySet<string>;
  readonly depth: number;
}

/** Checks and compiles expressions of one policy. Problems are collected; an expression with a problem compiles to `undefined`. */
export class ExpressionCompiler {
  readonly problems: Problem[] = [];
  readonly #definitions = new Map<string, CompiledDefinition | 'in-progress' | 'broken'>();
  /** Of the expression that is being compiled: nodes, and characters of its texts. */
  #nodes = 0;
  #characters = 0;
  /** Definitions that are being compiled, each for the one before. */
  #chain = 0;

  constructor(
    private readonly policy: Policy,
    private readonly calendar: WorkingDayCalendar,
  ) {}

  get definitionCount(): number {
    return this.#definitions.size;
  }

  compile(expression: Expression | undefined, pointer: string, notNone: ReadonlySet<string> = new Set()): Node | undefined {
    this.#nodes = 0;
    this.#characters = 0;
    const node = this.#node(expression, { pointer, notNone, depth: 1 });
    if (node === undefined) return undefined;
    const excess = expandsTooFar(measureOf(node), pointer);
    return excess === undefined ? node : this.add(excess);
  }

  /** Notes a problem, as long as not too many are known already. */
  add(found: Problem): undefined {
    if (this.problems.length < LIMITS.problemsTold) this.problems.push(found);
    else if (this.problems.length === LIMITS.problemsTold) this.problems.push(tooManyProblems());
    return undefined;
  }

  /** Compiles an expression that must be a condition. */
  condition(expression: Expression | undefined, pointer: string, notNone?: ReadonlySet<string>): Node | undefined {
    const node = this.compile(expression, pointer, notNone);
    return node === undefined || this.#isCondition(node, pointer) ? node : undefined;
  }

  /** Reports a condition that is no yes or no, or may be none, which is neither. */
  #isCondition({ type }: Node, pointer: string): boolean {
    if (type.kind === 'boolean' && !type.nullable) return true;
    this.add(type.kind === 'boolean' ? conditionMayBeNone(pointer) : mismatch(pointer, simple('boolean'), type));
    return false;
  }

  definition(name: string, pointer: string): CompiledDefinition | undefined {
    const known = this.#definitions.get(name);
    if (known === 'in-progress')
      return this.#report('definition-cycle', pointer, `定义“${name}”直接或间接引用了自己。`, `The definition "${name}" refers to itself.`);
    if (known === 'broken') return undefined;
    if (known !== undefined) return known;
    const declared = Object.hasOwn(this.policy.definitions, name) ? this.policy.definitions[name] : undefined;
    if (declared === undefined)
      return this.#report(
        'unknown-definition',
        pointer,
        `没有名为“${shownText(name)}”的定义。`,
        `There is no definition "${shownText(name)}".`,
      );
    this.#definitions.set(name, 'in-progress');
    const index = this.#definitions.size - 1;
    const [nodes, characters] = [this.#nodes, this.#characters];
    const place = at('/definitions', name, 'is');
    this.#chain += 1;
    const body = this.#chain > LIMITS.levelsOfChain ? this.add(chainTooLong(place)) : this.compile(declared.is, place);
    this.#chain -= 1;
    [this.#nodes, this.#characters] = [nodes, characters];
    const wanted = declared.type === 'ratio' ? simple('ratio') : typeOf({ type: declared.type });
    const fits = body !== undefined && (compatible(wanted, body.type) || this.add(mismatch(place, wanted, body.type)) !== undefined);
    const noneFree = fits && (!body.type.nullable || this.add(definitionMayBeNone(place)) !== undefined);
    if (!fits || !noneFree) {
      this.#definitions.set(name, 'broken');
      return undefined;
    }
    const compiled: CompiledDefinition = { name, index, body };
    this.#definitions.set(name, compiled);
    return compiled;
  }

  #report(code: string, pointer: string, zh: string, en: string): undefined {
    return this.add({ code, pointer, zh, en });
  }

  #node(expression: Expression | undefined, place: Place): Node | undefined {
    const before = this.#nodes;
    this.#nodes += 1 + (Array.isArray(expression) ? expression.length : 0);
    if (this.#nodes > LIMITS.nodesOfExpression)
      return before > LIMITS.nodesOfExpression ? undefined : this.add(tooManyNodes(place.pointer));
    if (place.depth > LIMITS.levelsOfExpression) return this.add(tooDeep(place.pointer));
    const read = this.#characters;
    this.#characters += charactersOf(expression);
    if (this.#characters > LIMITS.charactersOfExpression)
      return read > LIMITS.charactersOfExpression ? undefined : this.add(tooManyCharacters(place.pointer));
    if (Array.isArray(expression) || ['boolean', 'string', 'number'].includes(typeof expression))
      return this.#literal(plainLiteral(expression as boolean | number | string | readonly Expression[]), place.pointer);
    if (typeof expression === 'object' && expression !== null)
      return this.#operation(expression as { readonly [operator: string]: Expression }, place);
    return this.#report('expression-missing', place.pointer, '此处需要一个表达式。', 'An expression is needed here.');
  }

  #literal(made: Node | NotALiteral, pointer: string): Node | undefined {
    return 'form' in made ? made : this.#report(made[0], pointer, made[1], made[2]);
  }

  #operation(expression: { readonly [operator: string]: Expression }, place: Place): Node | undefined {
    const names = Object.keys(expression);
    const [name] = names;
    if (names.length !== 1 || name === undefined)
      return this.#report(
        'operator-not-single',
        place.pointer,
        `每个表达式对象只能有一个操作符，这里有 ${names.length} 个：${shownNames(names).join('、')}。`,
        `An expression object has exactly one operator; this one has ${names.length}: ${shownNames(names).join(', ')}.`,
      );
    const pointer = at(place.pointer, name);
    const argument = expression[name];
    const made = typedLiteral(name, argument);
    if (made !== undefined) return this.#literal(made, pointer);
    if (name === 'var') return this.#fact(argument, pointer, place.notNone);
    if (name === 'def') return this.#reference(argument, pointer);
    const written = Array.isArray(argument) ? (argument as readonly Expression[]) : [argument as Expression];
    if (this.#nodes + written.length > LIMITS.nodesOfExpression) {
      this.#nodes = LIMITS.nodesOfExpression + 1;
      return this.add(tooManyNodes(pointer));
    }
    if (name === 'and' || name === 'or' || name === '!' || name === 'if') return this.#logic(name, written, pointer, place);
    return this.#call(name, written, pointer, place);
  }

  #fact(argument: Expression | undefined, pointer: string, notNone: ReadonlySet<string>): Node | undefined {
    if (argument === 'asOf') return { form: 'as-of', type: simple('date'), run: runAsOf };
    if (typeof argument !== 'string' || !Object.hasOwn(this.policy.facts, argument))
      return this.#report(
        'unknown-fact',
        pointer,
        `没有声明事实“${shownText(argument)}”。`,
        `The fact "${shownText(argument)}" is not declared.`,
      );
    const type = typeOf(this.policy.facts[argument]!);
    return {
      form: 'fact',
      name: argument,
      type: type.nullable && notNone.has(argument) ? { ...type, nullable: false, guarded: true } : type,
      run: runFact(argument),
    };
  }

  #reference(argument: Expression | undefined, pointer: string): Node | undefined {
    if (typeof argument !== 'string')
      return this.#report('unknown-definition', pointer, '“def”后面应是定义的名称。', '"def" takes the name of a definition.');
    const definition = this.definition(argument, pointer);
    return definition && { form: 'definition', name: argument, definition, type: definition.body.type, run: runDefinition(definition) };
  }

  #logic(name: 'and' | 'or' | '!' | 'if', written: readonly Expression[], pointer: string, place: Place): Node | undefined {
    const isCountRight =
      name === '!' ? written.length === 1 : name === 'if' ? written.length >= 3 && written.length % 2 === 1 : written.length >= 1;
    if (!isCountRight) return this.#arity(name, pointer, written.length);
    const args: Node[] = [];
    let notNone = place.notNone;
    let isWhole = true;
    for (const [index, part] of written.entries()) {
      const isBranch = name === 'if' && (index % 2 === 1 || index === written.length - 1);
      const condition = isBranch && index % 2 === 1 ? args[index - 1] : undefined;
      const here = condition === undefined ? notNone : union(notNone, notNoneWhen(condition, true));
      const node = this.#node(part, { pointer: at(pointer, index), notNone: here, depth: place.depth + 1 });
      if (node === undefined || (!isBranch && !this.#isCondition(node, at(pointer, index)))) {
        isWhole = false;
        // A stand-in keeps later arguments checked, so that all problems are reported at once.
        args.push(literal(simple('boolean'), true));
        continue;
      }
      args.push(node);
      if (name === 'and') notNone = union(notNone, notNoneWhen(node, true));
      if (name === 'or') notNone = union(notNone, notNoneWhen(node, false));
      if (name === 'if' && isBranch && condition !== undefined)
        notNone = union(place.notNone, ...conditionsOf(args).map((each) => notNoneWhen(each, false)));
    }
    if (!isWhole) return undefined;
    const runs = args.map(({ run }) => run);
    if (name === '!') return { form: 'not', args, type: simple('boolean'), run: runNot(runs[0]!) };
    if (name === 'and') return { form: 'and', args, type: simple('boolean'), run: runAnd(runs) };
    if (name === 'or') return { form: 'or', args, type: simple('boolean'), run: runOr(runs) };
    return this.#branches(args, pointer);
  }

  #branches(args: readonly Node[], pointer: string): Node | undefined {
    const branches = args.filter((_, index) => index % 2 === 1 || index === args.length - 1);
    let type = branches[0]!.type;
    for (const branch of branches.slice(1)) {
      if (!compatible(type, branch.type))
        return this.#report(
          'type-mismatch',
          pointer,
          `“if”的各分支类型不同：${titleZh(type)}与${titleZh(branch.type)}。`,
          `The branches of "if" differ: ${titleEn(type)} and ${titleEn(branch.type)}.`,
        );
      type = join(type, branch.type);
    }
    return {
      form: 'if',
      args,
      type,
      run: runIf(
        args.map(({ run }) => run),
        sameValue,
      ),
    };
  }

  #call(name: string, written: readonly Expression[], pointer: string, place: Place): Node | undefined {
    const operator = OPERATORS_BY_NAME.get(name);
    if (operator === undefined)
      return this.#report(
        'unknown-operator',
        pointer,
        `没有操作符“${shownText(name)}”。可用：${KNOWN_OPERATORS.join('、')}。`,
        `There is no operator "${shownText(name)}". Known: ${KNOWN_OPERATORS.join(', ')}.`,
      );
    if (written.length > operator.arity[1]) return this.#arity(name, pointer, written.length);
    const args = written.map((part, index) =>
      this.#node(part, { pointer: at(pointer, index), notNone: place.notNone, depth: place.depth + 1 }),
    );
    if (args.length < operator.arity[0] || args.length > operator.arity[1]) return this.#arity(name, pointer, args.length);
    if (!args.every((arg) => arg !== undefined)) return undefined;
    const type = operator.type(
      args.map((arg) => ({ type: arg.type, ...(arg.form === 'literal' ? { literal: arg.value } : {}) })),
      (code, zh, en, argument) => this.#report(code, argument === undefined ? pointer : at(pointer, argument), zh, en),
    );
    if (type === undefined) return undefined;
    const apply = operator.apply(this.calendar);
    return {
      form: 'call',
      operator,
      apply,
      args,
      type,
      run: runCall(
        apply,
        args.map(({ run }) => run),
      ),
    };
  }

  #arity(name: string, pointer: string, count: number): undefined {
    return this.#report(
      'argument-count',
      pointer,
      `操作符“${name}”的参数个数不对：这里有 ${count} 个。`,
      `The operator "${name}" does not take ${counted(count, 'argument')}.`,
    );
  }
}

const conditionsOf = (args: readonly Node[]): Node[] => args.filter((_, index) => index % 2 === 0);

const union = (...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> => new Set(sets.flatMap((set) => [...set]));
