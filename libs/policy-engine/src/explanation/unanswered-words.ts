import type { Decision, PackManifest } from '@guicheng/policy-model';
import type { CompiledContradiction } from '../compiled-policy.ts';
import { WORKING_DAY_CALENDAR } from '../node.ts';
import { measureWord } from '../wording/measure-word.ts';
import type { Words } from '../wording/value-words.ts';
import type { Shelf } from '../shelf.ts';
import { factsRead } from '../facts-read.ts';
import { citationWords } from './citations.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import type { Figure } from './figure.ts';
import { Grounds } from './grounds.ts';
import { voiceOf } from './voice.ts';
import { waitingRules } from './waiting.ts';

/** Why nothing answers on the day: what is held of the district, with its dates. */
export function noPolicyWords(shelf: Shelf, { district, asOf, outcome }: Decision): Words {
  const held = (shelf.districts.get(district) ?? []).map(({ policy }) => policy.manifest);
  const why = WHY_NONE[String(outcome['detail'])] ?? {
    zh: '没有可适用的文件',
    en: 'nothing applies',
  };
  const list = {
    zh: held.map(datesZh).join('；'),
    en: held.map(datesEn).join('; '),
  };
  return {
    zh: `${asOf} 这一天${why.zh}，不作答，也不套用其他版本。已收录：${list.zh}。`,
    en: `On ${asOf} ${why.en}; no answer is given, and none is taken from another version. Held: ${list.en}.`,
  };
}

const WHY_NONE: Readonly<Record<string, Words>> = {
  'not-yet-in-force': {
    zh: '文件尚未施行',
    en: 'the text is not yet in force',
  },
  expired: { zh: '文件已过有效期', en: 'the text has expired' },
  'draft-only': {
    zh: '只有征求意见稿，尚不生效',
    en: 'there is only a consultation draft, which is not in force',
  },
  'earlier-text-not-held': {
    zh: '施行的是更早的文本，本系统没有收录',
    en: 'an earlier text was in force, which is not held',
  },
};

const datesZh = ({ titleZh, id, effectiveFrom, effectiveTo }: PackManifest): string =>
  `《${titleZh}》（${id}，${effectiveFrom === null ? '未定施行日' : `自 ${effectiveFrom} ${effectiveTo === null ? '起施行' : `至 ${effectiveTo}`}`}）`;
const datesEn = ({ titleEn, id, effectiveFrom, effectiveTo }: PackManifest): string =>
  `${titleEn} (${id}, ${effectiveFrom === null ? 'no day of entry into force' : `from ${effectiveFrom}${effectiveTo === null ? '' : ` to ${effectiveTo}`}`})`;

/** A matter of which the policy has no clause at all. */
export function silentWords(shelf: Shelf, { district, policy: id }: Decision): Words {
  const manifest = shelf.districts.get(district)?.find(({ policy }) => policy.manifest.id === id)?.policy.manifest;
  return {
    zh: `《${manifest?.titleZh ?? ''}》（${id ?? ''}）没有就此事项作规定的条款，不作答，也不从其他文件推断；请向${manifest?.issuerZh ?? '发文机关'}询问。`,
    en: `${manifest?.titleEn ?? ''} (${id ?? ''}) has no clause on this matter; no answer is given or inferred from elsewhere. Ask its issuer.`,
  };
}

/** Which facts are missing, and what waits for each. */
export function openWords(evaluated: EvaluatedQuestion, decision: Decision, saysMore: boolean): Words[] {
  const { policy } = evaluated.compiled;
  const waiting = waitingRules(evaluated);
  const needed = decision.missingFacts.map((name): Words => {
    const rules = waiting.get(name) ?? [];
    const { zh: cited } = citationWords(
      policy,
      rules.slice(0, MOST_RULES).flatMap(({ clauses }) => clauses),
    );
    const zhRules = rules
      .slice(0, MOST_RULES)
      .map(({ titleZh }) => `“${titleZh}”`)
      .join('、');
    const enRules = rules
      .slice(0, MOST_RULES)
      .map(({ titleEn }) => `“${titleEn}”`)
      .join(', ');
    const more =
      rules.length > MOST_RULES
        ? {
            zh: `等 ${rules.length} 条规则`,
            en: ` and ${rules.length - MOST_RULES} more rules`,
          }
        : { zh: '', en: '' };
    const why =
      rules.length === 0
        ? { zh: '', en: '' }
        : {
            zh: `（关系到${zhRules}${more.zh}，依据${cited}）`,
            en: ` (for ${enRules}${more.en}; under ${cited})`,
          };
    if (name === WORKING_DAY_CALENDAR)
      return {
        zh: `尚未公布的年度工作日历${why.zh}`,
        en: `the official calendar of a year that is not yet published${why.en}`,
      };
    const { titleZh, meaning, unit } = policy.facts[name]!;
    const measure = unit === undefined ? undefined : (UNITS[unit] ?? measureWord(titleZh, unit));
    const unitWords = measure === undefined ? { zh: '', en: '' } : { zh: `（${measure.zh}）`, en: ` (${measure.en})` };
    return {
      zh: `“${titleZh}”${unitWords.zh}${why.zh}`,
      en: `“${meaning}”${unitWords.en}${why.en}`,
    };
  });
  return [
    {
      zh: `尚不能作出结论，还须知道：${needed.map(({ zh }) => zh).join('；')}。${saysMore ? '现在已经可以确定：' : ''}`,
      en: `No answer can be given yet; still needed: ${needed.map(({ en }) => en).join('; ')}.${saysMore ? ' Certain already:' : ''}`,
    },
  ];
}

/** So many waiting rules are named beside a fact. */
const MOST_RULES = 3;

const UNITS: Readonly<Record<string, Words>> = {
  CNY: { zh: '元', en: 'yuan' },
  percent: { zh: '%', en: '%' },
};

/** Which facts cannot be true together, as they were stated. */
export function contradictionWords(
  { compiled: { policy }, evaluation }: EvaluatedQuestion,
  { source, when }: CompiledContradiction,
): { readonly words: Words; readonly figures: readonly Figure[] } {
  const voice = voiceOf(policy);
  const maker = new Grounds(policy, voice, evaluation, source.cites, 0);
  const stated = [...new Set([...source.facts, ...factsRead(when)])]
    .filter((name) => evaluation.facts[name] !== undefined)
    .map((name) => maker.fact(name));
  const cited = citationWords(policy, source.cites);
  return {
    figures: maker.figures,
    words: {
      zh: `所填事实互相矛盾：${source.titleZh}；所填为${stated.map(({ zh }) => zh).join('、')}${cited.zh === '' ? '' : `；依据${cited.zh}`}。请核对后再问。`,
      en: `The facts contradict each other: ${source.titleEn}; stated were ${stated.map(({ en }) => en).join(', ')}${cited.en === '' ? '' : `; under ${cited.en}`}. Check them and ask again.`,
    },
  };
}
