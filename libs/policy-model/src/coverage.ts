import { at } from './pointer.ts';
import type { Clause, Policy } from './policy.ts';
import { problem, type Problem } from './problem.ts';
import { QUESTIONS } from './question.ts';

/** How one clause of a document is carried or accounted for. */
export interface ClauseCoverage {
  readonly clause: Clause;
  /** `carried`: by the rules, definitions, contradictions or dates named in `by`. */
  readonly as: 'carried' | 'person' | 'narrative' | 'no-facts' | 'unaccounted';
  /** `routing/filing-under-1m`, `definition hardwareShare`, `contradiction …`, `dates`. */
  readonly by: readonly string[];
}

/** The clause map of a policy: every clause of every document, with what carries it. */
export function clauseCoverage(policy: Policy): ClauseCoverage[] {
  const carriers = carriersOf(policy);
  return policy.clauses.map((clause) => {
    const by = carriers.get(clause.id) ?? [];
    return { clause, as: by.length > 0 ? 'carried' : (clause.accountedFor?.by ?? 'unaccounted'), by };
  });
}

/** What keeps a clause map from being whole: clauses nobody accounts for, and accounts that say less than the rules do. */
export function coverageProblems(policy: Policy): Problem[] {
  return [...questionProblems(policy), ...clauseProblems(policy)];
}

/** Every question is answered by rules, or the text is said to be silent on it; never both, never neither. */
function questionProblems({ questions, manifest }: Policy): Problem[] {
  return QUESTIONS.filter((question) => Object.hasOwn(questions, question) === manifest.silentOn.includes(question)).map((question) =>
    Object.hasOwn(questions, question)
      ? problem(
          'question-not-silent',
          '/manifest/silentOn',
          `“${question}”已有规则，不应列入 silentOn。`,
          `There are rules for "${question}": it is not silent.`,
        )
      : problem(
          'question-missing',
          at('/questions', question),
          `“${question}”既没有规则，也没有列入 silentOn。`,
          `There are no rules for "${question}", and the text is not said to be silent on it.`,
        ),
  );
}

function clauseProblems(policy: Policy): Problem[] {
  return clauseCoverage(policy).flatMap(({ clause, as, by }, index) => {
    const pointer = at('/clauses', index);
    if (as === 'unaccounted')
      return [
        problem(
          'clause-unaccounted',
          pointer,
          `条款“${clause.id}”（${clause.article}）没有规则引用，也没有说明去向：请写规则或填写 accountedFor。`,
          `No rule cites the clause "${clause.id}" (${clause.article}) and nothing accounts for it: write a rule or fill accountedFor.`,
        ),
      ];
    if (by.length > 0 && clause.accountedFor !== undefined)
      return [
        problem(
          'clause-accounted-twice',
          at(pointer, 'accountedFor'),
          `条款“${clause.id}”已由规则承载，不应再写 accountedFor。`,
          `Rules carry the clause "${clause.id}": it needs no accountedFor.`,
        ),
      ];
    if (clause.summaryZh === null)
      return [
        problem(
          'summary-missing',
          at(pointer, 'summaryZh'),
          `条款“${clause.id}”（${clause.article}）没有中文摘要：请用自己的话写一句 summaryZh。`,
          `The clause "${clause.id}" (${clause.article}) has no Chinese summary: write summaryZh in words of your own.`,
        ),
      ];
    return [];
  });
}

/** Clause id -> what cites it. */
function carriersOf(policy: Policy): Map<string, string[]> {
  const carriers = new Map<string, string[]>();
  const add = (ids: readonly string[], name: string): void => {
    for (const id of ids) carriers.set(id, [...(carriers.get(id) ?? []), name]);
  };
  add(policy.manifest.datesCite, 'dates');
  for (const { clause } of policy.manifest.contested) add([clause], 'dates');
  for (const [name, { cites }] of Object.entries(policy.definitions)) add(cites, `definition ${name}`);
  for (const { id, cites } of policy.contradictions) add(cites, `contradiction ${id}`);
  for (const { question, groups } of Object.values(policy.questions))
    for (const group of groups) {
      if (group.otherwise !== undefined) add(group.otherwise.cites, `${question}/${group.id}/otherwise`);
      for (const rule of group.rules)
        add([...new Set([...rule.cites, ...(rule.contested ?? []).map(({ clause }) => clause)])], `${question}/${rule.id}`);
    }
  return carriers;
}
