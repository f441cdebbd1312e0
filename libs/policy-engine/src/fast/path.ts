import type { Decision, DecisionStatus, JsonValue, OutcomeFieldDefinition } from '@guicheng/policy-model';
import type { CompiledContest } from '../compiled-policy.ts';
import type { Check, Part } from './part.ts';

/** What a determined (or judged, or not regulated) answer consists of. */
export type PathAnswer = Pick<Decision, 'status' | 'outcome' | 'missingFacts' | 'blockers' | 'warnings' | 'because' | 'contested'>;

/** A contested reading with what it would give, as far as that is written in the pack. */
export interface PathContest {
  readonly source: CompiledContest['source'];
  readonly alternative: Readonly<Record<string, JsonValue>>;
  /** Fields of the alternative that are computed, in the alternative's order. */
  readonly fields: readonly PathField[];
}

/** An outcome field and where its value comes from. */
export interface PathField {
  readonly name: string;
  readonly definition: OutcomeFieldDefinition;
  readonly part: Part;
}

/**
 * The answer of all decisions in which the same rules apply. Everything that does not depend on the facts' values is made once, frozen, and shared
 * by all of them.
 */
export interface Path {
  readonly status: DecisionStatus;
  /** The outcome with its literal values; computed ones stand as null and are filled in. */
  readonly outcome: Readonly<Record<string, JsonValue>>;
  readonly computed: readonly (PathField & { readonly part: { readonly computed: number } })[];
  readonly checks: readonly Check[];
  readonly blockers: Decision['blockers'];
  readonly warnings: Decision['warnings'];
  readonly because: Decision['because'];
  readonly contests: readonly PathContest[];
  /** The contested entries, unless one of them has a computed field. */
  readonly contested: Decision['contested'] | undefined;
  /** The whole answer, when nothing is computed or checked. */
  readonly answer: PathAnswer | undefined;
}
