import type { Instant } from '@guicheng/kernel';
import type { CompiledPolicy } from '@guicheng/policy-engine';
import type { Clause, Policy, PolicyDocument, Question, Strength } from '@guicheng/policy-model';

/** What stands behind an id in `because`: a rule, a group's `otherwise` or a contradiction. */
export interface ReasonTitle {
  readonly titleZh: string;
  readonly titleEn: string;
  /** undefined: not a rule. */
  readonly strength?: Strength;
}

/** A published policy, compiled and indexed once. */
export interface HeldPolicy {
  readonly policy: Policy;
  /** `sha256:…` of its canonical JSON. */
  readonly digest: string;
  readonly publishedAt: Instant;
  readonly compiled: CompiledPolicy;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** What an id in the `because` of a question's decision stands for. */
  reason(question: Question, id: string): ReasonTitle | undefined;
}

const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> => new Map(all.map((each) => [each.id, each]));

/** Ids as the engine writes them: a rule's own, `<group>/otherwise`, a contradiction's own. */
const reasonsOf = ({ questions, contradictions }: Policy, question: Question): ReadonlyMap<string, ReasonTitle> =>
  new Map<string, ReasonTitle>([
    ...contradictions.map(({ id, titleZh, titleEn }): [string, ReasonTitle] => [id, { titleZh, titleEn }]),
    ...(questions[question]?.groups ?? []).flatMap((group): [string, ReasonTitle][] => [
      [`${group.id}/otherwise`, { titleZh: group.titleZh, titleEn: group.titleEn }],
      ...group.rules.map((rule): [string, ReasonTitle] => [rule.id, rule]),
    ]),
  ]);

/** Indexes a compiled policy for explanations. */
export const holdPolicy = (compiled: CompiledPolicy, publishedAt: Instant): HeldPolicy => {
  const { policy, digest } = compiled;
  const reasons = new Map((Object.keys(policy.questions) as Question[]).map((question) => [question, reasonsOf(policy, question)]));
  return {
    policy,
    digest,
    publishedAt,
    compiled,
    clauses: byId(policy.clauses),
    documents: byId(policy.manifest.documents),
    reason: (question, id) => reasons.get(question)?.get(id),
  };
};
