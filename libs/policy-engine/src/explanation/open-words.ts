import { counted } from '@guicheng/kernel';
import type { Decision } from '@guicheng/policy-model';
import { bestFact } from '../interview/best-fact.ts';
import { openMatters } from '../interview/open-facts.ts';
import { questionWords } from '../interview/question-words.ts';
import { WORKING_DAY_CALENDAR } from '../node.ts';
import type { Words } from '../wording/value-words.ts';
import { citationWords } from './citations.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import { quotedZh } from './statements.ts';
import { waitingRules, type WaitingFor } from './waiting.ts';

/** So many waiting rules are named beside a fact. */
const MOST_RULES = 3;

/** Which facts are missing, what waits for each, and what to ask a person next. */
export function openWords(evaluated: EvaluatedQuestion, decision: Decision, saysMore: boolean): Words {
  const waiting = waitingRules(evaluated);
  const needed = decision.missingFacts.map((name): Words => {
    const what = factWords(evaluated, name);
    const why = whyWords(evaluated, waiting.get(name) ?? []);
    return { zh: `${what.zh}${why.zh}`, en: `${what.en}${why.en}` };
  });
  const next = nextAsked(evaluated, decision);
  return {
    zh: `尚不能作出结论，还须知道：${needed.map(({ zh }) => zh).join('；')}。${next.zh}${saysMore ? '现在已经可以确定：' : ''}`,
    en: `No answer can be given yet; still needed: ${needed.map(({ en }) => en).join('; ')}.${next.en}${saysMore ? ' Certain already:' : ''}`,
  };
}

function factWords({ compiled: { policy } }: EvaluatedQuestion, name: string): Words {
  if (name === WORKING_DAY_CALENDAR)
    return { zh: '尚未公布的年度工作日历', en: 'the official calendar of a year that is not yet published' };
  const { titleZh, meaning } = policy.facts[name]!;
  return { zh: quotedZh(titleZh), en: `“${meaning}”` };
}

function whyWords({ compiled: { policy } }: EvaluatedQuestion, rules: readonly WaitingFor[]): Words {
  if (rules.length === 0) return { zh: '', en: '' };
  const named = rules.slice(0, MOST_RULES);
  const { zh: cited } = citationWords(
    policy,
    named.flatMap(({ clauses }) => clauses),
  );
  const isAll = rules.length === named.length;
  return {
    zh: `（关系到${named.map(({ titleZh }) => quotedZh(titleZh)).join('、')}${isAll ? '' : `等 ${rules.length} 条规则`}，依据${cited}）`,
    en: ` (for ${named.map(({ titleEn }) => `“${titleEn}”`).join(', ')}${isAll ? '' : ` and ${counted(rules.length - named.length, 'more rule')}`}; under ${cited})`,
  };
}

/** Nothing where only the official calendar is missing. */
function nextAsked(evaluated: EvaluatedQuestion, { missingFacts: names }: Decision): Words {
  const { groups } = openMatters(evaluated.results, evaluated.evaluation, new Set());
  const fact = names.length === 1 ? names[0] : bestFact(evaluated, groups, new Set());
  if (fact === undefined || fact === WORKING_DAY_CALENDAR) return { zh: '', en: '' };
  const { zh, en } = questionWords(evaluated.compiled.policy.facts[fact]!);
  return names.length === 1 ? { zh: `请答：${zh}`, en: ` To be asked: ${en}` } : { zh: `先问：${zh}`, en: ` To be asked first: ${en}` };
}
