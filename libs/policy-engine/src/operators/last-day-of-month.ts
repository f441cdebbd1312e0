import { lastDayOfMonth, type CivilMonth } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `lastDayOfMonth`: the last day of a month. */
export const operator = signature('lastDayOfMonth', ['month'], simple('date'), () => (month) => lastDayOfMonth(month as CivilMonth));
