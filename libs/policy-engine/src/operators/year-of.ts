import { yearOf, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `yearOf`: the year of a date. */
export const operator = signature('yearOf', ['date'], simple('integer'), () => (date) => yearOf(date as CivilDate));
