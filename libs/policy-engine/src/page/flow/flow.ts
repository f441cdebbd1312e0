import type { Words } from '../../wording/value-words.ts';

/** One way through: the conditions in lines, and where they lead. */
export interface FlowBranch {
  /** Each part of the condition on its own; nothing: in every case. */
  readonly conditions: readonly Words[];
  readonly joined: 'all' | 'any';
  /** The headline first. */
  readonly outcome: readonly Words[];
  /** Whether the rule is an exception to others of its step. */
  readonly isException: boolean;
  /** Anchor of the rule. */
  readonly to: string;
}

/** A step of the flow: one group of rules of which one applies. */
export interface FlowStep {
  readonly title: Words;
  readonly premise: Words | undefined;
  readonly branches: readonly FlowBranch[];
}

/** The routes of a policy, from its routing question: steps in order, each with its branches. */
export interface Flow {
  readonly steps: readonly FlowStep[];
}
