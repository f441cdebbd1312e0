import type { FactValue } from '@guicheng/policy-model';
import { stepOf } from '../../cells/number-line.ts';
import { evaluateGroup } from '../../group-evaluation.ts';
import { typeOf } from '../../type.ts';
import type { Check } from '../check.ts';
import type { Witness } from '../finding.ts';
import { eachGroup, type GroupPlace } from '../rule-places.ts';

/** Amounts, numbers and days that no rule answers although rules answer below and above. */
export const gapAtBoundary: Check = {
  code: 'gap-at-boundary',
  severity: 'warning',
  meansZh: '某一数值或日期没有规则作答，而比它小和比它大的都有规则作答',
  meansEn: 'an amount, number or day that no rule answers, while rules answer below and above it',
  run: eachGroup((place) => {
    const { group, zh, en } = place;
    // Where the pack says what holds otherwise, or that nothing need be said, days and windows may lie unanswered; a number between two brackets may not.
    const { kind, otherwise } = group.group.source;
    if (kind !== 'choose' || (otherwise !== undefined && otherwise.status !== 'not-regulated')) return undefined;
    for (const witness of group.unanswered) {
      const name = Object.keys(witness.facts).find((each) => isBetweenAnswers(place, witness, each));
      if (name === undefined) continue;
      return {
        basis: group.basis,
        witness,
        detail: name,
        zh: `${zh}：事实 ${name} 取此值时没有规则作答，取更小和更大的值时都有。`,
        en: `In ${en} no rule answers at this value of "${name}", while rules answer below and above it.`,
      };
    }
    return undefined;
  }),
};

/** Kinds whose rules come back year after year: between two windows nothing needs an answer. */
const CALENDAR = new Set(['date', 'month', 'instant']);

function isBetweenAnswers({ subject, group }: GroupPlace, { facts, asOf }: Witness, name: string): boolean {
  const declared = subject.compiled.policy.facts[name];
  const here = facts[name];
  if (declared === undefined || typeof here !== 'number' || stepOf(typeOf(declared).kind) === undefined) return false;
  const answering = (value: FactValue): string => {
    const result = evaluateGroup(group.group, { facts: { ...facts, [name]: value }, asOf, memo: [], computed: [] });
    return group.group.rules.flatMap(({ id }, index) => (result.standings[index] === 'applies' ? [id] : [])).join(' ');
  };
  // One rule that names single values leaves no gap between them: a gap lies between two rules.
  const isGap = (below: readonly FactValue[], above: readonly FactValue[]): boolean => {
    const [lower, upper] = [below.map(answering).filter(Boolean), above.map(answering).filter(Boolean)];
    return lower.some((rules) => upper.some((others) => others !== rules));
  };
  const step = stepOf(typeOf(declared).kind)!;
  if (CALENDAR.has(declared.type)) return group.group.otherwise !== undefined && isGap([here - step], [here + step]);
  const values = group.space.facts.get(name)!.filter((value): value is number => typeof value === 'number');
  return isGap(
    values.filter((value) => value < here),
    values.filter((value) => value > here),
  );
}
