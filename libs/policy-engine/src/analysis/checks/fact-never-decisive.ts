import { factsRead } from '../../facts-read.ts';
import { at, type FactValue } from '@guicheng/policy-model';
import type { Check } from '../check.ts';
import type { Draft } from '../finding.ts';
import { groupAnswer } from '../group-answer.ts';
import type { GroupSurvey } from '../survey/group-survey.ts';

/** Facts that rules of a question read although no answer seen hangs on them. */
export const factNeverDecisive: Check = {
  code: 'fact-never-decisive',
  severity: 'warning',
  meansZh: '规则读取的事实，换成别的值也不改变任何结果',
  meansEn: 'a fact that rules read, yet no answer changes with it',
  run: ({ compiled, questions }) =>
    questions.flatMap(({ question, groups }): Draft[] => {
      const names = new Set(
        groups.flatMap(({ group }) =>
          group.rules.flatMap(({ when, fields }) => [when, ...fields.map(({ node }) => node)].flatMap((node) => [...factsRead(node)])),
        ),
      );
      return [...names]
        .filter((name) => !groups.some((group) => decides(group, name)))
        .map((name) => ({
          place: `${question} ${name}`,
          pointer: at('/facts', name),
          question,
          basis: 'sample' as const,
          clauses: [
            ...new Set(
              groups.flatMap(({ group }) => group.rules.filter(({ when }) => factsRead(when).has(name)).flatMap(({ cites }) => cites)),
            ),
          ],
          zh: `问题“${question}”读取事实“${compiled.policy.facts[name]!.titleZh}”（${name}），但没有结果随它改变。`,
          en: `The question "${question}" reads the fact "${name}", but no answer seen changes with it.`,
        }));
    }),
};

/** Whether another value of the fact alone changes what a group answers, on some of the paths kept. */
function decides({ group, space, kept, complete }: GroupSurvey, name: string): boolean {
  const choices = space.facts.get(name);
  if (choices === undefined) return false;
  return kept.some((path) => {
    if (!(name in path.facts) && !choices.includes(undefined)) return false;
    const whole = complete(path);
    if (whole === undefined) return false;
    const here = groupAnswer(group, { ...whole, memo: [], computed: [] });
    return choices.some((choice) => {
      const facts = Object.fromEntries(
        Object.entries({ ...whole.facts, [name]: choice }).filter(([, value]) => value !== undefined),
      ) as Record<string, FactValue>;
      const evaluation = { facts, asOf: path.asOf, memo: [], computed: [] };
      return groupAnswer(group, evaluation) !== here && !space.contradictions.some(({ when }) => when.run(evaluation) === true);
    });
  });
}
