import type { Question } from '@guicheng/policy-model';

/** Stable anchors of a page: they hang on the pack's own ids alone, so that a link to a rule outlives other changes. */
export const anchors = {
  question: (question: Question): string => `question-${question}`,
  group: (question: Question, id: string): string => `group-${question}-${id}`,
  rule: (question: Question, id: string): string => `rule-${question}-${id}`,
  otherwise: (question: Question, group: string): string => `otherwise-${question}-${group}`,
  definition: (name: string): string => `definition-${name}`,
  clause: (id: string): string => `clause-${id}`,
  contradiction: (id: string): string => `contradiction-${id}`,
  contested: (question: Question, rule: string, index: number): string => `contested-${question}-${rule}-${index + 1}`,
  blocker: (code: string): string => `blocker-${code}`,
  warning: (code: string): string => `warning-${code}`,
  fact: (question: Question, name: string): string => `fact-${question}-${name}`,
} as const;
