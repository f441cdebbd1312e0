import { at, type Question } from '@guicheng/policy-model';
import type { CompiledRule } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import type { Subject } from './check.ts';
import type { Basis, Draft } from './finding.ts';
import type { GroupSurvey } from './survey/group-survey.ts';
import type { QuestionSurvey } from './survey/question-survey.ts';

/** Where a check about rules stands. */
export interface RulePlace {
  readonly subject: Subject;
  readonly survey: QuestionSurvey;
  readonly group: GroupSurvey;
  readonly rule: CompiledRule;
  readonly pointer: string;
  /** Whether all cells in which the rule holds were seen. */
  readonly basis: Basis;
  /** The rule's own condition, without its group's. */
  readonly own: Node;
  /** The rule in a sentence. */
  readonly zh: string;
  readonly en: string;
}

/** What a check says of a rule or group; place, clauses and question are filled in. */
export type Remark = Pick<Draft, 'zh' | 'en'> &
  Partial<Draft> & { /** Tells two findings of one code at one rule apart. */ readonly detail?: string };

/** Asks the same of every rule. */
export const eachRule =
  (ask: (place: RulePlace) => readonly Remark[] | Remark | undefined) =>
  (subject: Subject): Draft[] =>
    subject.questions.flatMap((survey) =>
      survey.groups.flatMap((group) =>
        group.rules.flatMap(({ rule, pointer, basis }) => {
          const own = group.group.when === undefined || rule.when.form !== 'and' ? rule.when : rule.when.args[1]!;
          const zh = `规则“${rule.source.titleZh}”（${rule.id}）`;
          const place = { subject, survey, group, rule, pointer, basis, own, zh, en: `the rule "${rule.id}"` };
          return draftsOf(ask(place), survey.question, `${survey.question}/${group.group.source.id}/${rule.id}`, pointer, rule.cites);
        }),
      ),
    );

/** Where a check about groups stands. */
export interface GroupPlace {
  readonly subject: Subject;
  readonly survey: QuestionSurvey;
  readonly group: GroupSurvey;
  readonly zh: string;
  readonly en: string;
}

/** Asks the same of every group. */
export const eachGroup =
  (ask: (place: GroupPlace) => readonly Remark[] | Remark | undefined) =>
  (subject: Subject): Draft[] =>
    subject.questions.flatMap((survey) =>
      survey.groups.flatMap((group) => {
        const { source } = group.group;
        const place = { subject, survey, group, zh: `规则组“${source.titleZh}”（${source.id}）`, en: `the group "${source.id}"` };
        const clauses = [...new Set([...source.rules.flatMap(({ cites }) => cites), ...(source.otherwise?.cites ?? [])])];
        return draftsOf(ask(place), survey.question, `${survey.question}/${source.id}`, group.pointer, clauses);
      }),
    );

function draftsOf(
  remarks: readonly Remark[] | Remark | undefined,
  question: Question,
  place: string,
  pointer: string,
  clauses: readonly string[],
): Draft[] {
  return [remarks ?? []].flat().map(({ detail, ...remark }) => ({
    pointer,
    question,
    clauses,
    ...remark,
    en: remark.en.charAt(0).toUpperCase() + remark.en.slice(1),
    place: detail === undefined ? place : `${place} ${detail}`,
  }));
}

/** Pointer of a definition. */
export const definitionPointer = (name: string): string => at('/definitions', name);
