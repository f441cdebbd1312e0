import type { CompiledRule, Consequence } from './compiled-policy.ts';
import { onlyRepeats, type GroupResult } from './group-evaluation.ts';
import type { Evaluation } from './node.ts';
import { CAN_FAIL, CAN_HOLD, type Supposition } from './possible-values.ts';

/** Whether a group's answer can be complete once the assumed facts are known. */
export function canBeSettled(result: GroupResult, supposition: Supposition, evaluation: Evaluation): boolean {
  const { group, standings } = result;
  const known = (consequence: Consequence): boolean => consequence.fields.every(({ node }) => supposition.canBeKnown(node));
  const can = new Map(
    group.rules.map((rule, index) => [
      rule,
      standings[index] === 'fails' || standings[index] === 'displaced' ? CAN_FAIL : supposition.condition(rule.when),
    ]),
  );
  const canFail = (rule: CompiledRule): boolean => (can.get(rule)! & CAN_FAIL) !== 0;
  const canHold = (rule: CompiledRule): boolean => (can.get(rule)! & CAN_HOLD) !== 0;
  const isActiveSettled = group.when === undefined || (supposition.condition(group.when) & (CAN_HOLD | CAN_FAIL)) !== 0;
  if (!isActiveSettled) return false;
  const stillOpen = new Set(result.open);
  if (group.source.kind === 'collect')
    return group.rules.every(
      (rule) => canFail(rule) || (canHold(rule) && known(rule)) || (!stillOpen.has(rule) && !result.holding.includes(rule)),
    );
  const displaces = (rule: CompiledRule, other: CompiledRule): boolean => rule.source.exceptionOf?.includes(other.id) === true;
  const winner = group.rules.some(
    (rule) =>
      canHold(rule) &&
      known(rule) &&
      group.rules.every((other) => other === rule || canFail(other) || displaces(rule, other) || onlyRepeats(other, [rule], evaluation)),
  );
  return winner || (group.rules.every(canFail) && (group.otherwise === undefined || known(group.otherwise)));
}
