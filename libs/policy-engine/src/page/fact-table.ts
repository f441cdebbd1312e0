import type { DeclaredFact, FieldDefinition, Question } from '@guicheng/policy-model';
import { measureWord } from '../wording/measure-word.ts';
import type { Words } from '../wording/value-words.ts';
import { anchors } from './anchors.ts';
import { bare, line } from './lines.ts';
import type { Line, Table } from './page.ts';
import type { PageContext } from './page-context.ts';
import { TYPE_TITLES } from './titles.ts';

/** The facts a question asks for; undefined: none. */
export function factTable({ policy }: PageContext, question: Question): Table | undefined {
  const facts = Object.entries(policy.facts).filter(([, fact]) => fact.questions.includes(question));
  if (facts.length === 0) return undefined;
  return {
    block: 'table',
    caption: { zh: '要填报的事实', en: 'Facts asked' },
    columns: [
      { zh: '事实', en: 'Fact' },
      { zh: '填什么', en: 'Kind' },
      { zh: '单位', en: 'Unit' },
      { zh: '可选的值', en: 'Values' },
    ],
    widths: [32, 16, 10, 42],
    rows: facts.map(([name, fact]) => ({
      id: anchors.fact(question, name),
      cells: [[line({ zh: fact.titleZh, en: fact.meaning })], [kindLine(fact)], [line(unitWords(fact))], valueLines(fact)],
    })),
  };
}

function kindLine({ type, nullable }: DeclaredFact): Line {
  const { zh, en } = TYPE_TITLES[type];
  return line(nullable === true ? { zh: `${zh}，或“无”`, en: `${en}, or none` } : { zh, en });
}

/** The unit of a fact or a field; a dash where there is none. */
export function unitWords({ type, unit, titleZh }: FieldDefinition): Words {
  if (type === 'money' || type === 'list-of-money') return { zh: '元', en: 'yuan' };
  if (type === 'percent') return { zh: '%', en: '' };
  const isFigure = type === 'integer' || type === 'decimal' || type === 'list-of-integer';
  return (isFigure ? measureWord(titleZh, unit) : undefined) ?? { zh: '—', en: '' };
}

function valueLines({ type, enum: codes, fields }: DeclaredFact): Line[] {
  if (codes !== undefined) return [bare(Object.values(codes).join('、'))];
  if (fields !== undefined)
    return Object.entries(fields).map(([name, field]) => {
      const unit = unitWords(field).zh;
      const values = field.enum === undefined ? '' : `：${Object.values(field.enum).join('、')}`;
      return bare(`${field.titleZh ?? name}（${TYPE_TITLES[field.type].zh}${unit === '—' ? '' : `，${unit}`}）${values}`);
    });
  return [bare(type === 'boolean' ? '是、否' : '—')];
}
