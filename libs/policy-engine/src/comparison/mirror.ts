import type { ComparedQuestion, Comparison, Difference } from './comparison.ts';
import { sentenceOf } from './sentence.ts';

/** The comparison as it reads from the other side. */
export function mirrored(comparison: Comparison): Comparison {
  return {
    ...comparison,
    a: comparison.b,
    b: comparison.a,
    questions: comparison.questions.map(question),
    differences: comparison.differences.map(difference),
  };
}

const question = (compared: ComparedQuestion): ComparedQuestion => ({
  ...compared,
  a: compared.b,
  b: compared.a,
  onlyA: compared.onlyB,
  onlyB: compared.onlyA,
});

function difference(one: Difference): Difference {
  const parts = one.parts.map((part) => ({
    ...part,
    before: part.after,
    after: part.before,
    givenBefore: part.givenAfter,
    givenAfter: part.givenBefore,
    beforeWords: part.afterWords,
    afterWords: part.beforeWords,
  }));
  return { ...one, key: turnedKey(one.key), parts, before: one.after, after: one.before, words: sentenceOf(one.conditions, parts) };
}

/** The two rules of a pair change places; other causes have no direction. */
function turnedKey(key: string): string {
  const [, head, a, b] = /^(pair:[^/]*\/)([^|]*)\|(.*)$/u.exec(key) ?? [];
  return head === undefined ? key : `${head}${b}|${a}`;
}
