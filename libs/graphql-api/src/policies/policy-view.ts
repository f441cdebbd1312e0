import type { Application, HeldPolicy } from '@guicheng/application';
import type { Question } from '@guicheng/policy-model';
import { factViews } from './fact-view.ts';

/** `Policy` of the schema. */
export const policyView = ({ policyStatusOn }: Pick<Application, 'policyStatusOn'>, held: HeldPolicy) => {
  const { manifest, questions } = held.policy;
  return {
    __typename: 'Policy' as const,
    ...manifest,
    digest: held.digest,
    documentsNotHeld: manifest.notHeld,
    questions: Object.keys(questions),
    facts: ({ question }: { readonly question?: Question | null }) => factViews(held.policy, question),
    statusOn: ({ asOf }: { readonly asOf: unknown }) => policyStatusOn(held, asOf),
  };
};
