import type { Question } from '@guicheng/policy-model';
import type { CompiledContest, CompiledRule } from '../compiled-policy.ts';
import { inline } from '../wording/outline.ts';
import type { Words } from '../wording/value-words.ts';
import { anchors } from './anchors.ts';
import { line, linked, sentenceEn } from './lines.ts';
import { outcomePieces } from './outcome-words.ts';
import type { Block, Line } from './page.ts';
import { citation, type PageContext } from './page-context.ts';

/** A rule's contested readings: where they matter, which one is taken, and what the other one would give. */
export function contestedBlocks(context: PageContext, question: Question, rule: CompiledRule): Block[] {
  return rule.contested.map((contest, index) => ({
    block: 'contested',
    id: anchors.contested(question, rule.id, index),
    lines: [
      linked(
        [{ text: '有争议', mark: 'contested' }, ' 条文可作两种理解：', ...citation(context, [contest.source.clause]), '。'],
        'The clause can be read two ways.',
      ),
      ...whereLines(context, contest),
      line({ zh: `本系统采用：${endless(contest.source.readingZh)}。`, en: sentenceEn(`taken: ${endless(contest.source.readingEn)}`) }),
      otherLine(context, question, contest),
    ],
  }));
}

/** Where the two readings differ; nothing when they differ wherever the rule applies. */
function whereLines({ speaker }: PageContext, { when }: CompiledContest): Line[] {
  if (when === undefined) return [];
  const { zh, en } = inline(speaker.outline(when));
  return [line({ zh: `争议只出现在：${zh}。`, en: sentenceEn(`it matters where ${en}`) })];
}

function otherLine(context: PageContext, question: Question, contest: CompiledContest): Line {
  const words = alternativeWords(context, question, contest);
  return line({ zh: `按另一种理解，结果将是：${words.zh}。`, en: sentenceEn(`the other reading would give: ${words.en}`) });
}

/** What the other reading would give. */
export function alternativeWords(context: PageContext, question: Question, contest: CompiledContest): Words {
  const pieces = outcomePieces(context, question, {
    status: 'determined',
    fields: contest.fields,
    adds: [],
    blockers: [],
    warnings: [],
  }).map(({ words, cases }) =>
    cases === undefined ? words : { zh: `${words.zh}（${inline(cases).zh}）`, en: `${words.en} (${inline(cases).en})` },
  );
  const status = contest.status === undefined ? [] : [statusWords(contest.status)];
  const all = [...status, ...pieces];
  return {
    zh: all.map(({ zh }) => zh).join(all.some(({ zh }) => zh.includes('，')) ? '；' : '，'),
    en: all.map(({ en }) => en).join('; '),
  };
}

const STATUSES: Readonly<Record<string, Words>> = {
  determined: { zh: '有确定的结论', en: 'a determined answer' },
  'needs-judgement': { zh: '交由人判断', en: 'a person decides' },
  'not-regulated': { zh: '文本对此未作规定', en: 'the text does not regulate this' },
  'no-policy': { zh: '当日没有可适用的文件', en: 'no policy applies on that day' },
};

/** A status under the other reading, in words. */
export const statusWords = (status: string): Words => STATUSES[status] ?? { zh: status, en: status };

/** A reading without the full stop that its author may have written. */
export const endless = (reading: string): string => reading.replace(/[。.]$/u, '');
