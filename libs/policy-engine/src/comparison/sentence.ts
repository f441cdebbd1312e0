import type { Words } from '../wording/value-words.ts';
import type { DifferingPart } from './comparison.ts';

/** A finding in a sentence: 建设金额 100 万元（含）以上：审批路径：备案 → 审核. */
export function sentenceOf(conditions: readonly Words[], parts: readonly DifferingPart[]): Words {
  const zh = parts.map(({ title, beforeWords, afterWords }) => `${title.zh}：${beforeWords.zh} → ${afterWords.zh}`).join('；');
  const en = parts.map(({ title, beforeWords, afterWords }) => `${title.en}: ${beforeWords.en} → ${afterWords.en}`).join('; ');
  return {
    zh: `${conditions.length === 0 ? '任何情形' : conditions.map((words) => words.zh).join('，')}：${zh}`,
    en: `${conditions.length === 0 ? 'In every case' : conditions.map((words) => words.en).join(', ')} — ${en}`,
  };
}
