import type { FactValue } from '@guicheng/policy-model';
import { shownValue } from '../explanation/shown-value.ts';
import { voiceOf } from '../explanation/voice.ts';
import { typeOf } from '../type.ts';
import { lowerFirst } from '../wording/yes-no-phrase.ts';
import type { Words } from '../wording/value-words.ts';
import type { Subject } from './project.ts';
import { stepOfFact } from './values-to-try.ts';

/** A fact's change in numbers: the nearest value that will do, and how far beyond it others do. */
export interface Move {
  readonly name: string;
  readonly now: FactValue | undefined;
  readonly then: FactValue;
  /** Of an ordered fact: the other end of the values that will do; undefined: open. */
  readonly until: number | undefined;
  /** Whether the fact is ordered and stays so. */
  readonly isRange: boolean;
}

/** Members of a list that are said again; whoever asks knows a longer list. */
const MOST_LISTED = 3;

/** A change in words: 硬件建设金额降至 156 万元以下（现 182 万元）. In Chinese law 以上 and 以下 include the figure (民法典 1259). */
export function changeWords(subject: Subject, move: Move): Words {
  const { policy } = subject.compiled;
  const fact = policy.facts[move.name]!;
  const { labels } = voiceOf(policy);
  const shown = (value: FactValue): Words => shownValue(typeOf(fact), value, fact, labels);
  const now =
    move.now === undefined
      ? { zh: '现未填', en: 'not stated now' }
      : Array.isArray(move.now) && move.now.length > MOST_LISTED
        ? { zh: `现有 ${move.now.length} 项`, en: `now ${move.now.length} of them` }
        : { zh: `现${glue(shown(move.now).zh)}`, en: `now ${shown(move.now).en}` };
  const name: Words = { zh: fact.titleZh, en: lowerFirst(fact.meaning.split(/[:;]/u)[0]!.trim()) };
  const to = target(subject, move, shown);
  const quoted = fact.type === 'boolean' ? `“${name.zh}”` : name.zh;
  return { zh: `${quoted}${to.zh}（${now.zh}）`, en: `${name.en}: ${to.en} (${now.en})` };
}

/** A space between 现 and a figure, none before a quotation mark. */
const glue = (text: string): string => (/^\d/u.test(text) ? ` ${text}` : text);

function target(subject: Subject, move: Move, shown: (value: FactValue) => Words): Words {
  const { now, then } = move;
  if (move.isRange && typeof then === 'number') return rangeWords(subject, move, then, shown);
  if (Array.isArray(now) && Array.isArray(then)) return membersWords(now as readonly FactValue[], then as readonly FactValue[], shown);
  return { zh: `改为${glue(shown(then).zh)}`, en: `change to ${shown(then).en}` };
}

function membersWords(now: readonly FactValue[], then: readonly FactValue[], shown: (value: FactValue) => Words): Words {
  const [added, removed] = [then.filter((one) => !now.includes(one)), now.filter((one) => !then.includes(one))];
  return {
    zh: [...(added.length > 0 ? [`增加${shown(added).zh}`] : []), ...(removed.length > 0 ? [`去掉${shown(removed).zh}`] : [])].join('，'),
    en: [...(added.length > 0 ? [`add ${shown(added).en}`] : []), ...(removed.length > 0 ? [`leave out ${shown(removed).en}`] : [])].join(
      ', ',
    ),
  };
}

const TIMES = new Set(['date', 'month', 'instant']);

function rangeWords(subject: Subject, { name, now, until }: Move, then: number, shown: (value: FactValue) => Words): Words {
  const isTime = TIMES.has(subject.compiled.policy.facts[name]!.type);
  const goesDown = typeof now === 'number' ? then < now : until !== undefined && until < then;
  const verb = VERBS[isTime ? 'time' : 'amount'][typeof now !== 'number' ? 'set' : goesDown ? 'down' : 'up'];
  if (until === then) return { zh: `${verb.zh} ${shown(then).zh}`, en: `${verb.en} ${shown(then).en}` };
  if (until !== undefined) {
    const [low, high] = [Math.min(then, until), Math.max(then, until)];
    return {
      zh: `${verb.zh} ${shown(low).zh}至 ${shown(high).zh}之间（均含）`,
      en: `${verb.en} between ${shown(low).en} and ${shown(high).en}, both included`,
    };
  }
  if (isTime)
    return {
      zh: `${verb.zh} ${shown(then).zh}或更${goesDown ? '早' : '晚'}`,
      en: `${verb.en} ${shown(then).en} or ${goesDown ? 'earlier' : 'later'}`,
    };
  const step = stepOfFact(subject, name)!;
  const limit = shown(goesDown ? then + step : then - step);
  // "Below 1,560,000" reads better than "1,559,999.99 or less" and says the same of whole fen.
  if (limit.zh.length < shown(then).zh.length)
    return goesDown
      ? { zh: `${verb.zh}不足 ${limit.zh}`, en: `${verb.en} below ${limit.en}` }
      : { zh: `${verb.zh}超过 ${limit.zh}`, en: `${verb.en} above ${limit.en}` };
  return goesDown
    ? { zh: `${verb.zh} ${shown(then).zh}以下（含）`, en: `${verb.en} at most ${shown(then).en}` }
    : { zh: `${verb.zh} ${shown(then).zh}以上（含）`, en: `${verb.en} at least ${shown(then).en}` };
}

const VERBS = {
  amount: { down: { zh: '降至', en: 'lower to' }, up: { zh: '增至', en: 'raise to' }, set: { zh: '定为', en: 'set to' } },
  time: { down: { zh: '提前到', en: 'bring forward to' }, up: { zh: '推迟到', en: 'put off to' }, set: { zh: '定为', en: 'set to' } },
} as const;
