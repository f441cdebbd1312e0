import type { DecisionStatus, JsonValue, Question } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';

/** How far the search goes; the same options give the same findings. */
export interface CompareOptions {
  /** Only these questions; absent: every question that either policy answers. */
  readonly questions?: readonly Question[];
  /** So many evaluations at most for all cells of one matter; beyond, a sample. */
  readonly mostSteps?: number;
  /** Descents of the sample. */
  readonly sample?: number;
  /** Fixes the sample. */
  readonly seed?: number;
}

/** One of the two policies. */
export interface ComparedPolicy {
  readonly id: string;
  readonly title: Words;
  readonly digest: string;
}

/** What a policy has on a question: rules, a statement that its text is silent, or nothing yet. */
export type Answering = 'rules' | 'silent' | 'not-carried';

/**
 * What the comparison of a question rests on. `same-text`: the rules are the same, so that every answer is; `all-cells`: every combination of the
 * representative values was decided; `sample`: some were; `one-sided`: only one policy has rules.
 */
export type ComparisonBasis = 'same-text' | 'all-cells' | 'sample' | 'one-sided';

/** How a question was compared. */
export interface ComparedQuestion {
  readonly question: Question;
  readonly a: Answering;
  readonly b: Answering;
  readonly basis: ComparisonBasis;
  /** Cells that were decided; a path that decides many at once counts as one. */
  readonly decided: number;
  /** Facts that only one policy takes: unknown to the other. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** A rule, contradiction or `otherwise` that made a part of an answer. */
export interface Responsible {
  readonly question: Question;
  /** Group and rule: `route/filing-below-1m`. */
  readonly rule: string;
  readonly title: Words;
  readonly clauses: readonly string[];
  /** The clauses as they are cited: 《…》第七条. */
  readonly cited: string;
}

/** A part of an answer that differs. */
export interface DifferingPart {
  readonly kind: 'status' | 'field' | 'member' | 'blocker' | 'warning' | 'fault';
  /** Field, code, or `field/code` of a list's member. */
  readonly name: string;
  readonly title: Words;
  /** Null where it is not given, or given as none. */
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** False: that side certainly does not give it. */
  readonly givenBefore: boolean;
  readonly givenAfter: boolean;
  readonly beforeWords: Words;
  readonly afterWords: Words;
}

/** What one policy says on the facts of a finding. */
export interface SideAnswer {
  /** Status of the whole question on just these facts. */
  readonly status: DecisionStatus | 'no-answer';
  readonly rules: readonly Responsible[];
  /** Facts of the finding that this policy does not take: unknown to it. */
  readonly unknownFacts: readonly string[];
}

/** The stretch of an ordered fact, or of the day asked about, on which the difference stands; null: open on that side. Both ends included. */
export interface Stretch {
  /** The fact's name, or `asOf`. */
  readonly fact: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly words: Words;
}

/** One change of meaning. */
export interface Difference {
  /** What changed: `rule:routing/route/filing-below-1m`, `definition:threshold`, or the two rules between which the answer moved. */
  readonly key: string;
  readonly kind: 'decided-differently' | 'matter-only-in-one' | 'question-only-in-one';
  readonly question: Question;
  /** Other questions in which the same change shows. */
  readonly alsoIn: readonly Question[];
  /** The fewest facts that show it, as a person would state them. */
  readonly facts: Readonly<Record<string, JsonValue>>;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly stretches: readonly Stretch[];
  /** The facts in words, ordered ones by their stretch; empty: in every case. */
  readonly conditions: readonly Words[];
  readonly parts: readonly DifferingPart[];
  readonly before: SideAnswer;
  readonly after: SideAnswer;
  /** The finding in a sentence. */
  readonly words: Words;
}

/** What changes from one policy to the other, in meaning. */
export interface Comparison {
  readonly a: ComparedPolicy;
  readonly b: ComparedPolicy;
  readonly questions: readonly ComparedQuestion[];
  readonly differences: readonly Difference[];
  readonly seed: number;
}
