import { err, ok, type Result } from '@guicheng/kernel';
import { LIMITS } from './limits.ts';
import { at } from './pointer.ts';
import type { Policy } from './policy.ts';
import { problem, type Problem } from './problem.ts';
import type { Question } from './question.ts';
import { parseFactValue, type FactValue } from './value-parse.ts';

/** Stated facts in the engine's own values; a name that is absent is unknown. Has no prototype. */
export type FactValues = Readonly<Record<string, FactValue>>;

/** Parses the facts of a request against what the policy declares for the question; every fact that is wrong is named. */
export function parseFacts(policy: Policy, question: Question, raw: Readonly<Record<string, unknown>>): Result<FactValues, Problem[]> {
  const values = Object.create(null) as Record<string, FactValue>;
  const problems: Problem[] = [];
  const stated = Object.keys(raw);
  if (stated.length > LIMITS.factsOfRequest) return err([tooManyFacts()]);
  for (const name of stated) {
    const pointer = at('/facts', name);
    const declared = Object.hasOwn(policy.facts, name) ? policy.facts[name] : undefined;
    if (declared === undefined || !declared.questions.includes(question)) {
      problems.push(undeclared(policy, question, name, pointer, declared !== undefined));
      continue;
    }
    const parsed = parseFactValue(declared, raw[name], pointer);
    if ('problem' in parsed) problems.push(parsed.problem);
    else values[name] = parsed.value;
  }
  return problems.length > 0 ? err(problems) : ok(values);
}

const tooManyFacts = (): Problem =>
  problem(
    'too-many-facts',
    '/facts',
    `事实超过 ${LIMITS.factsOfRequest} 项：请只填写所问问题用到的事实。`,
    `More than ${LIMITS.factsOfRequest} facts are stated: state only those that the question takes.`,
  );

function undeclared(policy: Policy, question: Question, name: string, pointer: string, elsewhere: boolean): Problem {
  const id = policy.manifest.id;
  return elsewhere
    ? problem(
        'undeclared-fact',
        pointer,
        `${id} 的“${question}”问题不使用事实“${name}”。`,
        `${id} does not take the fact "${name}" for the question "${question}".`,
      )
    : problem('undeclared-fact', pointer, `${id} 没有声明事实“${name}”：请核对名称。`, `${id} declares no fact "${name}": check its name.`);
}
