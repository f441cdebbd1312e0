import { period } from './period.ts';

/** `addYears`: the last day of a period of years. */
export const operator = period('addYears', 12, '年', 'years');
