/** The questions a policy can be asked, in the contract's order. */
export const QUESTIONS = [
  'eligibility',
  'routing',
  'submission',
  'materials',
  'limits',
  'procurement',
  'supervision',
  'deadlines',
  'meeting',
  'acceptance',
  'change',
  'resubmission',
  'termination',
  'evaluation',
  'cloud',
  'version',
] as const;

/** What a policy is asked, one of `QUESTIONS`. */
export type Question = (typeof QUESTIONS)[number];
