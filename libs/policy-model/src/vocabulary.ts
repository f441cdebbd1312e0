/** The kinds of value a fact or an outcome field may have. Money is exact yuan with at most two decimals; a month is `YYYY-MM`. */
export type ValueType =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'money'
  | 'date'
  | 'month'
  | 'instant'
  | 'code'
  | 'text'
  | 'object'
  | 'list-of-code'
  | 'list-of-integer'
  | 'list-of-money'
  | 'list-of-object';

/** Code -> Chinese label. */
export type CodeLabels = Readonly<Record<string, string>>;

/** What one fact means: shared by the districts, defined once in `policies/vocabulary/facts.json` or by a pack for itself. */
export interface FactDefinition {
  readonly type: ValueType;
  readonly titleZh: string;
  /** English meaning. */
  readonly meaning: string;
  readonly unit?: string;
  /** `null` ("known to be none") is an allowed value. */
  readonly nullable?: boolean;
  readonly enum?: CodeLabels;
  /** Fields of an object, or of each element of a list of objects. */
  readonly fields?: Readonly<Record<string, FieldDefinition>>;
  /**
   * The applicant decides it: amounts and make-up of what is planned, terms of its contracts, papers, planned dates. Absent: not for them to choose (an event that
   * happened, another's decision, what somebody or something is), and never proposed as a change.
   */
  readonly choosable?: boolean;
}

/** A field inside an object fact. */
export interface FieldDefinition {
  readonly type: ValueType;
  readonly titleZh?: string;
  readonly unit?: string;
  readonly enum?: CodeLabels;
}

/** What one field of an outcome means; defined once per question in `policies/vocabulary/outcomes.json`. */
export interface OutcomeFieldDefinition {
  readonly type: ValueType;
  /** Chinese title for people; absent: the field's name is shown. */
  readonly titleZh?: string;
  readonly meaning: string;
  readonly unit?: string;
  readonly nullable?: boolean;
  readonly enum?: CodeLabels;
  readonly fields?: Readonly<Record<string, FieldDefinition>>;
}

/** How binding a rule, limit or blocker is. `in-principle` (原则上) can be lifted with a reason; `reference` (供参考) is justified case by case. */
export type Strength = 'mandatory' | 'in-principle' | 'reference';

/** The words that all packs share. */
export interface Vocabulary {
  readonly facts: Readonly<Record<string, FactDefinition>>;
  /** Question -> outcome field -> meaning. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, OutcomeFieldDefinition>>>>;
  readonly codes: {
    readonly blockers: Readonly<Record<string, { readonly zh: string; readonly strength: Strength }>>;
    readonly warnings: Readonly<Record<string, { readonly zh: string }>>;
    readonly details: Readonly<Record<string, { readonly zh: string; readonly meaning: string }>>;
    /** Other code lists (materials, organisations, conditions, findings, values): code -> Chinese label. */
    readonly [list: string]: Readonly<Record<string, unknown>>;
  };
}
