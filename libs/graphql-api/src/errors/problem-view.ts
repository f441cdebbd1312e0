import type { Problem } from '@guicheng/policy-model';
import type { RequiredIdentity } from '../tenancy/identity-rule.ts';

/** A problem, and who may use what was refused where that is the reason. */
export interface Refusal extends Problem {
  readonly requires?: RequiredIdentity;
}

/** The input that a pointer ends at: `/inputs/3/facts/projectNature` is about `projectNature`. Places in lists have no name. */
const nameAtEnd = (pointer: string): readonly string[] => {
  const name = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part));
  return name === undefined ? [] : [name.replaceAll('~1', '/').replaceAll('~0', '~')];
};

/** `Problem` of the schema; its clauses are references that a resolver of the type opens. */
export const problemView = ({ code, pointer, zh, en, fields, clauses = [], requires }: Refusal) => ({
  code,
  pointer,
  messageZh: zh,
  messageEn: en,
  fields: fields ?? nameAtEnd(pointer),
  clauses,
  requires: requires ?? null,
});

/** `RequestRefused` of the schema: what a person can cause, as a value. */
export const refused = (problems: readonly Refusal[]) => ({ __typename: 'RequestRefused' as const, problems: problems.map(problemView) });
