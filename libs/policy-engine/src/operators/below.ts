import { percentageComparison } from './percentage-comparison.ts';

/** `lessThan` (低于): a ratio or percentage against a percentage. */
export const operator = percentageComparison('lessThan', '低于', 'below', (order) => order < 0);
