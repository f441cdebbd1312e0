import { parseCivilDate } from '@guicheng/kernel';
import type { Decision, PackManifest } from '@guicheng/policy-model';
import type { CompiledContradiction } from '../compiled-policy.ts';
import { valueWords, type Words } from '../wording/value-words.ts';
import type { Shelf } from '../shelf.ts';
import { WHY_NONE } from './why-none.ts';
import { factsRead } from '../facts-read.ts';
import { citationWords } from './citations.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import type { Figure } from './figure.ts';
import { Grounds } from './grounds.ts';
import { voiceOf } from './voice.ts';

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
    zh: `${dateZh(asOf)}，${why.zh}，不作答，也不套用其他版本。已收录：${list.zh}。`,
    en: `On ${asOf} ${why.en}; no answer is given, and none is taken from another version. Held: ${list.en}.`,
  };
}

/** A day as Chinese writes it. */
const dateZh = (iso: string): string => valueWords({ kind: 'date', nullable: false }, parseCivilDate(iso)!, {}).zh;

const datesZh = ({ titleZh, id, effectiveFrom, effectiveTo }: PackManifest): string =>
  `《${titleZh}》（${id}，${effectiveFrom === null ? '未定施行日' : `自 ${dateZh(effectiveFrom)}${effectiveTo === null ? '起施行' : `至 ${dateZh(effectiveTo)}`}`}）`;
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
