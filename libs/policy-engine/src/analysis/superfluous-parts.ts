import type { CompiledRule } from '../compiled-policy.ts';
import { guardedFacts } from '../cells/guarded-facts.ts';
import type { Node } from '../node.ts';
import { sameValue } from '../value.ts';
import type { Subject } from './check.ts';
import type { Basis } from './finding.ts';
import { all, shortened } from './placed-nodes.ts';
import { search } from './search.ts';
import type { GroupSurvey } from './survey/group-survey.ts';

/** Parts of a rule's own condition without which it holds on the same facts, given that its group is asked. */
export function superfluousParts(
  { mostSteps }: Subject,
  { group, space, seen }: GroupSurvey,
  rule: CompiledRule,
  own: Node,
  pointer: string,
  from: 'and' | 'or',
): { readonly pointer: string; readonly basis: Basis }[] {
  // Of a condition that never or always holds, every part is superfluous: that has a code of its own.
  if (!seen.has(`holds ${rule.id}`) || (!seen.has(`fails ${rule.id}`) && rule.ifStated.length === 0)) return [];
  return [...shortened(own, pointer)].flatMap((shorter) => {
    if (shorter.from !== from) return [];
    const without = group.when === undefined ? shorter.node : all([group.when, shorter.node]);
    // A part that keeps "none" away from the others is needed for that alone.
    if (guardedFacts(without).size > 0) return [];
    const differs = search(space, [rule.when, without], (evaluation) => !sameValue(rule.when.run(evaluation), without.run(evaluation)), {
      most: mostSteps,
      first: rule.ifStated,
    });
    return differs.witness === undefined && differs.basis === 'all-cells' ? [{ pointer: shorter.pointer, basis: differs.basis }] : [];
  });
}
