import type { DeclaredFact, FieldDefinition } from '@guicheng/policy-model';
import { measureWord } from '../wording/measure-word.ts';
import type { Words } from '../wording/value-words.ts';
import { lowerFirst } from '../wording/yes-no-phrase.ts';

/** So many codes are named in a question; a list beside it names all. */
const MOST_CODES = 12;

type Asked = Pick<DeclaredFact, 'type' | 'titleZh' | 'meaning' | 'unit' | 'enum' | 'fields' | 'nullable'>;

/** What a fact is asked for with: 建设金额是多少元？ `isListed`: its codes and fields are shown beside the question, which then does not name them. */
export function questionWords(fact: Asked, isListed = false): Words {
  const { zh, en } = plainQuestion(isListed ? { ...fact, enum: {}, fields: {} } : fact);
  return fact.nullable === true ? { zh: zh.replace(/？$/u, '（没有则答“无”）？'), en: `${en} (“none” if there is none)` } : { zh, en };
}

function plainQuestion(fact: Asked): Words {
  const { titleZh, meaning, type } = fact;
  const en = lowerFirst(meaning.split('; ')[0]!);
  switch (type) {
    case 'boolean':
      return { zh: `“${titleZh}”，是还是否？`, en: `“${en}”: yes or no?` };
    case 'code':
      return { zh: `${titleZh}是哪一种${inBrackets(codesZh(fact))}？`, en: `Which is it: ${en}?${inEnglish(codesEn(fact))}` };
    case 'list-of-code':
      return { zh: `${titleZh}有哪些${inBrackets(codesZh(fact))}？`, en: `Which are they: ${en}?${inEnglish(codesEn(fact))}` };
    case 'date':
      return { zh: `${titleZh}是哪一天？`, en: `Which day is it: ${en}?` };
    case 'month':
      return { zh: `${titleZh}是哪个月？`, en: `Which month is it: ${en}?` };
    case 'instant':
      return { zh: `${titleZh}是哪一天几时几分？`, en: `Which day and time is it: ${en}?` };
    case 'text':
      return { zh: `${titleZh}是什么？`, en: `What is it: ${en}?` };
    case 'object':
    case 'list-of-object':
      return {
        zh: `${titleZh}是怎样的${inBrackets(fieldsZh(fact))}？`,
        en: `What is it: ${en}?${inEnglish(Object.keys(fact.fields ?? {}).join(', '))}`,
      };
    case 'list-of-integer':
    case 'list-of-money':
      return { zh: `${titleZh}各是多少${unitWords(fact)?.zh ?? ''}？`, en: `How much is each: ${en}?${inUnit(fact)}` };
    case 'percent':
      return { zh: `${titleZh}是百分之多少？`, en: `How many per cent is it: ${en}?` };
    default:
      return { zh: `${titleZh}是${howMuchZh(fact)}？`, en: `How much is it: ${en}?${inUnit(fact)}` };
  }
}

/** Years are asked for by name, levels and ranks by number. */
function howMuchZh(fact: Asked): string {
  const unit = unitWords(fact)?.zh ?? '';
  if (/年次$/u.test(fact.titleZh)) return '第几年';
  if (unit === '年') return '哪一年';
  if (unit === '级') return '几级';
  return /排序$/u.test(fact.titleZh) ? '第几位' : `多少${unit}`;
}

/** The unit in which a figure is answered; undefined: a plain number, or no figure. */
export function unitWords({ type, unit, titleZh }: Pick<FieldDefinition, 'type' | 'unit' | 'titleZh'>): Words | undefined {
  if (type === 'money' || type === 'list-of-money') return { zh: '元', en: 'yuan' };
  if (type === 'percent') return { zh: '%', en: '%' };
  return ['integer', 'decimal', 'list-of-integer'].includes(type) ? measureWord(titleZh, unit) : undefined;
}

const inBrackets = (zh: string): string => (zh === '' ? '' : `（${zh}）`);
const inEnglish = (en: string): string => (en === '' ? '' : ` (${en})`);
const inUnit = (fact: Asked): string => inEnglish(unitWords(fact)?.en ?? '');

const codesZh = ({ enum: codes = {} }: Asked): string => {
  const labels = Object.values(codes);
  return labels.length > MOST_CODES ? `${labels.slice(0, MOST_CODES).join('、')}等 ${labels.length} 种` : labels.join('、');
};

const codesEn = ({ enum: codes = {} }: Asked): string => {
  const all = Object.keys(codes);
  return all.length > MOST_CODES ? `${all.slice(0, MOST_CODES).join(', ')} and ${all.length - MOST_CODES} more` : all.join(', ');
};

const fieldsZh = ({ fields = {} }: Asked): string =>
  Object.entries(fields)
    .map(([name, field]) => {
      const unit = unitWords(field)?.zh ?? '';
      return `${field.titleZh ?? name}${unit === '' ? '' : `，单位${unit}`}`;
    })
    .join('；');
