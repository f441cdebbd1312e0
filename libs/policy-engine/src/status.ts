import type { DecisionStatus } from '@guicheng/policy-model';
import type { Consequence } from './compiled-policy.ts';

/** The first of these that any consequence gives. */
const SEVERITY: readonly DecisionStatus[] = ['needs-judgement', 'not-regulated'];

/** The status of an answer in which nothing is open, from the consequences that hold. */
export const statusOf = (holding: readonly Consequence[]): DecisionStatus =>
  SEVERITY.find((status) => holding.some((consequence) => consequence.status === status)) ?? 'determined';
