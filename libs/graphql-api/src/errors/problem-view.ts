import type { Problem } from '@guicheng/policy-model';

/** `Problem` of the schema. */
export const problemView = ({ code, pointer, zh, en }: Problem) => ({ code, pointer, messageZh: zh, messageEn: en });

/** `RequestRefused` of the schema: what a person can cause, as a value. */
export const refused = (problems: readonly Problem[]) => ({ __typename: 'RequestRefused' as const, problems: problems.map(problemView) });
