import { QUESTIONS } from '@guicheng/policy-model';
import type { CodeLabels, Vocabulary } from '@guicheng/policy-model';
import { generateEnum, type GeneratedEnum } from './enum-sdl.ts';
import { QUESTION_TITLES } from './question-titles.ts';

const labels = <T>(from: Readonly<Record<string, T>>, text: (value: T) => string): CodeLabels =>
  Object.fromEntries(Object.entries(from).map(([code, value]) => [code, text(value)]));

/** The enums that stand beside facts and outcomes: the questions, and the codes of blockers and warnings. */
export const generateCodeEnums = (codes: Vocabulary['codes']): readonly GeneratedEnum[] => {
  const titles = Object.fromEntries(QUESTIONS.map((question) => [question, QUESTION_TITLES[question]]));
  return [
    generateEnum(
      'Question',
      '问题 · What a policy can be asked',
      labels(titles, ({ zh }) => zh),
      labels(titles, ({ en }) => en),
    ),
    generateEnum(
      'BlockerCode',
      '拦截事项 · Why a project may not go ahead as described; the codes that the districts share',
      labels(codes.blockers, ({ zh }) => zh),
    ),
    generateEnum(
      'WarningCode',
      '提示 · What to look at; stops nothing. The codes that the districts share',
      labels(codes.warnings, ({ zh }) => zh),
    ),
  ];
};
