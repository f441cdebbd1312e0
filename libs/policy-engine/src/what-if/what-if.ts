import { err, ok, parseCivilDate, type Result } from '@guicheng/kernel';
import {
  at,
  parseFacts,
  problem,
  type Decision,
  type DecisionRequest,
  type FactValues,
  type JsonValue,
  type Problem,
} from '@guicheng/policy-model';
import { scopeOf } from '../cells/space.ts';
import { chooseQuestion } from '../choose-question.ts';
import { statedFacts } from '../cells/stated-facts.ts';
import { decide } from '../decide.ts';
import { citationWords } from '../explanation/citations.ts';
import { fieldSaid } from '../explanation/outcome-said.ts';
import { voiceOf } from '../explanation/voice.ts';
import { factsRead } from '../facts-read.ts';
import { statusWords } from '../page/contested.ts';
import type { Shelf } from '../shelf.ts';
import type { Words } from '../wording/value-words.ts';
import { changeWords, type Move } from './change-words.ts';
import { shortAnswer, type Subject } from './project.ts';
import { searchSparing, type Found } from './search.ts';
import { farthest, type Meets } from './tighten.ts';
import { choosesAmongCodes, wishTest, type Wish } from './wish.ts';

/** One fact of a change. */
export interface FactChange {
  readonly fact: string;
  /** As stated now; absent: not stated. */
  readonly from?: JsonValue;
  /** The nearest value that will do. */
  readonly to: JsonValue;
  /** Of amounts, counts and dates: the other end of the values that will do; absent with `isOpen`: to the end of the line. */
  readonly until?: JsonValue;
  readonly isOpen: boolean;
  readonly words: Words;
}

/** One way to what is wanted. */
export interface Way {
  readonly changes: readonly FactChange[];
  /** All facts after the change, as they would be stated. */
  readonly facts: Readonly<Record<string, JsonValue>>;
  /** The decision on those facts. */
  readonly decision: Decision;
  readonly words: Words;
}

/** What would have to change. */
export interface WhatIf {
  /** The decision on the facts as they are. */
  readonly now: Decision;
  readonly isSoAlready: boolean;
  /** Fewest facts first, then smallest steps; each was decided anew. */
  readonly ways: readonly Way[];
  /** Facts that could be changed: those that the applicant chooses, that the rules read, and that the asker allows. */
  readonly considered: readonly string[];
  /** Whether every combination of up to `mostFacts` facts was looked at, as far as boundaries can be told. */
  readonly exhaustive: boolean;
  readonly trials: number;
  readonly words: Words;
  /** What whoever follows a way must know: a change is one of the project itself, never of how it is described. */
  readonly caution: Words;
}

/** What may be changed, and how much is looked for; each has a default. */
export interface WhatIfOptions {
  /** Only these facts; default: every fact that the applicant chooses. */
  readonly mayChange?: readonly string[];
  /** Facts changed together at most; default 3. */
  readonly mostFacts?: number;
  /** Ways given at most; default 5. */
  readonly mostWays?: number;
  /** Projects decided at most; default 20,000, some seconds. */
  readonly mostTrials?: number;
}

const CAUTION: Words = {
  zh: '改法只说明规则的界限：应是方案本身的真实调整，不得为适用某种程序而拆分项目、少报金额或隐瞒内容；是否合适由审核部门认定。',
  en: 'These ways only show where the rules draw their lines: a change must be one of the project itself; a project may not be split, understated or disguised to come under another procedure; whether a change is acceptable is for the reviewing office to say.',
};

const DEFAULTS = { mostFacts: 3, mostWays: 5, mostTrials: 20_000 };

/**
 * The nearest changes of facts that the applicant chooses which lead to a wanted answer. Pure. Refuses what `decide` refuses, a wish that the question does
 * not have, and facts that are not the applicant's to choose.
 */
export function whatIf(shelf: Shelf, request: DecisionRequest, wish: Wish, options: WhatIfOptions = {}): Result<WhatIf, Problem[]> {
  const now = decide(shelf, request);
  if (!now.ok) return now;
  const asOf = parseCivilDate(request.asOf)!;
  const chosen = chooseQuestion(shelf, request, asOf);
  if (!chosen.ok) return chosen;
  if ('decision' in chosen.value) return ok(nothingToChange(chosen.value.decision));
  const subject: Subject = { compiled: chosen.value.choice.policy, question: chosen.value.question, asOf };
  const test = wishTest(subject, wish);
  const names = changeable(subject, options.mayChange);
  if (!test.ok || !names.ok) return err([...(test.ok ? [] : test.error), ...(names.ok ? [] : names.error)]);
  const parsed = parseFacts(subject.compiled.policy, subject.question.question, request.facts);
  if (!parsed.ok) return parsed;
  const present = parsed.value;
  const meets: Meets = (facts) => {
    const answer = shortAnswer(subject, facts);
    return answer !== undefined && test.value(answer);
  };
  const isSoAlready = meets(present);
  const { mostFacts, mostWays, mostTrials } = { ...DEFAULTS, ...options };
  const searched = isSoAlready
    ? { found: [], exhaustive: true, trials: 1 }
    : searchSparing(subject, present, meets, {
        names: names.value,
        mostFacts,
        maySpendMore: !choosesAmongCodes(subject, wish),
        mostTrials,
      });
  const ways = searched.found.slice(0, mostWays).map((found) => wayOf(shelf, request, subject, present, found, meets, wish));
  return ok({
    now: now.value,
    isSoAlready,
    ways,
    considered: names.value,
    exhaustive: searched.exhaustive,
    trials: searched.trials,
    words: summary(subject, { now: now.value, isSoAlready, ways, considered: names.value, exhaustive: searched.exhaustive }, mostFacts),
    caution: CAUTION,
  });
}

/** Facts that the question's rules read and the applicant chooses; those the asker names must be such. */
function changeable({ compiled: { policy }, question }: Subject, mayChange: readonly string[] | undefined): Result<string[], Problem[]> {
  const problems = (mayChange ?? []).flatMap((name, index): Problem[] => {
    const fact = Object.hasOwn(policy.facts, name) ? policy.facts[name] : undefined;
    const pointer = at('/mayChange', index);
    if (fact === undefined || !fact.questions.includes(question.question))
      return [
        problem(
          'undeclared-fact',
          pointer,
          `“${question.question}”问题不使用事实“${name}”。`,
          `The question "${question.question}" does not take the fact "${name}".`,
        ),
      ];
    return fact.choosable === true
      ? []
      : [
          problem(
            'fact-not-choosable',
            pointer,
            `“${fact.titleZh}”（${name}）不由申报方选择，不能作为改变的建议。`,
            `"${name}" is not the applicant's to choose and is never proposed as a change.`,
          ),
        ];
  });
  if (problems.length > 0) return err(problems);
  const { nodes, optionalFacts, contradictions } = scopeOf(question);
  const read = new Set([...nodes, ...contradictions.map(({ when }) => when)].flatMap((node) => [...factsRead(node)]));
  for (const name of optionalFacts) read.add(name);
  return ok([...read].filter((name) => policy.facts[name]!.choosable === true && (mayChange === undefined || mayChange.includes(name))));
}

function wayOf(
  shelf: Shelf,
  request: DecisionRequest,
  subject: Subject,
  present: FactValues,
  { names, facts }: Found,
  meets: Meets,
  wish: Wish,
): Way {
  const { policy } = subject.compiled;
  const stated = statedFacts(policy, facts);
  const decided = decide(shelf, { ...request, facts: stated });
  if (!decided.ok || !meets(facts)) throw new Error(`a way that was found is not decided as it was found: ${JSON.stringify(stated)}`);
  const moves = names.map((name) => moveOf(subject, present, facts, name, meets));
  const changes = moves.map((move): FactChange => {
    const one = (value: Move['then']): JsonValue => statedFacts(policy, { [move.name]: value })[move.name]!;
    return {
      fact: move.name,
      ...(move.now === undefined ? {} : { from: one(move.now) }),
      to: one(move.then),
      ...(move.until === undefined ? {} : { until: one(move.until) }),
      isOpen: move.isRange && move.until === undefined,
      words: changeWords(subject, move),
    };
  });
  const { labels } = voiceOf(policy);
  const shownFields = Object.keys(wish.outcome ?? {}).flatMap((name) => {
    const value = decided.value.outcome[name];
    return value === undefined ? [] : [fieldSaid(policy, subject.question.question, labels, name, value)];
  });
  const rest =
    wish.withoutBlockers === undefined
      ? []
      : [{ zh: wish.withoutBlockers === true ? '不再有拦截事项' : '不再有所列拦截事项', en: 'what was in the way is gone' }];
  const then = [...shownFields, ...rest];
  const leads = then.length > 0 ? then : [statusWords(decided.value.status)];
  const cited = citationWords(
    policy,
    responsible(subject, decided.value, wish).flatMap(({ clauses }) => clauses),
  );
  const basis = cited.zh === '' ? { zh: '', en: '' } : { zh: `（依据${cited.zh}）`, en: ` (under ${cited.en})` };
  return {
    changes,
    facts: stated,
    decision: decided.value,
    words: {
      zh: `${changes.map(({ words }) => words.zh).join('，并且')}，则${leads.map(({ zh }) => zh).join('，')}${basis.zh}。`,
      en: `${changes.map(({ words }) => words.en).join(', and ')}: then ${leads.map(({ en }) => en).join('; ')}${basis.en}.`,
    },
  };
}

/** The reasons that speak of what is wanted; all of them where none does by itself. */
function responsible({ question, compiled: { policy } }: Subject, { because }: Decision, { outcome = {} }: Wish): Decision['because'] {
  const fields = Object.keys(outcome);
  const rules = (policy.questions[question.question]?.groups ?? []).flatMap((group) => group.rules);
  const speaking = new Set(
    rules
      .filter(({ then = {}, adds = {} }) => fields.some((name) => Object.hasOwn(then, name) || Object.hasOwn(adds, name)))
      .map(({ id }) => id),
  );
  const found = because.filter(({ rule }) => speaking.has(rule));
  return found.length > 0 ? found : because;
}

function moveOf(subject: Subject, present: FactValues, facts: FactValues, name: string, meets: Meets): Move {
  const [now, then] = [present[name], facts[name]!];
  const isRange = typeof then === 'number';
  const direction = typeof now === 'number' && isRange && then < now ? -1 : 1;
  return { name, now, then, isRange, until: isRange ? farthest(subject, facts, name, then, direction, meets) : undefined };
}

function summary(
  { compiled: { policy } }: Subject,
  { now, isSoAlready, ways, considered, exhaustive }: Omit<WhatIf, 'words' | 'trials' | 'caution'>,
  mostFacts: number,
): Words {
  if (isSoAlready) return { zh: '按现有事实，结果已经如此。', en: 'On the facts as they are it is so already.' };
  if (ways.length > 0)
    return {
      zh: `有 ${ways.length} 种最近的改法：${ways.map(({ words }, index) => `${index + 1}. ${words.zh}`).join('')}`,
      en: `Nearest ways: ${ways.map(({ words }, index) => `${index + 1}. ${words.en}`).join(' ')}`,
    };
  const facts = (names: readonly string[]): string => names.map((name) => `“${policy.facts[name]?.titleZh ?? name}”`).join('、');
  const how = exhaustive ? { zh: '', en: '' } : { zh: '（组合太多，没有全部试过）', en: ' (there are more combinations than were tried)' };
  const first =
    now.status === 'needs-facts'
      ? {
          zh: `现有事实还不足以作答，请先补充${facts(now.missingFacts)}。`,
          en: ` First state what is missing: ${now.missingFacts.join(', ')}.`,
        }
      : now.error !== undefined
        ? {
            zh: `现有事实互相矛盾，请先核对${facts(now.error.facts)}。`,
            en: ` The facts contradict each other; check first: ${now.error.facts.join(', ')}.`,
          }
        : { zh: '', en: '' };
  return considered.length === 0
    ? { zh: `没有可由申报方选择的事实能影响结果。${first.zh}`, en: `No fact that the applicant chooses bears on the answer.${first.en}` }
    : {
        zh: `只改变可由申报方选择的事实（${facts(considered)}），至多同时改变 ${mostFacts} 项，没有找到能得到所要结果的办法${how.zh}。${first.zh}`,
        en: `Changing at most ${mostFacts} of the facts that the applicant chooses, no way to the wanted answer was found${how.en}.${first.en}`,
      };
}

const nothingToChange = (now: Decision): WhatIf => ({
  now,
  isSoAlready: false,
  ways: [],
  considered: [],
  exhaustive: true,
  trials: 0,
  words: { zh: '没有可适用的规则，改变事实不会改变结果。', en: 'No rules apply; no change of facts changes the answer.' },
  caution: CAUTION,
});
