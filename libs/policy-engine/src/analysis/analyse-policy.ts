import { formatCivilDate, type WorkingDayCalendar } from '@guicheng/kernel';
import { canonicalJson, digestOf, type Policy, type PolicyCase, type Question } from '@guicheng/policy-model';
import { statedFacts } from '../cells/stated-facts.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { compilePolicy } from '../policy-compiler.ts';
import type { Check, Subject } from './check.ts';
import { CHECKS } from './checks/index.ts';
import type { Basis, Draft, Finding, Severity } from './finding.ts';
import { surveyQuestion, type QuestionSurvey } from './survey/question-survey.ts';

/** How far an analysis goes. */
export interface AnalysisOptions {
  /** Fixes the samples; default 1. */
  readonly seed?: number;
  /** So many evaluations at most for all cells of one rule group, and for each search of a check; beyond, a sample. Default `DEFAULT_STEPS`. */
  readonly mostSteps?: number;
  /** Random descents where a group has too many cells. Default `DEFAULT_SAMPLE`. */
  readonly sample?: number;
  /** The pack's worked examples; without them nothing is said about rules and thresholds that no example touches. */
  readonly cases?: readonly PolicyCase[];
  /** Only these questions; findings about the whole pack then stay out. Default: all. */
  readonly questions?: readonly Question[];
}

/** Enough for the groups of the packs we hold, but for some twenty; see the README for what was measured. */
export const DEFAULT_STEPS = 8_000;
/** Descents of a sample, where a group takes more steps than it may. */
export const DEFAULT_SAMPLE = 2_000;

/** How the cells of one rule group were gone through. */
export interface GroupExtent {
  readonly question: Question;
  readonly group: string;
  /** `all-cells`: every combination of the representative values was decided; `sample`: some were. */
  readonly basis: Exclude<Basis, 'text'>;
  /** All combinations of the representative values of the facts that the group reads, and of the days. */
  readonly combinations: number;
  /** Decision paths that stand for them, or for the sample. */
  readonly paths: number;
  /** Combinations left out because their facts contradict each other. */
  readonly contradictory: number;
}

/** What an analysis found, and what it looked at. */
export interface Analysis {
  readonly policy: string;
  readonly digest: string;
  /** Errors first, then by check and place. */
  readonly findings: readonly Finding[];
  readonly groups: readonly GroupExtent[];
  /** Whether every group was gone through in all its cells. */
  readonly exhaustive: boolean;
  readonly seed: number;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/**
 * Looks at a policy before anyone is answered by it: gaps, conflicts, dead rules, idle facts and what else the checks know. A policy that does not
 * compile is a fault here: `checkPolicy` says what is wrong with it.
 */
export function analysePolicy(policy: Policy, calendar: WorkingDayCalendar, options: AnalysisOptions = {}): Analysis {
  const digest = digestOf(canonicalJson(policy));
  const compiled = compilePolicy(policy, digest, calendar);
  if (!compiled.ok) throw new TypeError(`${policy.manifest.id} does not compile: ${compiled.error.map(({ en }) => en).join(' ')}`);
  return analyseCompiled(compiled.value, options);
}

/** The same for a policy that is compiled already. */
export function analyseCompiled(compiled: CompiledPolicy, options: AnalysisOptions = {}): Analysis {
  const steps = analysisSteps(compiled, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps, for a caller that has others to serve in between: one for each question that is gone through, and for each check. */
export function* analysisSteps(compiled: CompiledPolicy, options: AnalysisOptions = {}): Generator<void, Analysis> {
  const { seed = 1, mostSteps = DEFAULT_STEPS, sample = DEFAULT_SAMPLE, cases = [], questions: only } = options;
  const questions: QuestionSurvey[] = [];
  for (const rules of compiled.questions.values()) {
    if (only !== undefined && !only.includes(rules.question)) continue;
    questions.push(surveyQuestion(compiled, rules, { mostSteps, sample, seed }));
    yield;
  }
  const subject: Subject = { compiled, questions, cases, mostSteps };
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    if (only !== undefined && check.looksAtWholePack === true) continue;
    findings.push(...check.run(subject).map((draft) => findingOf(compiled.policy, check, draft)));
    yield;
  }
  const groups = questions.flatMap(extentsOf);
  return {
    policy: compiled.policy.manifest.id,
    digest: compiled.digest,
    findings: SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity)),
    groups,
    exhaustive: groups.every(({ basis }) => basis === 'all-cells'),
    seed,
  };
}

const extentsOf = ({ question, groups }: QuestionSurvey): GroupExtent[] =>
  groups.map(({ group, basis, combinations, paths, contradictory }) => ({
    question,
    group: group.source.id,
    basis,
    combinations,
    paths,
    contradictory: Math.round(contradictory),
  }));

function findingOf(policy: Policy, { code, severity }: Check, draft: Draft): Finding {
  const { place, pointer, zh, en, question, witness, clauses, basis } = draft;
  return {
    code,
    severity,
    basis: basis ?? 'text',
    key: `${code} ${place}`,
    pointer,
    zh,
    en,
    question: question ?? null,
    facts: witness === undefined ? null : statedFacts(policy, witness.facts),
    asOf: witness === undefined ? null : formatCivilDate(witness.asOf),
    clauses,
  };
}
