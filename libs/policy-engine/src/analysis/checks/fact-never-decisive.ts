import { at, type FactValue } from '@guicheng/policy-model';
import { nextOfGroup, optionalFactsOf } from '../../cells/group-walk.ts';
import { walkPaths } from '../../cells/paths.ts';
import type { Choice } from '../../cells/space.ts';
import type { CompiledGroup } from '../../compiled-policy.ts';
import { factsRead } from '../../facts-read.ts';
import type { Evaluation } from '../../node.ts';
import type { Check } from '../check.ts';
import type { Draft, Witness } from '../finding.ts';
import { groupAnswer } from '../group-answer.ts';
import type { GroupSurvey } from '../survey/group-survey.ts';

/** Facts that rules of a question read although no answer hangs on them. */
export const factNeverDecisive: Check = {
  code: 'fact-never-decisive',
  severity: 'warning',
  meansZh: '规则读取的事实，换成别的值也不改变任何结果',
  meansEn: 'a fact that rules read, yet no answer changes with it',
  run: ({ compiled, questions, mostSteps }) =>
    questions.flatMap(({ question, groups }): Draft[] =>
      [...new Set(groups.flatMap(({ group }) => [...factsOfGroup(group)]))].flatMap((name) => {
        const basis = neverDecides(
          groups.filter(({ group }) => factsOfGroup(group).has(name)),
          name,
          mostSteps,
        );
        if (basis === undefined) return [];
        const citing = groups.flatMap(({ group }) => group.rules.filter(({ when }) => factsRead(when).has(name)));
        return [
          {
            place: `${question} ${name}`,
            pointer: at('/facts', name),
            question,
            basis,
            clauses: [...new Set(citing.flatMap(({ cites }) => cites))],
            zh: `问题“${question}”读取事实“${compiled.policy.facts[name]!.titleZh}”（${name}），但没有结果随它改变。`,
            en: `The question "${question}" reads the fact "${name}", but no answer changes with it.`,
          },
        ];
      }),
    ),
};

const factsOfGroup = ({ rules, when }: CompiledGroup): Set<string> => {
  const names = new Set<string>();
  for (const rule of rules) for (const node of [rule.when, ...rule.fields.map((field) => field.node)]) factsRead(node, names);
  if (when !== undefined) factsRead(when, names);
  return names;
};

/** Whether no group's answer changes with the fact alone: in all cells, or as far as was looked; undefined: one changes. */
function neverDecides(surveys: readonly GroupSurvey[], name: string, most: number): 'all-cells' | 'sample' | undefined {
  // A path that was decided without the fact is no place to look.
  const isRead = (survey: GroupSurvey, { facts }: Witness): boolean => name in facts || survey.space.facts.get(name)!.includes(undefined);
  if (surveys.some((survey) => survey.kept.some((path) => isRead(survey, path) && turnsAt(survey, path, name)))) return undefined;
  let basis: 'all-cells' | 'sample' = 'all-cells';
  for (const survey of surveys) {
    const choices = survey.space.facts.get(name)!;
    for (const [index, choice] of choices.slice(1).entries()) {
      const found = turnsBetween(survey, name, choices[index], choice, Math.floor(most / choices.length));
      if (found === 'decides') return undefined;
      if (found === 'sample') basis = found;
    }
  }
  return basis;
}

function turnsAt({ group, space, complete }: GroupSurvey, path: Witness, name: string): boolean {
  const whole = complete(path);
  if (whole === undefined) return false;
  const here = groupAnswer(group, evaluationWith(whole, name, whole.facts[name]));
  return space.facts.get(name)!.some((choice) => {
    const evaluation = evaluationWith(whole, name, choice);
    return groupAnswer(group, evaluation) !== here && !space.contradictions.some(({ when }) => when.run(evaluation) === true);
  });
}

/** Walks through all other facts with the fact at one value and at another, side by side, until both are decided. */
function turnsBetween(
  { group, space, complete }: GroupSurvey,
  name: string,
  a: Choice,
  b: Choice,
  most: number,
): 'decides' | 'all-cells' | 'sample' {
  let isFound = false;
  const facts = new Map(space.facts);
  facts.delete(name);
  const next = nextOfGroup(group);
  const { isComplete } = walkPaths(
    { ...space, facts, contradictions: [] },
    {
      first: optionalFactsOf(group).filter((other) => other !== name),
      most,
      next: (evaluation, mayBeTold) =>
        next(evaluationWith(evaluation, name, a), mayBeTold) ?? next(evaluationWith(evaluation, name, b), mayBeTold),
      visit: ({ evaluation, asOf }) => {
        const [one, other] = [evaluationWith(evaluation, name, a), evaluationWith(evaluation, name, b)];
        if (groupAnswer(group, one) === groupAnswer(group, other)) return true;
        isFound = [one, other].every((each) => complete({ facts: each.facts, asOf }) !== undefined);
        return !isFound;
      },
    },
  );
  return isFound ? 'decides' : isComplete ? 'all-cells' : 'sample';
}

function evaluationWith({ facts, asOf }: Witness, name: string, choice: Choice): Evaluation {
  const changed = Object.assign(Object.create(null) as Record<string, FactValue>, facts);
  if (choice === undefined) delete changed[name];
  else changed[name] = choice;
  return { facts: changed, asOf, memo: [], computed: [] };
}
