import { percentageComparison } from './percentage-comparison.ts';

/** `atMost` (不超过): a ratio or percentage against a percentage. */
export const operator = percentageComparison('atMost', '不超过', 'at most', (order) => order <= 0);
