import type { DeclaredFact, FactValue, OutcomeFieldDefinition, Policy, Question } from '@guicheng/policy-model';
import { statedFacts } from '../cells/stated-facts.ts';
import { typeOf } from '../type.ts';
import { measureWord } from '../wording/measure-word.ts';
import { spaced } from '../wording/sentence.ts';
import { valueWords, type Words } from '../wording/value-words.ts';
import { lowerFirst, yesNoPhrase } from '../wording/yes-no-phrase.ts';
import type { Value } from '../value.ts';

type Spoken = Pick<DeclaredFact, 'type' | 'titleZh' | 'unit' | 'enum' | 'fields' | 'nullable' | 'meaning'>;

/** A value of a fact or a field with its unit. */
export function valueInWords(
  definition: Pick<OutcomeFieldDefinition, 'type' | 'titleZh' | 'unit' | 'enum' | 'fields' | 'nullable'>,
  value: Value,
): Words {
  const type = typeOf(definition);
  const words = valueWords(type, value, definition.enum ?? {});
  const isCounted = typeof value === 'number' && (type.kind === 'integer' || type.kind === 'decimal');
  const measure = isCounted ? measureWord(definition.titleZh, definition.unit) : undefined;
  return measure === undefined ? words : { zh: `${words.zh} ${measure.zh}`, en: `${words.en} ${measure.en}`.trimEnd() };
}

/** A stated fact in words: 建设类型为“新建”. */
export function factInWords(policy: Policy, name: string, fact: Spoken, value: FactValue): Words {
  const en = lowerFirst(fact.meaning.split(/[:;]/u)[0]!);
  if (typeof value === 'boolean') return { zh: `“${fact.titleZh}”为${value ? '是' : '否'}`, en: `“${en}”: ${value ? 'yes' : 'no'}` };
  if (value === null) return { zh: `没有“${fact.titleZh}”`, en: `no “${en}”` };
  const isRecord = typeof value === 'object' && (!Array.isArray(value) || fact.fields !== undefined);
  const words = isRecord ? same(JSON.stringify(statedFacts(policy, { [name]: value })[name])) : valueInWords(fact, value);
  return { zh: spaced(`${fact.titleZh}为${words.zh}`), en: `${en}: ${words.en}` };
}

const same = (text: string): Words => ({ zh: text, en: text });

/** A stretch of an ordered fact, its ends as the law says them: 100 万元（含）以上、400 万元（不含）以下. */
export function stretchInWords(fact: Spoken, step: number, from: number | undefined, to: number | undefined): Words {
  const say = (value: number): Words => valueInWords(fact, value);
  const isTime = fact.type === 'date' || fact.type === 'month' || fact.type === 'instant';
  const [up, down] = isTime ? ['以后', '以前'] : ['以上', '以下'];
  const en = lowerFirst(fact.meaning.split(/[:;]/u)[0]!);
  // Nothing that is counted can be negative.
  if (!isTime && from === undefined && to === 0) return { zh: spaced(`${fact.titleZh}为 ${say(0).zh}`), en: `${en}: ${say(0).en}` };
  if (from !== undefined && from === to) return { zh: spaced(`${fact.titleZh}正好为${say(from).zh}`), en: `${en} exactly ${say(from).en}` };
  const low =
    from === undefined
      ? undefined
      : isRounder(say(from - step).zh, say(from).zh) && !isTime
        ? (['不含', from - step] as const)
        : (['含', from] as const);
  const high =
    to === undefined
      ? undefined
      : isRounder(say(to + step).zh, say(to).zh) && !isTime
        ? (['不含', to + step] as const)
        : (['含', to] as const);
  const zh = [
    ...(low === undefined ? [] : [`${say(low[1]).zh}（${low[0]}）${up}`]),
    ...(high === undefined ? [] : [`${say(high[1]).zh}（${high[0]}）${down}`]),
  ];
  const english = [
    ...(low === undefined ? [] : [`${low[0] === '含' ? 'from' : 'over'} ${say(low[1]).en}`]),
    ...(high === undefined ? [] : [`${high[0] === '含' ? 'up to' : 'below'} ${say(high[1]).en}`]),
  ];
  if (zh.length === 0) return { zh: `已知“${fact.titleZh}”，不论多少`, en: `${en}: known, whatever it is` };
  return { zh: spaced(`${fact.titleZh} ${zh.join('、')}`), en: `${en} ${english.join(', ')}` };
}

const isRounder = (text: string, than: string): boolean =>
  text.replace(/\D/gu, '').replace(/0+$/u, '').length < than.replace(/\D/gu, '').replace(/0+$/u, '').length;

/** How statuses are called. */
export const STATUS_WORDS: Readonly<Record<string, Words>> = {
  determined: { zh: '直接判定', en: 'decided by rule' },
  'needs-judgement': { zh: '交由人判断', en: 'a person decides' },
  'not-regulated': { zh: '文本未作规定', en: 'not regulated' },
  'contradictory-facts': { zh: '事实互相矛盾，不作答', en: 'the facts contradict each other' },
};

const NOTHING: Words = { zh: '不涉及', en: 'nothing' };

/** A part of an answer: what it is called, and how a value of it reads on one side. */
export function partWords(
  policies: readonly Policy[],
  question: Question,
  kind: string,
  [name, code]: readonly [string, string | undefined],
): { readonly title: Words; readonly say: (value: Value | undefined, isGiven: boolean) => Words } {
  const definition = policies.map((policy) => policy.outcomes[question]?.[name]).find((found) => found !== undefined);
  const isGivenWords = (yes: Words, no: Words) => (_: Value | undefined, isGiven: boolean) => (isGiven ? yes : no);
  switch (kind) {
    case 'status':
      return {
        title: { zh: '如何作答', en: 'how it is answered' },
        say: (value, isGiven) => STATUS_WORDS[isGiven ? String(value) : 'determined'] ?? same(String(value)),
      };
    case 'fault':
      return {
        title: { zh: '能否作答', en: 'whether it is answered' },
        say: (value, isGiven) =>
          isGiven ? { zh: `不能作答（${String(value)}）`, en: `no answer (${String(value)})` } : { zh: '可以作答', en: 'answered' },
      };
    case 'blocker': {
      const zh = policies.map(({ blockers }) => blockers[name]?.zh).find((found) => found !== undefined) ?? name;
      return {
        title: { zh: `拦截“${zh}”`, en: `blocker ${name}` },
        say: (value, isGiven) =>
          isGiven ? { zh: `拦截${STRENGTHS[String(value)] ?? ''}`, en: `blocked (${String(value)})` } : { zh: '不拦截', en: 'not blocked' },
      };
    }
    case 'warning': {
      const zh = policies.map(({ warnings }) => warnings[name]?.zh).find((found) => found !== undefined) ?? name;
      return {
        title: { zh: `提示“${zh}”`, en: `warning ${name}` },
        say: isGivenWords({ zh: '提示', en: 'given' }, { zh: '不提示', en: 'not given' }),
      };
    }
    case 'member': {
      const label =
        policies.map((policy) => policy.outcomes[question]?.[name]?.enum?.[code!]).find((found) => found !== undefined) ?? code!;
      return {
        title: { zh: `“${definition?.titleZh ?? name}”中的“${label}”`, en: `“${code}” in “${lowerFirst(definition?.meaning ?? name)}”` },
        say: isGivenWords({ zh: '列入', en: 'listed' }, { zh: '不列入', en: 'not listed' }),
      };
    }
    default:
      return {
        title: { zh: definition?.titleZh ?? name, en: lowerFirst(definition?.meaning ?? name) },
        say: (value, isGiven) => {
          if (!isGiven || definition === undefined) return NOTHING;
          if (value === undefined) return { zh: '有此清单', en: 'the list is given' };
          if (typeof value !== 'boolean') return valueInWords(definition, value);
          const phrase = yesNoPhrase(definition, name, value);
          // The title stands before it already.
          return phrase.zh.startsWith('“') ? valueInWords(definition, value) : { zh: phrase.zh, en: value ? 'yes' : 'no' };
        },
      };
  }
}

const STRENGTHS: Readonly<Record<string, string>> = { mandatory: '（强制）', 'in-principle': '（原则上）', reference: '（供参考）' };
