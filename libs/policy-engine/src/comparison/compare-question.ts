import type { Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { answeringOf } from './answering.ts';
import { causeOf } from './cause.ts';
import type { ComparedQuestion, ComparisonBasis, Difference } from './comparison.ts';
import { contradictionDesks } from './contradiction-desks.ts';
import { pairOf, type Both, type Desk } from './desk.ts';
import { differenceOf } from './difference-of.ts';
import { searchMatter, type Decided, type SearchLimits } from './find-sightings.ts';
import { jointSpace } from './joint-space.ts';
import { mattersOf, type Matter } from './matter.ts';
import { differingParts } from './parts-that-differ.ts';
import { questionOnlyInOne } from './question-only-in-one.ts';
import type { RuleText } from './rule-text.ts';
import { Side } from './side.ts';
import { verdictOf } from './verdict.ts';

/** Of each cause so many witnesses are made small; the smallest is shown. */
const MOST_WITNESSES = 6;

/** How one question was compared, and where the answers of the two policies differ. */
export interface QuestionResult {
  readonly compared: ComparedQuestion;
  readonly differences: readonly Difference[];
}

/** Compares one question of two policies; a step a matter. */
export function* compareQuestion(
  question: Question,
  policies: Both<CompiledPolicy>,
  texts: Both<RuleText>,
  limits: SearchLimits,
): Generator<void, QuestionResult> {
  const sides = { a: new Side(policies.a, question), b: new Side(policies.b, question) };
  const answering = { a: answeringOf(policies.a, question), b: answeringOf(policies.b, question) };
  const head = (basis: ComparisonBasis, decided: number): ComparedQuestion => ({
    question,
    ...answering,
    basis,
    decided,
    ...factsOfOne(sides),
  });
  const [inA, inB] = [policies.a.questions.get(question), policies.b.questions.get(question)];
  if (inA === undefined || inB === undefined)
    return {
      compared: head('one-sided', 0),
      differences: answering.a === answering.b ? [] : [questionOnlyInOne(question, sides, answering)],
    };
  const contradictions = { a: inA.contradictions, b: inB.contradictions };
  let [decided, isSameText, isComplete] = [0, true, true];
  const differences: Difference[] = [];
  const run = (desk: Desk, matter: Matter): void => {
    isSameText = false;
    const sightings = new Map<string, Decided[]>();
    const found = searchMatter(matter, sides, desk.space, limits, (seen) => {
      const pair = pairOf(sides, seen);
      const verdicts = desk.verdicts(pair);
      for (const difference of differingParts(verdicts.a, verdicts.b)) {
        const cause = desk.cause(difference, verdicts, pair);
        const witnesses = sightings.get(cause);
        if (witnesses === undefined) sightings.set(cause, [seen]);
        else if (witnesses.length < MOST_WITNESSES && witnesses.at(-1) !== seen) witnesses.push(seen);
      }
    });
    decided += found.decided;
    isComplete &&= found.isComplete;
    for (const [cause, witnesses] of sightings) differences.push(differenceOf(desk, cause, witnesses));
  };
  for (const matter of mattersOf(inA, inB, texts)) {
    if (matter.rules.length === 0 && matter.heads.length === 0) continue;
    const isOneSided = matter.a.length === 0 || matter.b.length === 0;
    const shares = [
      { side: sides.a, groups: matter.a, contradictions: contradictions.a },
      { side: sides.b, groups: matter.b, contradictions: contradictions.b },
    ];
    run(
      {
        question,
        sides,
        shares,
        space: jointSpace(shares),
        verdicts: (pair) => ({ a: verdictOf(policies.a, matter.a, pair.a), b: verdictOf(policies.b, matter.b, pair.b) }),
        cause: (difference, verdicts, pair) =>
          isOneSided
            ? `matter:${question}/${[...matter.a, ...matter.b].map(({ source }) => source.id).join('+')}`
            : causeOf(question, matter, difference, verdicts, pair),
        isOneSided,
      },
      matter,
    );
    yield;
  }
  for (const desk of contradictionDesks(question, sides, contradictions, texts)) {
    run(desk.desk, desk.matter);
    yield;
  }
  return { compared: head(isSameText ? 'same-text' : isComplete ? 'all-cells' : 'sample', decided), differences };
}

function factsOfOne({ a, b }: Both<Side>): { readonly onlyA: readonly string[]; readonly onlyB: readonly string[] } {
  const taken = (one: Side, other: Side): string[] =>
    Object.keys(one.compiled.policy.facts).filter((name) => one.takes(name) && !other.takes(name));
  return { onlyA: taken(a, b), onlyB: taken(b, a) };
}
