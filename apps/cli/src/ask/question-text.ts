import { citationWords, questionWords, unitWords, type InterviewQuestion } from '@guicheng/policy-engine';
import type { DeclaredFact } from '@guicheng/policy-model';
import type { Labels } from '../decide/labels.ts';

/** So many rules are named as reasons for a question. */
const MOST_RULES = 2;

/** A question as a person is asked it: what, in which unit, with which codes, and why. Ends with a line end. */
export function questionText({ fact, definition, why, mostRemaining }: InterviewQuestion, number: number, labels: Labels): string {
  const lines = [
    '',
    `第 ${number} 问 · 连这一问最多还有 ${mostRemaining} 问`,
    `${questionWords(definition, true).zh}（${fact}）`,
    ...choiceLines(definition),
    whyLine(why, labels),
  ];
  return `${lines.filter((line, index) => index === 0 || line !== '').join('\n')}\n`;
}

function choiceLines(fact: DeclaredFact): string[] {
  const codes = Object.entries(fact.enum ?? {});
  const width = String(codes.length).length;
  return [
    ...codes.map(([code, label], index) => `  ${String(index + 1).padStart(width)} ${label}（${code}）`),
    ...Object.entries(fact.fields ?? {}).map(([name, field]) => {
      const unit = unitWords(field)?.zh ?? '';
      const labels = Object.values(field.enum ?? {});
      return `  ${field.titleZh ?? name}（${name}${unit === '' ? '' : `，单位${unit}`}）${labels.length === 0 ? '' : `：${labels.join('、')}`}`;
    }),
    hintOf(fact),
  ];
}

const HINTS: Readonly<Partial<Record<DeclaredFact['type'], string>>> = {
  code: '  请输入编号。',
  'list-of-code': '  请输入编号，几项用逗号分开；一项也没有的，答“无”。',
  money: '  可写成 5200000、520 万或 520 万元。',
  date: '  可写成 2024-03-18 或 2024年3月18日。',
  month: '  可写成 2024-03 或 2024年3月。',
  instant: '  可写成 2024-07-31 17:00（北京时间）。',
  'list-of-integer': '  几个数用逗号分开；一个也没有的，答“无”。',
  'list-of-money': '  几个金额用顿号或分号分开；一个也没有的，答“无”。',
  object: '  写成“字段=值，字段=值”。',
  'list-of-object': '  写成“字段=值，字段=值”，几项用分号分开；一项也没有的，答“无”。',
};

const hintOf = ({ type }: DeclaredFact): string => HINTS[type] ?? '';

function whyLine(why: InterviewQuestion['why'], labels: Labels): string {
  if (why.length === 0) return '';
  const named = why.slice(0, MOST_RULES);
  const clauses = named.flatMap((rule) => rule.clauses);
  const cited = labels.policy === undefined ? clauses.join('、') : citationWords(labels.policy, clauses).zh;
  const more = why.length > named.length ? `等 ${why.length} 条规则` : '';
  return `  为何要问：关系到“${named.map(({ titleZh }) => titleZh).join('”、“')}”${more}；依据${cited}。`;
}
