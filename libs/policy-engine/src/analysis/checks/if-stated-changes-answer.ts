import type { FactValue } from '@guicheng/policy-model';
import type { CompiledGroup } from '../../compiled-policy.ts';
import { evaluateGroup } from '../../group-evaluation.ts';
import type { Evaluation } from '../../node.ts';
import { RuleFault } from '../../rule-fault.ts';
import { eachGroup } from '../rule-places.ts';
import type { Check } from '../check.ts';
import { minimise } from '../minimise.ts';

/** Facts optional to state whose statement changes what was answered without them. */
export const ifStatedChangesAnswer: Check = {
  code: 'if-stated-changes-answer',
  severity: 'warning',
  meansZh: '未说明某事实时已有确定结果，说明后结果改变：ifStated 用在了结果所依赖的事实上',
  meansEn: 'the answer is settled without a fact and changes once it is stated: ifStated on a fact that the answer hangs on',
  run: eachGroup(({ group, zh, en }) => {
    const optional = [...new Set(group.group.rules.flatMap(({ ifStated }) => ifStated))];
    return optional.flatMap((name) => {
      for (const path of group.kept) {
        if (name in path.facts) continue;
        const whole = group.complete(path);
        if (whole === undefined || name in whole.facts) continue;
        for (const value of group.space.facts.get(name)!) {
          if (value === undefined) continue;
          const stated = { facts: { ...whole.facts, [name]: value }, asOf: path.asOf };
          const changes = (evaluation: Evaluation): boolean => name in evaluation.facts && isTakenBack(group.group, evaluation, name);
          if (!changes({ ...stated, memo: [], computed: [] }) || group.complete(stated) === undefined) continue;
          return [
            {
              basis: group.basis,
              witness: minimise(stated, changes),
              detail: name,
              zh: `${zh}：不说明 ${name} 时已有结果，说明为此值后结果改变。`,
              en: `In ${en} the answer is settled without "${name}" and changes when it is stated so.`,
            },
          ];
        }
      }
      return [];
    });
  }),
};

/** Whether a field that is certain without the fact has another value, or none, with it. */
function isTakenBack(group: CompiledGroup, evaluation: Evaluation, name: string): boolean {
  const without = Object.fromEntries(Object.entries(evaluation.facts).filter(([other]) => other !== name)) as Record<string, FactValue>;
  const before = fieldsOf(group, { facts: without, asOf: evaluation.asOf, memo: [], computed: [] });
  const after = fieldsOf(group, evaluation);
  return before !== undefined && after !== undefined && [...before].some(([field, value]) => after.get(field) !== value);
}

/** The fields of a group's settled answer and its status; undefined: it is not settled, or says nothing. */
function fieldsOf(group: CompiledGroup, evaluation: Evaluation): Map<string, string> | undefined {
  try {
    const { holding, open } = evaluateGroup(group, evaluation);
    if (open.length > 0) return undefined;
    return new Map(
      holding.flatMap((one) => [
        ...(group.source.kind === 'choose' ? [['status', one.status] as const] : []),
        ...one.fields.map(({ name, node }) => [name, JSON.stringify(node.run(evaluation))] as const),
      ]),
    );
  } catch (cause) {
    if (cause instanceof RuleFault) return undefined;
    throw cause;
  }
}
