import type { PolicyCase } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { Draft, Severity } from './finding.ts';
import type { QuestionSurvey } from './survey/question-survey.ts';

/** What the checks look at: a compiled policy, what was seen in its cells, and its own worked examples. */
export interface Subject {
  readonly compiled: CompiledPolicy;
  readonly questions: readonly QuestionSurvey[];
  /** Empty: checks about cases say nothing. */
  readonly cases: readonly PolicyCase[];
  /** So many evaluations at most for a search that a check makes itself. */
  readonly mostSteps: number;
}

/** One check: one code. */
export interface Check {
  readonly code: string;
  readonly severity: Severity;
  /** What a finding of this code means, for the table of codes. */
  readonly meansZh: string;
  readonly meansEn: string;
  /** It says something about the pack as a whole, or about what stands outside the questions: not asked for when only some questions are. */
  readonly looksAtWholePack?: boolean;
  readonly run: (subject: Subject) => readonly Draft[];
}
