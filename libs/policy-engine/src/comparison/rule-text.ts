import { canonicalJson, type Expression, type JsonValue, type Policy, type Rule, type RuleGroup } from '@guicheng/policy-model';

/** What decides in the rules of a policy, as text to compare; titles, sources and contested readings do not decide. */
export class RuleText {
  readonly #definitions = new Map<string, ReadonlySet<string>>();

  constructor(private readonly policy: Policy) {}

  /** The rule itself, named notions by name. */
  own(rule: Rule): string {
    const { ifStated, when, status, then, adds, blockers, warnings, exceptionOf } = rule;
    const strengths = (blockers ?? []).map((code) => this.policy.blockers[code]?.strength ?? null);
    return text({
      ifStated: ifStated ?? [],
      when,
      status: status ?? 'determined',
      then: then ?? {},
      adds: adds ?? {},
      blockers: blockers ?? [],
      strengths,
      warnings: warnings ?? [],
      exceptionOf: exceptionOf ?? [],
    });
  }

  /** What holds for all rules of a group. */
  head({ kind, when, otherwise, lists }: RuleGroup): string {
    return text({
      kind,
      when: when ?? true,
      otherwise: otherwise === undefined ? null : [otherwise.status, otherwise.then ?? {}],
      lists: lists ?? [],
    });
  }

  /** A rule with its group's condition and everything that its notions mean. */
  whole(group: RuleGroup, rule: Rule): string {
    return [
      text(group.when ?? true),
      this.own(rule),
      ...this.meanings([group.when ?? true, rule.when, ...Object.values(rule.then ?? {})]),
    ].join('\n');
  }

  /** A group's head with everything that its notions mean. */
  wholeHead(group: RuleGroup): string {
    return [this.head(group), ...this.meanings([group.when ?? true, ...Object.values(group.otherwise?.then ?? {})])].join('\n');
  }

  /** Named notions that expressions rest on, directly and through others. */
  notions(expressions: readonly Expression[]): ReadonlySet<string> {
    const found = new Set<string>();
    const visit = (names: Iterable<string>): void => {
      for (const name of names) {
        if (found.has(name)) continue;
        found.add(name);
        visit(this.#named(name));
      }
    };
    for (const expression of expressions) visit(named(expression));
    return found;
  }

  meaning(name: string): string | undefined {
    const definition = Object.hasOwn(this.policy.definitions, name) ? this.policy.definitions[name] : undefined;
    return definition && text(definition.is);
  }

  meanings(expressions: readonly Expression[]): string[] {
    return [...this.notions(expressions)].sort().map((name) => `${name}=${this.meaning(name)}`);
  }

  #named(name: string): ReadonlySet<string> {
    let found = this.#definitions.get(name);
    if (found === undefined) {
      found = named(this.policy.definitions[name]?.is ?? true);
      this.#definitions.set(name, found);
    }
    return found;
  }
}

const text = (value: unknown): string => canonicalJson(value as JsonValue);

function named(expression: Expression, into: Set<string> = new Set()): Set<string> {
  if (Array.isArray(expression)) for (const part of expression as readonly Expression[]) named(part, into);
  else if (typeof expression === 'object' && expression !== null)
    for (const [operator, argument] of Object.entries(expression as Readonly<Record<string, Expression>>)) {
      const [name] = Array.isArray(argument) ? (argument as readonly Expression[]) : [argument];
      if (operator === 'def' && typeof name === 'string') into.add(name);
      else named(argument, into);
    }
  return into;
}
