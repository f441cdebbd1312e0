import { addDays, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { isFigureText } from './figure-text.ts';
import { signature } from './signature.ts';
import { within } from './calendar-range.ts';

function daysAfter(date: string, days: string): string {
  if (!isFigureText(days)) return `${date}后满${days}之日`;
  const [side, number] = days.startsWith('-') ? ['前', days.slice(1)] : ['后', days];
  return number === '1' ? `${date}的${side}一日` : `${date}${side}第 ${number} 日`;
}

/** `addDays`: so many calendar days later; negative: earlier. */
export const operator = signature(
  'addDays',
  {
    zh: (a, b) => daysAfter(a!.text, b!.text),
    en: (a, b) => (b!.text.startsWith('-') ? `${b!.text.slice(1)} day(s) before ${a!.text}` : `${b!.text} day(s) after ${a!.text}`),
  },
  ['date', 'integer'],
  simple('date'),
  () => (date, days) => within(() => addDays(date as CivilDate, days as number)),
);
