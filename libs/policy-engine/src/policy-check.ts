import { parseCivilDate, type WorkingDayCalendar } from '@guicheng/kernel';
import { at, canonicalJson, digestOf, parseFacts, problem, type Policy, type PolicyCase, type Problem } from '@guicheng/policy-model';
import { failingCases } from './cases/failing-cases.ts';
import type { CompiledPolicy, CompiledQuestion } from './compiled-policy.ts';
import { factsRead } from './facts-read.ts';
import type { Evaluation, Node } from './node.ts';
import { compilePolicy } from './policy-compiler.ts';
import { referenceInterpreter, toJsonLogic } from './reference/json-logic.ts';
import { sameValue, type Value } from './value.ts';

/**
 * Everything the engine has to say about a policy before it may be published: its expressions, whether its own cases come out as they
 * expect, and whether both interpreters agree on them.
 */
export function checkPolicy(
  { policy, cases }: { readonly policy: Policy; readonly cases: readonly PolicyCase[] },
  calendar: WorkingDayCalendar,
): Problem[] {
  const compiled = compilePolicy(policy, digestOf(canonicalJson(policy)), calendar);
  return compiled.ok ? [...failingCases(compiled.value, cases), ...disagreements(compiled.value, cases)] : compiled.error;
}

/** Conditions on which the engine and json-logic-js come to different results for the complete facts of a case. */
function disagreements(compiled: CompiledPolicy, cases: readonly PolicyCase[]): Problem[] {
  const reference = referenceInterpreter(compiled.calendar);
  return cases.flatMap(({ id, request }) => {
    const question = [...compiled.questions.values()].find((each) => each.question === request.question);
    const facts = question && parseFacts(compiled.policy, question.question, request.facts);
    const asOf = parseCivilDate(request.asOf);
    if (question === undefined || facts === undefined || !facts.ok || asOf === undefined) return [];
    const evaluation: Evaluation = { facts: facts.value, asOf, memo: [], computed: [] };
    return conditions(question).flatMap(({ pointer, node, expression }) => {
      if (![...factsRead(node)].every((name) => name in facts.value)) return [];
      const ours = node.run(evaluation);
      if (ours === undefined) return [];
      const theirs = reference(toJsonLogic(compiled.policy, expression), { ...facts.value, asOf }) as Value | undefined;
      return sameValue(ours, theirs)
        ? []
        : [
            problem(
              'interpreters-disagree',
              pointer,
              `案例 ${id}：本引擎与参考解释器 json-logic-js 的结果不同。`,
              `Case ${id}: the engine and json-logic-js come to different results.`,
            ),
          ];
    });
  });
}

/** The conditions of a question's rules, each without its group's. */
function conditions(
  question: CompiledQuestion,
): { readonly pointer: string; readonly node: Node; readonly expression: Policy['contradictions'][number]['when'] }[] {
  return question.groups.flatMap((group, g) =>
    group.rules.map((rule, r) => ({
      pointer: at('/questions', question.question, 'groups', g, 'rules', r, 'when'),
      node: rule.when,
      expression: group.source.when === undefined ? rule.source.when : { and: [group.source.when, rule.source.when] },
    })),
  );
}
