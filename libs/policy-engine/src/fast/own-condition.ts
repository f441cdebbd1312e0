import type { CompiledGroup, CompiledRule } from '../compiled-policy.ts';
import type { Node } from '../node.ts';

/** A rule's condition without its group's, which the compiler put before it. */
export const ownCondition = ({ when }: CompiledRule, group: CompiledGroup): Node =>
  group.when !== undefined && when.form === 'and' ? when.args[1]! : when;
