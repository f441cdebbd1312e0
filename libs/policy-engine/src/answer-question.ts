import { err, ok, type CivilDate, type Result } from '@guicheng/kernel';
import { at, problem, type Decision, type FactValues, type Problem, type RuleTrace } from '@guicheng/policy-model';
import { gatherAnswer } from './answer.ts';
import type { CompiledPolicy, CompiledQuestion } from './compiled-policy.ts';
import type { DecideOptions } from './decide.ts';
import { evaluateGroup, type GroupResult } from './group-evaluation.ts';
import { missingFacts } from './missing-facts.ts';
import { WORKING_DAY_CALENDAR, type Evaluation } from './node.ts';
import { RuleFault } from './rule-fault.ts';
import { statusOf } from './status.ts';
import { traceGroups } from './trace/trace-groups.ts';

/** What rules make of facts: a decision without its head. */
export type Answered = Omit<Decision, 'id' | 'district' | 'question' | 'asOf' | 'policy' | 'policyStatus' | 'digest'> & {
  readonly trace?: readonly RuleTrace[];
};

/** Answers by the closures: the reference that generated code is held to. Refuses rules in conflict, and what a rule cannot compute on these facts. */
export function answerQuestion(
  compiled: CompiledPolicy,
  question: CompiledQuestion,
  facts: FactValues,
  asOf: CivilDate,
  options: DecideOptions,
): Result<Answered, Problem[]> {
  try {
    return answerByClosures(
      compiled,
      question,
      { facts, asOf, memo: new Array(compiled.definitionCount), computed: new Array(compiled.definitionCount) },
      options,
    );
  } catch (cause) {
    // What a rule cannot compute on these facts is the asker's to change; everything else is a fault.
    if (cause instanceof RuleFault) return err([problem(cause.code, '/facts', cause.zh, cause.en)]);
    throw cause;
  }
}

function answerByClosures(
  compiled: CompiledPolicy,
  question: CompiledQuestion,
  evaluation: Evaluation,
  options: DecideOptions,
): Result<Answered, Problem[]> {
  const contradiction = question.contradictions.find(({ when }) => when.run(evaluation) === true);
  if (contradiction !== undefined) return ok(contradictory(contradiction.source));
  const results = question.groups.map((group) => evaluateGroup(group, evaluation));
  const conflict = results.find((result) => result.conflict !== undefined);
  if (conflict !== undefined) return err([conflictProblem(compiled, question, conflict)]);
  const answer = gatherAnswer(compiled.policy, results, evaluation);
  const { clash } = answer;
  if (clash !== undefined)
    return err([
      problem(
        'rules-conflict',
        at('/questions', question.question, 'groups'),
        `规则对结果字段“${clash}”给出不同的值，不能作答：请管理员修正规则。`,
        `The rules give different values for "${clash}": no answer is given until the rules are mended.`,
      ),
    ]);
  const isOpen = answer.isPartial || results.some(isOpenResult);
  const missing = isOpen ? missingFacts(results, evaluation) : [];
  const answered: Answered = {
    status: isOpen ? 'needs-facts' : statusOf(results.flatMap(({ holding }) => holding)),
    outcome:
      missing.length === 1 && missing[0] === WORKING_DAY_CALENDAR ? { ...answer.outcome, detail: 'calendar-not-known' } : answer.outcome,
    missingFacts: missing,
    blockers: answer.blockers,
    warnings: answer.warnings,
    because: answer.because,
    contested: answer.contested,
  };
  return ok(options.trace === true ? { ...answered, trace: traceGroups(compiled.policy, results, evaluation) } : answered);
}

/** Whether something of a group could still change the answer. */
export const isOpenResult = ({ group, open, isActive }: GroupResult): boolean =>
  open.length > 0 || (isActive === undefined && (group.source.lists !== undefined || group.otherwise !== undefined));

function contradictory(source: CompiledQuestion['contradictions'][number]['source']): Answered {
  const names = source.facts.join('、');
  return {
    status: 'contradictory-facts',
    outcome: {},
    missingFacts: [],
    blockers: [],
    warnings: [],
    because: [{ rule: source.id, clauses: source.cites }],
    contested: [],
    error: {
      code: 'contradictory-facts',
      message: `${source.titleZh}：${names} 不能同时成立，请核对。 ${source.titleEn}: check ${source.facts.join(', ')}.`,
      pointer: at('/facts', source.facts[0]!),
      facts: source.facts,
    },
  };
}

function conflictProblem(compiled: CompiledPolicy, question: CompiledQuestion, { group, conflict }: GroupResult): Problem {
  const [a, b] = conflict!;
  const pointer = at('/questions', question.question, 'groups', question.groups.indexOf(group));
  const named = [a, b].map(({ id, source, cites }) => `“${source.titleZh}”（${id}：${cites.join('、')}）`).join('、');
  const namedEn = [a, b].map(({ id, cites }) => `${id} (${cites.join(', ')})`).join(' and ');
  return problem(
    'rules-conflict',
    pointer,
    `${compiled.policy.manifest.id} 的两条规则同时适用而结论不同：${named}。请管理员写明例外关系。`,
    `Two rules of ${compiled.policy.manifest.id} apply and differ: ${namedEn}. The exception must be stated.`,
  );
}
