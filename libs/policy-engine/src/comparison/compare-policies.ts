import { canonicalJson, QUESTIONS, type Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { compareQuestion } from './compare-question.ts';
import type { Comparison, ComparedPolicy, CompareOptions, Difference } from './comparison.ts';
import { mirrored } from './mirror.ts';
import { RuleText } from './rule-text.ts';

/** Enough for the matters of the held packs in seconds; see this folder's README for what it reaches. */
const DEFAULTS = { mostSteps: 4_000, sample: 300, seed: 1 } as const;

/**
 * What two policies decide differently: versions, a draft against the live text, or two districts. Pure; the same arguments give the same findings, and exchanging
 * the policies gives their mirror image.
 */
export function comparePolicies(a: CompiledPolicy, b: CompiledPolicy, options: CompareOptions = {}): Comparison {
  const steps = comparisonSteps(a, b, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps, between which others can be served. */
export function* comparisonSteps(a: CompiledPolicy, b: CompiledPolicy, options: CompareOptions = {}): Generator<void, Comparison> {
  // The search goes one way only, whichever is named first: so the two directions cannot find different things.
  return precedes(a, b) ? yield* compared(a, b, options) : mirrored(yield* compared(b, a, options));
}

function precedes(a: CompiledPolicy, b: CompiledPolicy): boolean {
  const [one, other] = [orderOf(a), orderOf(b)];
  return one === other ? canonicalJson(a.policy) <= canonicalJson(b.policy) : one < other;
}

const orderOf = ({ policy, digest }: CompiledPolicy): string => `${policy.manifest.id} ${digest}`;

function* compared(a: CompiledPolicy, b: CompiledPolicy, options: CompareOptions): Generator<void, Comparison> {
  const { mostSteps, sample, seed } = { ...DEFAULTS, ...options };
  const texts = { a: new RuleText(a.policy), b: new RuleText(b.policy) };
  const asked = options.questions ?? QUESTIONS;
  const relevant = QUESTIONS.filter(
    (question) =>
      asked.includes(question) &&
      (a.questions.has(question) || b.questions.has(question) || isSilent(a, question) !== isSilent(b, question)),
  );
  const results = [];
  for (const question of relevant) results.push(yield* compareQuestion(question, { a, b }, texts, { mostSteps, sample, seed }));
  return {
    a: policyOf(a),
    b: policyOf(b),
    questions: results.map((result) => result.compared),
    differences: merged(results.flatMap(({ differences }) => differences)),
    seed,
  };
}

const isSilent = ({ policy }: CompiledPolicy, question: Question): boolean => policy.manifest.silentOn.includes(question);

const policyOf = ({ policy: { manifest }, digest }: CompiledPolicy): ComparedPolicy => ({
  id: manifest.id,
  title: { zh: manifest.titleZh, en: manifest.titleEn },
  digest,
});

/** Findings of one cause become one: the first is shown, the other questions are named. */
function merged(differences: readonly Difference[]): Difference[] {
  const byKey = new Map<string, Difference>();
  for (const difference of differences) {
    const known = byKey.get(difference.key);
    if (known === undefined) byKey.set(difference.key, difference);
    else if (known.question !== difference.question && !known.alsoIn.includes(difference.question))
      byKey.set(difference.key, { ...known, alsoIn: [...known.alsoIn, difference.question] });
  }
  return [...byKey.values()];
}
