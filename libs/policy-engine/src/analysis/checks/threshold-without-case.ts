import { switchesOf, type Switch } from '../../cells/switches.ts';
import { ORDERED } from '../../type.ts';
import type { Check } from '../check.ts';
import { caseEvaluations } from '../case-evaluations.ts';
import { placedNodes } from '../placed-nodes.ts';
import { eachRule } from '../rule-places.ts';

/** Comparisons of amounts, numbers and days in a rule's own condition that the cases see from one side only. */
export const thresholdWithoutCase: Check = {
  code: 'threshold-without-case',
  severity: 'note',
  meansZh: '条件中的数值或日期比较，案例只覆盖了一侧',
  meansEn: 'a comparison of amounts, numbers or days that the cases see from one side only',
  run: (subject) => {
    if (subject.cases.length === 0) return [];
    const evaluations = new Map(subject.questions.map((survey) => [survey, caseEvaluations(subject, survey)]));
    return eachRule(({ survey, own, pointer, zh, en }) =>
      [...placedNodes(own, `${pointer}/when`)].flatMap(({ node, pointer: place }) => {
        if (
          node.form !== 'call' ||
          node.type.kind !== 'boolean' ||
          !node.args.every(({ type }) => ORDERED.has(type.kind) || type.kind === 'ratio')
        )
          return [];
        const test: Switch = switchesOf([node]).find((one) => one.node === node && one.readsTruth)!;
        const fitting = evaluations.get(survey)!.filter(({ facts }) => [...test.guarded].every((name) => facts[name] !== null));
        const states = new Set(fitting.map(test.state));
        const missing = ['true', 'false'].filter((state) => !states.has(state));
        return missing.length === 0
          ? []
          : [
              {
                pointer: place,
                detail: place.slice(pointer.length),
                zh: `${zh}的这一比较，没有案例使它${missing.map((state) => (state === 'true' ? '成立' : '不成立')).join('或')}。`,
                en: `No case makes this comparison of ${en} ${missing.join(' or ')}.`,
              },
            ];
      }),
    )(subject);
  },
};
