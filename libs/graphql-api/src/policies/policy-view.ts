import type { Application, HeldPolicy } from '@guicheng/application';

/** `Policy` of the schema. */
export const policyView = ({ policyStatusOn }: Pick<Application, 'policyStatusOn'>, held: HeldPolicy) => {
  const { manifest, questions } = held.policy;
  return {
    __typename: 'Policy' as const,
    ...manifest,
    digest: held.digest,
    documentsNotHeld: manifest.notHeld,
    questions: Object.keys(questions),
    statusOn: ({ asOf }: { readonly asOf: unknown }) => policyStatusOn(held, asOf),
  };
};
