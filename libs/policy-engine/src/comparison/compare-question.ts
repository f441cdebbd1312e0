import { formatCivilDate, type CivilDate } from '@guicheng/kernel';
import { canonicalJson, type Question } from '@guicheng/policy-model';
import type { CompiledContradiction, CompiledPolicy } from '../compiled-policy.ts';
import type { Evaluation } from '../node.ts';
import type { Words } from '../wording/value-words.ts';
import { ANSWERING_WORDS, answeringOf } from './answering.ts';
import { causeOf } from './cause.ts';
import type { Answering, ComparedQuestion, ComparisonBasis, Difference, DifferingPart, SideAnswer } from './comparison.ts';
import { partWords } from './difference-words.ts';
import { searchMatter, type Decided, type SearchLimits } from './find-sightings.ts';
import { jointSpace } from './joint-space.ts';
import { changedNotions, mattersOf, type Matter } from './matter.ts';
import { differingParts } from './parts-that-differ.ts';
import type { RuleText } from './rule-text.ts';
import { sentenceOf } from './sentence.ts';
import { Side } from './side.ts';
import { contradictionVerdict, verdictOf } from './verdict.ts';
import { pairOf, type Both, type Desk } from './desk.ts';
import { differenceOf } from './write-difference.ts';

/** Of each cause so many witnesses are made small; the smallest is shown. */
const MOST_WITNESSES = 6;

export interface QuestionResult {
  readonly compared: ComparedQuestion;
  readonly differences: readonly Difference[];
}

/** Compares one question of two policies. */
export function compareQuestion(
  question: Question,
  policies: Both<CompiledPolicy>,
  texts: Both<RuleText>,
  limits: SearchLimits,
): QuestionResult {
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
  const run = (desk: Desk, matter: Matter, isOneSided: boolean): void => {
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
    for (const [cause, witnesses] of sightings) differences.push(differenceOf(desk, cause, witnesses, isOneSided));
  };
  for (const desk of contradictionDesks(question, sides, contradictions, texts)) run(desk.desk, desk.matter, false);
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
      },
      matter,
      isOneSided,
    );
  }
  return { compared: head(isSameText ? 'same-text' : isComplete ? 'all-cells' : 'sample', decided), differences };
}

function factsOfOne({ a, b }: Both<Side>): { readonly onlyA: readonly string[]; readonly onlyB: readonly string[] } {
  const taken = (one: Side, other: Side): string[] =>
    Object.keys(one.compiled.policy.facts).filter((name) => one.takes(name) && !other.takes(name));
  return { onlyA: taken(a, b), onlyB: taken(b, a) };
}

/** Contradictions that changed, each a matter of its own. */
function contradictionDesks(
  question: Question,
  sides: Both<Side>,
  contradictions: Both<readonly CompiledContradiction[]>,
  texts: Both<RuleText>,
): { readonly desk: Desk; readonly matter: Matter }[] {
  const ids = new Set([...contradictions.a, ...contradictions.b].map(({ source }) => source.id));
  return [...ids].flatMap((id) => {
    const find = (side: 'a' | 'b') => contradictions[side].find(({ source }) => source.id === id);
    const [one, other] = [find('a'), find('b')];
    const notions = one === undefined || other === undefined ? [] : changedNotions([one.source.when], [other.source.when], texts);
    const isOwn = canonicalJson(one?.source.when ?? null) !== canonicalJson(other?.source.when ?? null);
    if (!isOwn && notions.length === 0) return [];
    // Asked as a group of one rule, so that the search goes through the cells of this contradiction alone.
    const asGroup = (contradiction: CompiledContradiction | undefined) =>
      contradiction === undefined
        ? []
        : [
            {
              source: { id: 'contradictions', titleZh: '', titleEn: '', kind: 'collect' as const, rules: [] },
              when: undefined,
              rules: [
                {
                  id,
                  status: 'determined' as const,
                  fields: [],
                  adds: [],
                  blockers: [],
                  warnings: [],
                  cites: [],
                  contested: [],
                  source: { ...contradiction.source, strength: 'mandatory' as const },
                  ifStated: [],
                  when: contradiction.when,
                  exceptions: [],
                },
              ],
              order: [0],
              otherwise: undefined,
            },
          ];
    const groups = { a: asGroup(one), b: asGroup(other) };
    const placed = (group: (typeof groups.a)[number] | undefined) => group && { group, rule: group.rules[0]! };
    const matter: Matter = {
      ...groups,
      rules: [{ path: `contradictions/${id}`, a: placed(groups.a[0]), b: placed(groups.b[0]), isOwn, notions }],
      heads: [],
    };
    const shares = [
      { side: sides.a, groups: groups.a, contradictions: [] },
      { side: sides.b, groups: groups.b, contradictions: [] },
    ];
    const key = isOwn || notions.length > 1 ? `contradiction:${id}` : `definition:${notions[0]!}`;
    const verdicts = (pair: Both<Evaluation>) => ({
      a: contradictionVerdict(one === undefined ? [] : [one], pair.a),
      b: contradictionVerdict(other === undefined ? [] : [other], pair.b),
    });
    return [{ desk: { question, sides, shares, space: jointSpace(shares), verdicts, cause: () => key }, matter }];
  });
}

/** A question that only one of two policies answers. */
function questionOnlyInOne(question: Question, { a, b }: Both<Side>, answering: Both<Answering>): Difference {
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
