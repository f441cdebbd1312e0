import { ok, type Result } from '@guicheng/kernel';
import type { Problem, Question, QuestionRules } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { ShowPolicy } from './show-policy.ts';

/** The rules by which a policy answers a question. */
export interface ShownRules {
  readonly held: HeldPolicy;
  readonly question: Question;
  /** No groups: the policy has no rules for the question. */
  readonly rules: QuestionRules;
}

/** Shows a policy's rules for a question. */
export type ShowRules = (policy: string, question: Question) => Result<ShownRules, Problem[]>;

/** The use case, built on `showPolicy`. */
export const showRulesWith =
  (showPolicy: ShowPolicy): ShowRules =>
  (policy, question) => {
    const found = showPolicy(policy, '/policy');
    if (!found.ok) return found;
    const held = found.value;
    return ok({ held, question, rules: held.policy.questions[question] ?? { question, groups: [] } });
  };
