import { canonicalJson, type Question } from '@guicheng/policy-model';
import type { CompiledContradiction } from '../compiled-policy.ts';
import type { Evaluation } from '../node.ts';
import type { Both, Desk } from './desk.ts';
import { jointSpace } from './joint-space.ts';
import { changedNotions, type Matter } from './matter.ts';
import type { RuleText } from './rule-text.ts';
import type { Side } from './side.ts';
import { contradictionVerdict } from './verdict.ts';

/** Contradictions that changed, each a matter of its own. */
export function contradictionDesks(
  question: Question,
  sides: Both<Side>,
  contradictions: Both<readonly CompiledContradiction[]>,
  texts: Both<RuleText>,
): { readonly desk: Desk; readonly matter: Matter }[] {
  const ids = new Set([...contradictions.a, ...contradictions.b].map(({ source }) => source.id));
  return [...ids].flatMap((id) => {
    const find = (side: 'a' | 'b') => contradictions[side].find(({ source }) => source.id === id);
    const [one, other] = [find('a'), find('b')];
    const notions = one === undefined || other === undefined ? [] : changedNotions([one.source.when], [other.source.when], texts);
    const isOwn = canonicalJson(one?.source.when ?? null) !== canonicalJson(other?.source.when ?? null);
    if (!isOwn && notions.length === 0) return [];
    // Asked as a group of one rule, so that the search goes through the cells of this contradiction alone.
    const asGroup = (contradiction: CompiledContradiction | undefined) =>
      contradiction === undefined
        ? []
        : [
            {
              source: { id: 'contradictions', titleZh: '', titleEn: '', kind: 'collect' as const, rules: [] },
              when: undefined,
              rules: [
                {
                  id,
                  status: 'determined' as const,
                  fields: [],
                  adds: [],
                  blockers: [],
                  warnings: [],
                  cites: [],
                  contested: [],
                  source: { ...contradiction.source, strength: 'mandatory' as const },
                  ifStated: [],
                  when: contradiction.when,
                  exceptions: [],
                },
              ],
              order: [0],
              otherwise: undefined,
            },
          ];
    const groups = { a: asGroup(one), b: asGroup(other) };
    const placed = (group: (typeof groups.a)[number] | undefined) => group && { group, rule: group.rules[0]! };
    const matter: Matter = {
      ...groups,
      rules: [{ path: `contradictions/${id}`, a: placed(groups.a[0]), b: placed(groups.b[0]), isOwn, notions }],
      heads: [],
    };
    const shares = [
      { side: sides.a, groups: groups.a, contradictions: [] },
      { side: sides.b, groups: groups.b, contradictions: [] },
    ];
    const key = isOwn || notions.length > 1 ? `contradiction:${id}` : `definition:${notions[0]!}`;
    const verdicts = (pair: Both<Evaluation>) => ({
      a: contradictionVerdict(one === undefined ? [] : [one], pair.a),
      b: contradictionVerdict(other === undefined ? [] : [other], pair.b),
    });
    return [{ desk: { question, sides, shares, space: jointSpace(shares), verdicts, cause: () => key, isOneSided: false }, matter }];
  });
}
