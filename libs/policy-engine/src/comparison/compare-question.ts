import { formatCivilDate, type CivilDate } from '@guicheng/kernel';
import { canonicalJson, printValue, type JsonValue, type Question } from '@guicheng/policy-model';
import { answerQuestion } from '../answer-question.ts';
import type { Space } from '../cells/space.ts';
import { statedFacts } from '../cells/stated-facts.ts';
import type { CompiledContradiction, CompiledPolicy } from '../compiled-policy.ts';
import type { Evaluation } from '../node.ts';
import type { Words } from '../wording/value-words.ts';
import { ANSWERING_WORDS, answeringOf } from './answering.ts';
import { causeOf } from './cause.ts';
import { citedText } from './citation.ts';
import type {
  Answering,
  ComparedQuestion,
  ComparisonBasis,
  Difference,
  DifferingPart,
  Responsible,
  SideAnswer,
  Stretch,
} from './comparison.ts';
import { factInWords, partWords, stretchInWords } from './difference-words.ts';
import { searchMatter, type Decided, type SearchLimits } from './find-sightings.ts';
import { jointSpace, stepIn, type SpaceShare } from './joint-space.ts';
import { changedNotions, consequencesOf, mattersOf, type Matter } from './matter.ts';
import { differingParts, type PartDifference } from './parts-that-differ.ts';
import type { RuleText } from './rule-text.ts';
import { sentenceOf } from './sentence.ts';
import { Side } from './side.ts';
import { smallestFacts } from './smallest.ts';
import { AS_OF, stretchesOf, type Found } from './stretches.ts';
import { contradictionVerdict, pathIn, verdictOf, type Verdict } from './verdict.ts';

/** Of each cause so many witnesses are made small; the smallest is shown. */
const MOST_WITNESSES = 6;
/** And of those so many are put into words. */
const MOST_WRITTEN = 2;

interface Both<T> {
  readonly a: T;
  readonly b: T;
}

export interface QuestionResult {
  readonly compared: ComparedQuestion;
  readonly differences: readonly Difference[];
}

/** A matter with what is needed to decide it on both sides. */
interface Desk {
  readonly question: Question;
  readonly sides: Both<Side>;
  readonly space: Space;
  readonly shares: readonly SpaceShare[];
  readonly verdicts: (pair: Both<Evaluation>) => Both<Verdict>;
  readonly cause: (difference: PartDifference, verdicts: Both<Verdict>, pair: Both<Evaluation>) => string;
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

const pairOf = (sides: Both<Side>, { facts, asOf }: Decided): Both<Evaluation> => ({
  a: sides.a.evaluation(facts, asOf),
  b: sides.b.evaluation(facts, asOf),
});

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

/** One finding from its witnesses: the smallest of them, its stretches and its words. */
function differenceOf(desk: Desk, cause: string, witnesses: readonly Decided[], isOneSided: boolean): Difference {
  const seen = (decided: Decided): { readonly parts: readonly PartDifference[]; readonly verdicts: Both<Verdict> } => {
    const pair = pairOf(desk.sides, decided);
    const verdicts = desk.verdicts(pair);
    return { parts: differingParts(verdicts.a, verdicts.b).filter((part) => desk.cause(part, verdicts, pair) === cause), verdicts };
  };
  const smallest = witnesses.map((witness) => smallestFacts(witness, (decided) => seen(decided).parts.length > 0));
  const fewest = Math.min(...smallest.map(({ facts }) => Object.keys(facts).length));
  // Of several equally small ones the one that is said most briefly: its boundaries are the law's own, not those of a quotient.
  return smallest
    .filter(({ facts }) => Object.keys(facts).length === fewest)
    .slice(0, MOST_WRITTEN)
    .map((small) => {
      const { parts, verdicts } = seen(small);
      const expected = signatureOf(parts);
      const stretches = stretchesOf(
        small,
        desk.space,
        (name) => stepIn(desk.shares, name),
        (decided) => signatureOf(seen(decided).parts) === expected,
      );
      return write(desk, cause, small, parts, verdicts, stretches, isOneSided);
    })
    .reduce((best, next) => (next.words.zh.length < best.words.zh.length ? next : best));
}

const signatureOf = (parts: readonly PartDifference[]): string =>
  parts.map(({ name, a, b }) => `${name} ${a?.by.join()} ${b?.by.join()} ${valueSign(a)} ${valueSign(b)}`).join('\n');

/** What must stay equal along a stretch: a fixed value itself; of a computed one, that it is there. */
const valueSign = (part: PartDifference['a']): string =>
  part === undefined
    ? 'absent'
    : part.field === undefined || part.field.node.form === 'literal' || typeof part.value === 'boolean'
      ? JSON.stringify(part.printed)
      : 'computed';

function write(
  desk: Desk,
  key: string,
  small: Decided,
  parts: readonly PartDifference[],
  verdicts: Both<Verdict>,
  found: readonly Found[],
  isOneSided: boolean,
): Difference {
  const { question, sides } = desk;
  const policies = [sides.a.compiled.policy, sides.b.compiled.policy];
  const facts = statedOf(sides, small);
  const stretches = found.map((one) => stretchOf(sides, one));
  const differing = parts.map((part) => partOf(policies, question, part));
  const conditions = Object.keys(facts).flatMap((name) => {
    const side = sides.a.takes(name) ? sides.a : sides.b;
    const stretch = stretches.find(({ fact }) => fact === name);
    return [stretch?.words ?? factInWords(side.compiled.policy, name, side.compiled.policy.facts[name]!, small.facts[name]!)];
  });
  const day = stretches.find(({ fact }) => fact === AS_OF);
  const when = [...(day === undefined ? [] : [day.words]), ...conditions];
  const answers = {
    a: sideAnswer(
      sides.a,
      small,
      parts.flatMap(({ name, a }) => a?.by ?? verdicts.a.instead(name)),
    ),
    b: sideAnswer(
      sides.b,
      small,
      parts.flatMap(({ name, b }) => b?.by ?? verdicts.b.instead(name)),
    ),
  };
  return {
    key,
    kind: isOneSided ? 'matter-only-in-one' : 'decided-differently',
    question,
    alsoIn: [],
    facts,
    asOf: formatCivilDate(small.asOf),
    stretches,
    conditions: when,
    parts: differing,
    before: answers.a,
    after: answers.b,
    words: sentenceOf(when, differing),
  };
}

function statedOf({ a, b }: Both<Side>, { facts }: Decided): Record<string, JsonValue> {
  const [inA, inB] = [statedFacts(a.compiled.policy, facts), statedFacts(b.compiled.policy, facts)];
  return Object.fromEntries(Object.keys(facts).map((name) => [name, (a.takes(name) ? inA : inB)[name]!]));
}

function stretchOf({ a, b }: Both<Side>, { fact, from, to }: Found): Stretch {
  const side = a.takes(fact) ? a : b;
  const definition = fact === AS_OF ? DAY : side.compiled.policy.facts[fact]!;
  const print = (value: number | undefined): JsonValue => (value === undefined ? null : printValue(definition.type, value));
  const step = definition.type === 'instant' ? 1_000 : 1;
  return { fact, from: print(from), to: print(to), words: stretchInWords(definition, step, from, to) };
}

/** The day asked about, spoken of like a fact. */
const DAY = { type: 'date', titleZh: '查询日', meaning: 'the day asked about' } as const;

function partOf(policies: readonly CompiledPolicy['policy'][], question: Question, { name, a, b }: PartDifference): DifferingPart {
  const [kind, ...rest] = name.split(' ') as [DifferingPart['kind'], ...string[]];
  const words = partWords(policies, question, kind, [rest[0] ?? kind, rest[1]]);
  const printed = (part: PartDifference['a']): JsonValue => part?.printed ?? (kind === 'status' ? 'determined' : null);
  return {
    kind,
    name: rest.length === 0 ? kind : rest.join('/'),
    title: words.title,
    before: printed(a),
    after: printed(b),
    beforeWords: words.say(a?.value ?? (a?.printed as string | undefined), a !== undefined),
    afterWords: words.say(b?.value ?? (b?.printed as string | undefined), b !== undefined),
  };
}

function sideAnswer(side: Side, { facts, asOf }: Decided, by: readonly string[]): SideAnswer {
  const { compiled, question } = side;
  const { facts: taken } = side.evaluation(facts, asOf);
  const answer = answerQuestion(compiled, compiled.questions.get(question)!, taken, asOf, {});
  return {
    status: answer.ok ? answer.value.status : 'no-answer',
    rules: [...new Set(by)].map((path) => responsible(compiled, question, path)),
    unknownFacts: Object.keys(facts).filter((name) => !(name in taken)),
  };
}

function responsible({ policy, questions }: CompiledPolicy, question: Question, path: string): Responsible {
  const rules = questions.get(question)!;
  const [group, id] = path.split('/') as [string, string];
  const contradiction = group === 'contradictions' ? rules.contradictions.find(({ source }) => source.id === id) : undefined;
  const found = rules.groups.find(({ source }) => source.id === group);
  const consequence = found && consequencesOf(found).find((one) => pathIn(found, one) === path);
  const rule = found?.source.rules.find((one) => one.id === id);
  const clauses = contradiction?.source.cites ?? consequence?.cites ?? [];
  const title = contradiction?.source ?? rule;
  return {
    question,
    rule: path,
    title:
      title === undefined
        ? { zh: `${found?.source.titleZh ?? group}：其余情形`, en: `${found?.source.titleEn ?? group}: otherwise` }
        : { zh: title.titleZh, en: title.titleEn },
    clauses,
    cited: citedText(policy, clauses),
  };
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
