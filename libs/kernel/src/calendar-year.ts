import { dayOfWeek, parseCivilDate, yearOf } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

/** The notice that a calendar stands on. */
export interface CalendarNotice {
  readonly titleZh: string;
  /** Document number as printed; null: not known to us, never guessed. */
  readonly number: string | null;
  readonly issuer: string;
  /** Day of signature, `YYYY-MM-DD`. */
  readonly issuedOn: string;
}

/** The official rest days and make-up working days that lie in one year, whichever notice set them. */
export interface CalendarYear {
  readonly year: number;
  readonly notices: readonly CalendarNotice[];
  /** Days off that the notices list (放假、调休), including those that fall on a weekend; `YYYY-MM-DD`, ascending. */
  readonly restDays: readonly string[];
  /** Saturdays and Sundays that are worked (调休上班); `YYYY-MM-DD`, ascending. */
  readonly makeUpWorkingDays: readonly string[];
}

/** What is wrong with a calendar file: stable code, JSON Pointer, and the sentence in Chinese and English. */
export interface CalendarProblem {
  readonly code:
    'impossible-date' | 'date-of-another-year' | 'dates-not-ascending' | 'make-up-day-not-on-weekend' | 'both-rest-and-make-up-day';
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** Saturday or Sunday. */
export const isWeekend = (date: CivilDate): boolean => dayOfWeek(date) >= 6;

const checkList = (calendar: CalendarYear, list: 'restDays' | 'makeUpWorkingDays'): CalendarProblem[] => {
  const problems: CalendarProblem[] = [];
  let previous: CivilDate | undefined;
  for (const [index, text] of calendar[list].entries()) {
    const report = (code: CalendarProblem['code'], zh: string, en: string): void => {
      problems.push({ code, pointer: `/${list}/${index}`, zh: `“${text}”${zh}`, en: `"${text}" ${en}` });
    };
    const date = parseCivilDate(text);
    if (date === undefined) {
      report('impossible-date', '不是存在的日期，应写作 YYYY-MM-DD。', 'is not a date that exists; write YYYY-MM-DD.');
      continue;
    }
    if (yearOf(date) !== calendar.year) {
      report(
        'date-of-another-year',
        `不在 ${calendar.year} 年内，应写入该日所在年份的文件。`,
        `does not lie in ${calendar.year}; put it in the file of its own year.`,
      );
    }
    if (previous !== undefined && date <= previous) {
      report(
        'dates-not-ascending',
        '应晚于前一个日期：日期须按先后排列，不得重复。',
        'must be later than the date before it: ascending, no duplicates.',
      );
    }
    if (list === 'makeUpWorkingDays' && !isWeekend(date)) {
      report(
        'make-up-day-not-on-weekend',
        '不是星期六或星期日，不能是调休上班日。',
        'is neither a Saturday nor a Sunday and cannot be a make-up working day.',
      );
    }
    if (list === 'makeUpWorkingDays' && calendar.restDays.includes(text)) {
      report('both-rest-and-make-up-day', '同时列为放假日和上班日。', 'is listed as a rest day and as a working day.');
    }
    previous = date;
  }
  return problems;
};

/** Everything that is wrong with the dates of a calendar year, all at once; empty: it can be used. */
export const checkCalendarYear = (calendar: CalendarYear): readonly CalendarProblem[] => [
  ...checkList(calendar, 'restDays'),
  ...checkList(calendar, 'makeUpWorkingDays'),
];
