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

export type Question = (typeof QUESTIONS)[number];
