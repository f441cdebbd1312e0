import type { Policy } from '@guicheng/policy-model';
import type { Consequence } from '../compiled-policy.ts';
import type { GroupResult } from '../group-evaluation.ts';
import type { Words } from '../wording/value-words.ts';
import { titled } from './waiting.ts';

/** What the text says where it does not decide, and who does. */
export function undecidedWords(policy: Policy, result: GroupResult, consequence: Consequence): Words {
  const { titleZh, titleEn } = titled(result, consequence);
  const accounts = policy.clauses.filter(({ id }) => consequence.cites.includes(id));
  const who = accounts.flatMap(({ accountedFor }) => (accountedFor?.by === 'person' ? [accountedFor.whoZh] : []));
  const summaries = accounts.flatMap(({ summaryZh }) => (summaryZh === null ? [] : [summaryZh]));
  const says = summaries.length === 0 ? '' : `（条文要旨：${summaries.join('；')}）`;
  const saysEn = accounts.length === 0 ? '' : ` (the text: ${accounts.map(({ summaryEn }) => summaryEn.replace(/\.$/u, '')).join('; ')})`;
  if (consequence.status === 'not-regulated')
    return {
      zh: `本文件对此未作规定，不作推断：${titleZh}${says}`,
      en: `the text does not regulate this, and nothing is inferred: ${titleEn}${saysEn}`,
    };
  const decides = who.length === 0 ? '由人判断' : `由${[...new Set(who)].join('、')}判断`;
  return {
    zh: `${decides}，本系统不代为决定：${titleZh}${says}`,
    en: `a person decides, not this system: ${titleEn}${saysEn}`,
  };
}
