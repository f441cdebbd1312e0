import { at } from '@guicheng/policy-model';
import type { Check } from '../check.ts';

/** Questions that a pack calls silent and answers. */
export const silentYetAnswered: Check = {
  code: 'silent-yet-answered',
  severity: 'error',
  meansZh: '写明文本未作规定的问题却有规则',
  meansEn: 'the pack says that its text is silent on the question, yet has rules for it',
  looksAtWholePack: true,
  run: ({ compiled: { policy } }) =>
    policy.manifest.silentOn
      .filter((question) => policy.questions[question] !== undefined)
      .map((question) => ({
        place: question,
        pointer: at('/manifest', 'silentOn'),
        question,
        clauses: [],
        zh: `问题“${question}”列入 silentOn，却有规则。`,
        en: `The question "${question}" is in silentOn and has rules.`,
      })),
};
