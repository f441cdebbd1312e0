import type {
  Clause,
  Decision,
  FactDefinition,
  OutcomeFieldDefinition,
  Policy,
  Question,
  Strength,
  Vocabulary,
} from '@guicheng/policy-model';
import type { Library } from '../library.ts';

/** What a decision's names and codes are called: by the policy that answered, else by the vocabulary. Undefined: nobody says. */
export interface Labels {
  readonly policy: Policy | undefined;
  readonly districtZh: string;
  readonly fact: (name: string) => FactDefinition | undefined;
  readonly field: (name: string) => OutcomeFieldDefinition | undefined;
  /** A rule, a group's answer when none of its rules applies, or a contradiction. */
  readonly rule: (id: string) => RuleLabel | undefined;
  readonly clause: (id: string) => Clause | undefined;
  /** Title of a document of the policy, with its number. */
  readonly document: (id: string) => string | undefined;
  readonly blocker: (code: string) => string | undefined;
  readonly warning: (code: string) => string | undefined;
  /** Why no policy answers. */
  readonly detail: (code: string) => string | undefined;
}

/** A reason's title and how binding it is. */
export interface RuleLabel {
  readonly titleZh: string;
  readonly strength?: Strength;
}

/** Labels for one decision. */
export function labelsFor({ policies, vocabulary }: Library, decision: Pick<Decision, 'policy' | 'district' | 'question'>): Labels {
  const policy = policies.find((one) => one.policy.manifest.id === decision.policy)?.policy;
  const district = policies.find((one) => one.policy.manifest.district.id === decision.district)?.policy.manifest.district.titleZh;
  const question = decision.question as Question;
  const reasons = policy === undefined ? new Map<string, RuleLabel>() : reasonsOf(policy, question);
  return {
    policy,
    districtZh: district ?? decision.district,
    fact: (name) => own(policy?.facts, name) ?? own(vocabulary.facts, name),
    field: (name) => own(own(policy?.outcomes, question), name) ?? own(own(vocabulary.outcomes, question), name),
    rule: (id) => reasons.get(id),
    clause: (id) => policy?.clauses.find((clause) => clause.id === id),
    document: (id) => documentTitle(policy, id),
    blocker: (code) => own(policy?.blockers, code)?.zh ?? own(vocabulary.codes.blockers, code)?.zh,
    warning: (code) => own(policy?.warnings, code)?.zh ?? own(vocabulary.codes.warnings, code)?.zh,
    detail: (code) => detailLabel(vocabulary, code),
  };
}

function reasonsOf(policy: Policy, question: Question): Map<string, RuleLabel> {
  const groups = policy.questions[question]?.groups ?? [];
  return new Map<string, RuleLabel>([
    ...policy.contradictions.map((one): [string, RuleLabel] => [one.id, { titleZh: one.titleZh }]),
    ...groups.map((group): [string, RuleLabel] => [`${group.id}/otherwise`, { titleZh: `${group.titleZh}：无其他规则适用` }]),
    ...groups.flatMap((group) => group.rules.map((rule): [string, RuleLabel] => [rule.id, rule])),
  ]);
}

function documentTitle(policy: Policy | undefined, id: string): string | undefined {
  const document = policy?.manifest.documents.find((one) => one.id === id);
  return document === undefined ? undefined : `《${document.titleZh}》${document.number === null ? '' : `（${document.number}）`}`;
}

function detailLabel(vocabulary: Vocabulary, code: string): string | undefined {
  return own(vocabulary.codes.details, code)?.zh;
}

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
