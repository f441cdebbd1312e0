import { at, type Expression, type Policy, type Question, type QuestionRules, type Rule, type RuleGroup } from '@guicheng/policy-model';
import { mutateExpression, type Change } from './expression-mutants.ts';

/** A policy that differs from the real one in a single place, and the questions that could notice. */
export interface Mutant {
  /** Pointer and change; the same for the same pack. */
  readonly id: string;
  readonly policy: Policy;
  readonly questions: readonly Question[];
}

/**
 * Every single-place change of a policy's rules, definitions and contradictions: thresholds one step up and down, operators, dates, codes,
 * settings, outcomes, and each blocker, warning, added code, status and exception left out. Contested readings are not changed: they are what
 * another reader would hold, and cases only say that they are shown.
 */
export function* mutantsOf(policy: Policy): Generator<Mutant> {
  const every = Object.values(policy.questions).map(({ question }) => question);
  for (const [name, definition] of Object.entries(policy.definitions))
    for (const { expression, ...change } of mutateExpression(policy, definition.is, at('/definitions', name, 'is')))
      yield {
        id: idOf(change),
        policy: { ...policy, definitions: { ...policy.definitions, [name]: { ...definition, is: expression } } },
        questions: every,
      };
  for (const [index, contradiction] of policy.contradictions.entries())
    for (const { expression, ...change } of mutateExpression(policy, contradiction.when, at('/contradictions', index, 'when')))
      yield {
        id: idOf(change),
        policy: { ...policy, contradictions: policy.contradictions.with(index, { ...contradiction, when: expression }) },
        questions: every,
      };
  for (const rules of Object.values(policy.questions)) yield* questionMutants(policy, rules);
}

function* questionMutants(policy: Policy, rules: QuestionRules): Generator<Mutant> {
  const { question } = rules;
  for (const [g, group] of rules.groups.entries()) {
    const pointer = at('/questions', question, 'groups', g);
    const changed = (id: string, next: RuleGroup): Mutant => ({
      id,
      policy: { ...policy, questions: { ...policy.questions, [question]: { question, groups: rules.groups.with(g, next) } } },
      questions: [question],
    });
    if (group.when !== undefined)
      for (const { expression, ...change } of mutateExpression(policy, group.when, at(pointer, 'when')))
        yield changed(idOf(change), { ...group, when: expression });
    if (group.otherwise?.then !== undefined)
      for (const { field, value, ...change } of fieldMutants(policy, group.otherwise.then, at(pointer, 'otherwise', 'then')))
        yield changed(idOf(change), { ...group, otherwise: { ...group.otherwise, then: { ...group.otherwise.then, [field]: value } } });
    for (const [r, rule] of group.rules.entries())
      for (const { id, next } of ruleMutants(policy, rule, at(pointer, 'rules', r)))
        yield changed(id, { ...group, rules: group.rules.with(r, next) });
  }
}

function* ruleMutants(policy: Policy, rule: Rule, pointer: string): Generator<{ readonly id: string; readonly next: Rule }> {
  if (rule.when !== true)
    for (const { expression, ...change } of mutateExpression(policy, rule.when, at(pointer, 'when')))
      yield { id: idOf(change), next: { ...rule, when: expression } };
  for (const { field, value, ...change } of fieldMutants(policy, rule.then ?? {}, at(pointer, 'then')))
    yield { id: idOf(change), next: { ...rule, then: { ...rule.then, [field]: value } } };
  for (const [field, codes] of Object.entries(rule.adds ?? {}))
    for (const code of codes)
      yield {
        id: `${at(pointer, 'adds', field)}: ${code} removed`,
        next: { ...rule, adds: { ...rule.adds, [field]: codes.filter((other) => other !== code) } },
      };
  for (const list of ['blockers', 'warnings'] as const)
    for (const code of rule[list] ?? [])
      yield { id: `${at(pointer, list)}: ${code} removed`, next: { ...rule, [list]: rule[list]!.filter((other) => other !== code) } };
  if (rule.status !== undefined && rule.status !== 'determined')
    yield { id: `${at(pointer, 'status')}: ${rule.status} removed`, next: { ...rule, status: 'determined' } };
  for (const other of rule.exceptionOf ?? [])
    yield {
      id: `${at(pointer, 'exceptionOf')}: ${other} removed`,
      next: { ...rule, exceptionOf: rule.exceptionOf!.filter((each) => each !== other) },
    };
}

function* fieldMutants(
  policy: Policy,
  then: Readonly<Record<string, Expression>>,
  pointer: string,
): Generator<Omit<Change, 'expression'> & { readonly field: string; readonly value: Expression }> {
  for (const [field, value] of Object.entries(then))
    for (const { expression, ...change } of mutateExpression(policy, value, at(pointer, field)))
      yield { ...change, field, value: expression };
}

const idOf = ({ pointer, from, to }: Omit<Change, 'expression'>): string => `${pointer}: ${from} → ${to}`;
