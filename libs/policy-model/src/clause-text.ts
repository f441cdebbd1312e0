import { digestOf } from './canonical-json.ts';
import { at } from './pointer.ts';
import type { Clause, Policy } from './policy.ts';
import { problem, type Problem } from './problem.ts';

/** A document's text as digests are taken of it: without any white space. */
export const normaliseText = (text: string): string => text.replace(/\s+/gu, '');

/** The clause's own sentence in a normalised text, or undefined when the text differs there. */
export function clauseText({ textStart, textLength, textDigest }: Clause, normalised: string): string | undefined {
  const expected = normalised.slice(textStart, textStart + textLength);
  if (digestOf(expected) === textDigest) return expected;
  // The text may have been shifted as a whole (another copy's header): look for the clause anywhere before calling it changed.
  for (let start = 0; start + textLength <= normalised.length; start++) {
    const candidate = normalised.slice(start, start + textLength);
    if (digestOf(candidate) === textDigest) return candidate;
  }
  return undefined;
}

/** Clauses whose sentence does not stand in the given official text of the policy. */
export function textProblems(policy: Policy, text: string): Problem[] {
  const normalised = normaliseText(text);
  return policy.clauses.flatMap((clause, index) =>
    clauseText(clause, normalised) === undefined
      ? [
          problem(
            'clause-text-differs',
            at('/clauses', index, 'textDigest'),
            `所给文本中没有条款“${clause.id}”（${clause.article}）的原文，或文字有出入。`,
            `The given text does not hold the sentence of clause "${clause.id}" (${clause.article}), or words it differently.`,
          ),
        ]
      : [],
  );
}
