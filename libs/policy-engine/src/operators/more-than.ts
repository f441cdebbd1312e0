import { percentageComparison } from './percentage-comparison.ts';

/** `moreThan` (超过): a ratio or percentage against a percentage. */
export const operator = percentageComparison('moreThan', '超过', 'more than', (order) => order > 0);
