import type { Expression } from './expression.ts';
import type { Question } from './question.ts';
import type { FactDefinition, OutcomeFieldDefinition, Strength, ValueType } from './vocabulary.ts';

/** Legal nature of a policy text, as published. What it is on a given day is a question of dates, see `PolicyStatus`. */
export type PolicyNature = 'regulation' | 'consultation-draft' | 'guidance';

/** A text the policy consists of, or refers to. */
export interface PolicyDocument {
  readonly id: string;
  readonly titleZh: string;
  /** Document number as printed, e.g. 杨府办发〔2023〕10号; null: the text has none. */
  readonly number: string | null;
}

/** A document that the text refers to but that is not held: what depends on it is `not-regulated` or a fact to ask for. */
export interface DocumentNotHeld {
  readonly titleZh: string;
  readonly number: string | null;
  /** What would stand in it. */
  readonly neededForZh: string;
}

/** `pack.json`: what the pack is and when it is in force. */
export interface PackManifest {
  /** `<district>/<version>`, e.g. `yangpu/2023-10`. */
  readonly id: string;
  readonly district: { readonly id: string; readonly titleZh: string };
  readonly version: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly nature: PolicyNature;
  readonly issuerZh: string;
  /** Day of signature, `YYYY-MM-DD`; null: not dated. */
  readonly issuedOn: string | null;
  /** First day in force; null: never by itself (draft) or not dated (guidance). */
  readonly effectiveFrom: string | null;
  /** Last day in force, included; null: open. */
  readonly effectiveTo: string | null;
  /** Clause ids for the dates. */
  readonly datesCite: readonly string[];
  readonly documents: readonly PolicyDocument[];
  /** Earlier texts that end when this one starts. `held: false`: we do not have the text. */
  readonly repeals: readonly {
    readonly titleZh: string;
    readonly number: string | null;
    readonly policy: string | null;
    readonly held: boolean;
  }[];
  readonly notHeld: readonly DocumentNotHeld[];
  /** Questions the text has no clause for: answered `not-regulated`. Every other question has a file. */
  readonly silentOn: readonly Question[];
  /** Readings of the dates that can be disputed; each applies on the days from..to (inclusive). */
  readonly contested: readonly (Omit<ContestedReading, 'when'> & { readonly from: string; readonly to: string })[];
}

/** A named notion of the pack: defined once, referred to as `{"def": name}`, its value shown in explanations. */
export interface Definition {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly type: ValueType | 'ratio';
  readonly unit?: string;
  readonly cites: readonly string[];
  readonly is: Expression;
}

/** Facts that cannot be true together. When `when` holds, the answer is `contradictory-facts` naming `facts`. */
export interface Contradiction {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly facts: readonly string[];
  readonly when: Expression;
  readonly cites: readonly string[];
}

/** A clause that can be read two ways: our reading, and what the other one would give. */
export interface ContestedReading {
  readonly clause: string;
  /** Shown only where this holds; absent: whenever the rule applies. */
  readonly when?: Expression;
  readonly readingZh: string;
  readonly readingEn: string;
  /** Outcome fields (literal or expression) and/or `status` under the other reading. */
  readonly alternative: Readonly<Record<string, Expression>>;
}

/** What an applicable rule makes of the answer. */
export type RuleStatus = 'determined' | 'needs-judgement' | 'not-regulated';

/** One rule: a row of a table, a sentence of the law. */
export interface Rule {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** The rule exists only when all these facts are stated (a value or null); for matters that are optional to raise. */
  readonly ifStated?: readonly string[];
  /** Condition; `true`: always (within the group's `when`). */
  readonly when: Expression;
  /** Default `determined`. */
  readonly status?: RuleStatus;
  /** Outcome field -> literal or expression. */
  readonly then?: Readonly<Record<string, Expression>>;
  /** Only in `collect` groups: list field -> codes that this rule contributes. */
  readonly adds?: Readonly<Record<string, readonly string[]>>;
  readonly blockers?: readonly string[];
  readonly warnings?: readonly string[];
  /** Clause ids of `clauses.json`; never empty. */
  readonly cites: readonly string[];
  readonly strength: Strength;
  /** Rules of the same group that this one displaces where both apply. */
  readonly exceptionOf?: readonly string[];
  readonly contested?: readonly ContestedReading[];
}

/**
 * Rules that answer one matter together.
 * `choose`: exactly one answer; two applicable rules that differ are a conflict. `collect`: every applicable rule contributes.
 */
export interface RuleGroup {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly kind: 'choose' | 'collect';
  /** Holds for every rule of the group in addition to its own condition. */
  readonly when?: Expression;
  /** Only `choose`: no applicable rule is fine, the fields are then absent. Without it, `otherwise` is required. */
  readonly optional?: boolean;
  /** Only `choose`: the answer when no rule applies. */
  readonly otherwise?: {
    readonly status: RuleStatus;
    readonly then?: Readonly<Record<string, Expression>>;
    readonly cites: readonly string[];
  };
  /** Only `collect`: list fields that are present (possibly empty) whenever the group's `when` holds. */
  readonly lists?: readonly string[];
  readonly rules: readonly Rule[];
}

/** `<question>.json`. */
export interface QuestionRules {
  readonly question: Question;
  readonly groups: readonly RuleGroup[];
}

/** One clause of the text: where it stands and what carries it. The sentence itself is not held, only its digest. */
export interface Clause {
  readonly id: string;
  readonly document: string;
  readonly article: string;
  /** Own short summary in Chinese; null: not yet written. */
  readonly summaryZh: string | null;
  readonly summaryEn: string;
  readonly decidable: 'machine' | 'human-judgement' | 'narrative';
  /** `sha256:` + hex of the clause's text with all white space removed. */
  readonly textDigest: string;
  /** Where that text starts in the whole official text without white space, in UTF-16 units; where to look first. */
  readonly textStart: number;
  /** Its length in UTF-16 units. */
  readonly textLength: number;
  /** Why no rule carries the clause; absent where rules, definitions or contradictions cite it. */
  readonly accountedFor?: ClauseAccount;
}

/**
 * How a clause that no rule carries is accounted for: a person decides (who, and what the system shows that person); it is narrative, with nothing to
 * decide; or it could be decided, but from facts that nobody can state in the shared vocabulary (why).
 */
export type ClauseAccount =
  | { readonly by: 'person'; readonly whoZh: string; readonly shownZh: string }
  | { readonly by: 'narrative' }
  | { readonly by: 'no-facts'; readonly reasonZh: string };

/** A fact as one pack declares it: its meaning (own or from the vocabulary) and the questions it may be stated for. */
export interface DeclaredFact extends FactDefinition {
  readonly questions: readonly Question[];
}

/**
 * A pack, assembled: vocabulary references resolved, so that its digest covers everything that decides.
 * Immutable once published.
 */
export interface Policy {
  readonly manifest: PackManifest;
  readonly facts: Readonly<Record<string, DeclaredFact>>;
  /** Question -> field -> meaning, for the questions the pack has rules for. */
  readonly outcomes: Readonly<Partial<Record<Question, Readonly<Record<string, OutcomeFieldDefinition>>>>>;
  readonly blockers: Readonly<Record<string, { readonly zh: string; readonly strength: Strength }>>;
  readonly warnings: Readonly<Record<string, { readonly zh: string }>>;
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly contradictions: readonly Contradiction[];
  readonly questions: Readonly<Partial<Record<Question, QuestionRules>>>;
  readonly clauses: readonly Clause[];
}
