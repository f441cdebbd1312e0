import type { CivilDate } from '@guicheng/kernel';
import type { FactValues, JsonValue, Question } from '@guicheng/policy-model';

/** `error`: an answer is wrong or refused; `warning`: most likely a slip; `note`: worth a look, often the text's own. */
export type Severity = 'error' | 'warning' | 'note';

/** What a finding rests on: the rules as written, every cell of the representative values, or a sample of them. */
export type Basis = 'text' | 'all-cells' | 'sample';

/** Something a person should look at, before anyone is answered by it. */
export interface Finding {
  /** Stable code for programs, kebab-case; see the table in this folder's README. */
  readonly code: string;
  readonly severity: Severity;
  readonly basis: Basis;
  /** Code and place by ids, the same as long as the rule keeps its name: what `analysis-notes.json` explains. */
  readonly key: string;
  /** JSON Pointer into the policy. */
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
  readonly question: Question | null;
  /** The fewest facts that show it, as a person would state them; null: it shows in the rules themselves. */
  readonly facts: Readonly<Record<string, JsonValue>> | null;
  /** The day on which they show it, `YYYY-MM-DD`; null with `facts`. */
  readonly asOf: string | null;
  /** Clause ids of the rules concerned. */
  readonly clauses: readonly string[];
}

/** Facts and a day that show something. */
export interface Witness {
  readonly facts: FactValues;
  readonly asOf: CivilDate;
}

/** A finding as a check reports it. */
export interface Draft {
  /** Where, by ids: `routing/route/filing-below-1m`. */
  readonly place: string;
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
  readonly question?: Question;
  readonly witness?: Witness;
  /** Default `text`. */
  readonly basis?: Basis;
  readonly clauses: readonly string[];
}
