import { percentageComparison } from './percentage-comparison.ts';

/** `atLeast` (不低于): a ratio or percentage against a percentage. */
export const operator = percentageComparison('atLeast', '不低于', 'at least', (order) => order >= 0);
