import { formatCivilDate, type CivilDate } from '@guicheng/kernel';
import type { Question } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';
import { ANSWERING_WORDS } from './answering.ts';
import type { Answering, Difference, DifferingPart, SideAnswer } from './comparison.ts';
import type { Both } from './desk.ts';
import { partWords } from './difference-words.ts';
import { sentenceOf } from './sentence.ts';
import type { Side } from './side.ts';

/** A question that only one of two policies answers. */
export function questionOnlyInOne(question: Question, { a, b }: Both<Side>, answering: Both<Answering>): Difference {
  const asOf = (a.compiled.effectiveFrom ?? b.compiled.effectiveFrom ?? 0) as CivilDate;
  const part = partWords([a.compiled.policy, b.compiled.policy], question, 'status', ['status', undefined]);
  const say = (side: Answering): Words => ANSWERING_WORDS[side];
  const parts: DifferingPart[] = [
    {
      kind: 'status',
      name: 'status',
      title: part.title,
      before: answering.a,
      after: answering.b,
      givenBefore: true,
      givenAfter: true,
      beforeWords: say(answering.a),
      afterWords: say(answering.b),
    },
  ];
  const answer = (side: Answering): SideAnswer => ({
    status: side === 'rules' ? 'needs-facts' : side === 'silent' ? 'not-regulated' : 'no-answer',
    rules: [],
    unknownFacts: [],
  });
  return {
    key: `question:${question}`,
    kind: 'question-only-in-one',
    question,
    alsoIn: [],
    facts: {},
    asOf: formatCivilDate(asOf),
    stretches: [],
    conditions: [],
    parts,
    before: answer(answering.a),
    after: answer(answering.b),
    words: sentenceOf([], parts),
  };
}
