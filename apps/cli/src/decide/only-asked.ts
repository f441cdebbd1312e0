import type { Question } from '@guicheng/policy-model';
import type { Narrowing } from '../library-cache.ts';

/**
 * Leaves the asked district's policies and in each the rules of the asked question; a district that is not held, or none, leaves everything, so that
 * the refusal can name what is held. The digest goes with the policy and stays that of the whole.
 */
export function onlyAsked({
  district,
  question,
}: {
  readonly district?: string | undefined;
  readonly question?: string | undefined;
}): Narrowing {
  return (sources) => {
    const held = sources.policies.filter((one) => one.policy.manifest.district.id === district);
    if (held.length === 0) return sources;
    const policies = held.map(({ policy, digest }) => {
      const rules = policy.questions[question as Question];
      return { digest, policy: { ...policy, questions: rules === undefined ? {} : { [rules.question]: rules } } };
    });
    return { ...sources, policies };
  };
}
