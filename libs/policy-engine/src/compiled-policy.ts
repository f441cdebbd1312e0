import type { CivilDate, WorkingDayCalendar } from '@guicheng/kernel';
import type {
  Contradiction,
  ContestedReading,
  Decision,
  OutcomeFieldDefinition,
  Policy,
  Question,
  Rule,
  RuleGroup,
  RuleStatus,
} from '@guicheng/policy-model';
import type { CompiledDefinition, Node } from './node.ts';

/** An outcome field and the expression that fills it. */
export interface CompiledField {
  readonly name: string;
  readonly definition: OutcomeFieldDefinition;
  readonly node: Node;
}

/** A contested reading of a clause: when it is shown, and the status and fields of the other reading. */
export interface CompiledContest {
  readonly source: ContestedReading;
  readonly when: Node | undefined;
  readonly status: string | undefined;
  readonly fields: readonly CompiledField[];
}

/** What follows when a rule (or a group's `otherwise`) applies. */
export interface Consequence {
  readonly id: string;
  readonly status: RuleStatus;
  readonly fields: readonly CompiledField[];
  readonly adds: readonly (readonly [field: string, codes: readonly string[]])[];
  readonly blockers: readonly string[];
  readonly warnings: readonly string[];
  readonly cites: readonly string[];
  readonly contested: readonly CompiledContest[];
}

/** A rule ready to be evaluated, with what displaces it. */
export interface CompiledRule extends Consequence {
  readonly source: Rule;
  readonly ifStated: readonly string[];
  /** The group's condition and the rule's own. */
  readonly when: Node;
  /** Indices in the group of the rules that displace this one where they apply. */
  readonly exceptions: readonly number[];
}

/** A rule group ready to be evaluated; without `when` it is always active. */
export interface CompiledGroup {
  readonly source: RuleGroup;
  readonly when: Node | undefined;
  readonly rules: readonly CompiledRule[];
  /** Rule indices such that every rule comes after its exceptions. */
  readonly order: readonly number[];
  readonly otherwise: Consequence | undefined;
}

/** Facts that cannot be true together: they are not where `when` holds. */
export interface CompiledContradiction {
  readonly source: Contradiction;
  readonly when: Node;
}

/** What is evaluated to answer one question. */
export interface CompiledQuestion {
  readonly question: Question;
  readonly groups: readonly CompiledGroup[];
  /** Those whose facts the question takes. */
  readonly contradictions: readonly CompiledContradiction[];
}

/** A policy that can be asked. Holds no state; one may serve any number of evaluations at once. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly digest: string;
  readonly calendar: WorkingDayCalendar;
  readonly effectiveFrom: CivilDate | undefined;
  readonly effectiveTo: CivilDate | undefined;
  /** Contested readings of the policy's dates, with the days they concern, both included. */
  readonly contestedDates: readonly { readonly from: CivilDate; readonly to: CivilDate; readonly entry: Decision['contested'][number] }[];
  readonly questions: ReadonlyMap<Question, CompiledQuestion>;
  readonly definitionCount: number;
  /** By name; each body is the same node wherever rules refer to it. */
  readonly definitions: ReadonlyMap<string, CompiledDefinition>;
  /** All of the policy's, whichever question checks them. */
  readonly contradictions: readonly CompiledContradiction[];
}
