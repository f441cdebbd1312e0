import { period } from './period.ts';

/** `addMonths`: the last day of a period of months. */
export const operator = period('addMonths', 1, '个月', 'months');
