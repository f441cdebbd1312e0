import { percentageComparison } from './percentage-comparison.ts';

/** `moreThan` (超过): a ratio or percentage against a percentage. */
export const operator = percentageComparison('moreThan', (order) => order > 0);
