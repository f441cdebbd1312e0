import type { Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { Words } from '../wording/value-words.ts';
import type { Answering } from './comparison.ts';

/** What a policy has on a question. */
export function answeringOf({ policy, questions }: CompiledPolicy, question: Question): Answering {
  return questions.has(question) ? 'rules' : policy.manifest.silentOn.includes(question) ? 'silent' : 'not-carried';
}

/** The same in words. */
export const ANSWERING_WORDS: Readonly<Record<Answering, Words>> = {
  rules: { zh: '有规则作答', en: 'answered by rules' },
  silent: { zh: '文本未作规定', en: 'the text is silent' },
  'not-carried': { zh: '尚未收录规则', en: 'no rules are carried yet' },
};
