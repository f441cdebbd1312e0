import { at, QUESTIONS } from '@guicheng/policy-model';
import type { Check } from '../check.ts';

/** Questions that a pack neither answers nor says its text is silent on. */
export const questionUnaccounted: Check = {
  code: 'question-unaccounted',
  severity: 'note',
  meansZh: '问题既没有规则，也没有写明文本未作规定',
  meansEn: 'the pack has no rules for the question and does not say that its text is silent on it',
  looksAtWholePack: true,
  run: ({ compiled: { policy } }) =>
    QUESTIONS.filter((question) => policy.questions[question] === undefined && !policy.manifest.silentOn.includes(question)).map(
      (question) => ({
        place: question,
        pointer: at('/questions'),
        question,
        clauses: [],
        zh: `问题“${question}”既无规则，也未列入 silentOn。`,
        en: `The question "${question}" has no rules and is not in silentOn.`,
      }),
    ),
};
