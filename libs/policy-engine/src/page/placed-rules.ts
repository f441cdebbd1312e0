import { QUESTIONS, type Question } from '@guicheng/policy-model';
import type { CompiledRule } from '../compiled-policy.ts';
import { anchors } from './anchors.ts';
import { linked } from './lines.ts';
import type { Line } from './page.ts';
import type { PageContext } from './page-context.ts';
import { QUESTION_TITLES } from './titles.ts';

/** A rule and the question it answers. */
export interface PlacedRule {
  readonly question: Question;
  readonly rule: CompiledRule;
}

/** Every rule of the policy, by question in the contract's order. */
export const rulesOf = ({ compiled }: PageContext): PlacedRule[] =>
  QUESTIONS.flatMap((question) =>
    (compiled.questions.get(question)?.groups ?? []).flatMap(({ rules }) => rules.map((rule) => ({ question, rule }))),
  );

/** A rule by its question and title, as a reference. */
export const ruleLine = ({ question, rule }: PlacedRule): Line =>
  linked([`${QUESTION_TITLES[question].zh}：`, { text: rule.source.titleZh, to: anchors.rule(question, rule.id) }]);
