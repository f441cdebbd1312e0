import { parseCivilDate } from '@guicheng/kernel';
import { parseFacts } from '@guicheng/policy-model';
import { evaluateGroup } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import type { Subject } from './check.ts';
import type { QuestionSurvey } from './survey/question-survey.ts';

/** The evaluations of a question's worked examples. */
export function caseEvaluations({ compiled, cases }: Subject, { question }: QuestionSurvey): Evaluation[] {
  return cases.flatMap(({ request }) => {
    if (request.question !== question) return [];
    const facts = parseFacts(compiled.policy, question, request.facts);
    const asOf = parseCivilDate(request.asOf);
    return facts.ok && asOf !== undefined ? [{ facts: facts.value, asOf, memo: [], computed: [] }] : [];
  });
}

/** `<question> <rule>` of every rule that applies in some worked example. */
export function standingsInCases(subject: Subject): ReadonlySet<string> {
  const applied = new Set<string>();
  for (const survey of subject.questions)
    for (const evaluation of caseEvaluations(subject, survey))
      for (const { group } of survey.groups)
        try {
          for (const { id } of evaluateGroup(group, evaluation).holding) applied.add(`${survey.question} ${id}`);
        } catch (cause) {
          // A case may show that a rule cannot be computed on its facts: it applies nothing.
          if (!(cause instanceof RuleFault)) throw cause;
        }
  return applied;
}
