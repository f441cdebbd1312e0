import { formatCivilDate } from '@guicheng/kernel';
import { printValue, type JsonValue, type Question } from '@guicheng/policy-model';
import { answerQuestion } from '../answer-question.ts';
import { statedFacts } from '../cells/stated-facts.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { Value } from '../value.ts';
import type { Words } from '../wording/value-words.ts';
import { citedText } from './citation.ts';
import type { Difference, DifferingPart, Responsible, SideAnswer, Stretch } from './comparison.ts';
import type { Both, Desk } from './desk.ts';
import { factInWords, partWords, stretchInWords } from './difference-words.ts';
import type { Decided } from './find-sightings.ts';
import { consequencesOf } from './matter.ts';
import { valueSign, type PartDifference } from './parts-that-differ.ts';
import { sentenceOf } from './sentence.ts';
import type { Side } from './side.ts';
import { AS_OF, type Found } from './stretches.ts';
import { pathIn, type Verdict } from './verdict.ts';

/** Puts a finding into words. */
export function writeDifference(
  desk: Desk,
  key: string,
  small: Decided,
  parts: readonly PartDifference[],
  verdicts: Both<Verdict>,
  found: readonly Found[],
): Difference {
  const { question, sides, isOneSided } = desk;
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
  const isContradiction = [a, b].some((part) => part?.printed === 'contradictory-facts');
  const printed = (part: PartDifference['a']): JsonValue => part?.printed ?? (kind === 'status' && !isContradiction ? 'determined' : null);
  const say = (part: PartDifference['a']): Words =>
    part === undefined && isContradiction ? NO_CONTRADICTION : asExample(part, words.say(sayable(part), part !== undefined));
  return {
    kind,
    name: rest.length === 0 ? kind : rest.join('/'),
    title: words.title,
    before: printed(a),
    after: printed(b),
    givenBefore: a !== undefined,
    givenAfter: b !== undefined,
    beforeWords: say(a),
    afterWords: say(b),
  };
}

const NO_CONTRADICTION: Words = { zh: '事实不矛盾', en: 'the facts do not contradict each other' };

/** What is said of a part: its value, else its code or strength; that a list is given at all has no value. */
const sayable = (part: PartDifference['a']): Value | undefined =>
  part?.value !== undefined || part?.printed === 'list' ? part.value : (part?.printed as string | undefined);

/** A computed value is that of the facts shown, not of the whole stretch. */
const asExample = (part: PartDifference['a'], { zh, en }: Words): Words =>
  valueSign(part) === 'computed' ? { zh: `${zh}（例）`, en: `${en} (here)` } : { zh, en };

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
