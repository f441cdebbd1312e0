import type { CompiledGroup, CompiledQuestion, CompiledRule, Consequence } from '../compiled-policy.ts';
import type { RuleText } from './rule-text.ts';
import { partNames } from './part-names.ts';

/** A rule that stands differently in the two policies, itself or through the notions it names; undefined: that side has no such rule. */
export interface ChangedRule {
  /** `route/filing-below-1m` */
  readonly path: string;
  readonly a: PlacedRule | undefined;
  readonly b: PlacedRule | undefined;
  /** Changed itself, not only through notions or its group. */
  readonly isOwn: boolean;
  /** Named notions that changed in themselves. */
  readonly notions: readonly string[];
}

/** A rule and the group in which it stands. */
export interface PlacedRule {
  readonly group: CompiledGroup;
  readonly rule: CompiledRule;
}

/** A group whose own condition, lists or `otherwise` differ. */
export interface ChangedHead {
  readonly id: string;
  readonly a: CompiledGroup | undefined;
  readonly b: CompiledGroup | undefined;
  readonly isOwn: boolean;
  readonly notions: readonly string[];
}

/** Groups of both policies that can speak of the same parts of an answer. */
export interface Matter {
  readonly a: readonly CompiledGroup[];
  readonly b: readonly CompiledGroup[];
  readonly rules: readonly ChangedRule[];
  readonly heads: readonly ChangedHead[];
}

/** Everything that can follow from a group. */
export const consequencesOf = (group: CompiledGroup): Consequence[] => [
  ...group.rules,
  ...(group.otherwise === undefined ? [] : [group.otherwise]),
];

/** The groups of a question, put together by what they can speak of; groups of one name belong together too. */
export function mattersOf(
  a: CompiledQuestion | undefined,
  b: CompiledQuestion | undefined,
  texts: { readonly a: RuleText; readonly b: RuleText },
): Matter[] {
  const sets: { readonly a: CompiledGroup[]; readonly b: CompiledGroup[]; readonly names: Set<string> }[] = [];
  for (const side of ['a', 'b'] as const)
    for (const group of (side === 'a' ? a : b)?.groups ?? []) {
      const names = new Set([`group ${group.source.id}`, ...(group.source.lists ?? []).map((list) => `field ${list}`)]);
      for (const consequence of consequencesOf(group)) for (const name of partNames(consequence)) names.add(name);
      const joined = sets.filter((set) => [...names].some((name) => set.names.has(name)));
      const into = joined[0] ?? { a: [], b: [], names: new Set<string>() };
      if (joined.length === 0) sets.push(into);
      for (const other of joined.slice(1)) {
        into.a.push(...other.a);
        into.b.push(...other.b);
        for (const name of other.names) into.names.add(name);
        sets.splice(sets.indexOf(other), 1);
      }
      into[side].push(group);
      for (const name of names) into.names.add(name);
    }
  return sets.map((set) => ({ a: set.a, b: set.b, rules: changedRules(set, texts), heads: changedHeads(set, texts) }));
}

type Groups = Pick<Matter, 'a' | 'b'>;
type Texts = { readonly a: RuleText; readonly b: RuleText };

function changedRules({ a, b }: Groups, texts: Texts): ChangedRule[] {
  const placed = (groups: readonly CompiledGroup[]) =>
    new Map(groups.flatMap((group) => group.rules.map((rule) => [`${group.source.id}/${rule.id}`, { group, rule }] as const)));
  const [inA, inB] = [placed(a), placed(b)];
  return [...new Set([...inA.keys(), ...inB.keys()])].flatMap((path): ChangedRule[] => {
    const [one, other] = [inA.get(path), inB.get(path)];
    if (one === undefined || other === undefined) return [{ path, a: one, b: other, isOwn: true, notions: [] }];
    const whole = ({ group, rule }: PlacedRule, text: RuleText): string => text.whole(group.source, rule.source);
    if (whole(one, texts.a) === whole(other, texts.b)) return [];
    const isOwn = texts.a.own(one.rule.source) !== texts.b.own(other.rule.source);
    const read = ({ group, rule }: PlacedRule) => [group.source.when ?? true, rule.source.when, ...Object.values(rule.source.then ?? {})];
    return [{ path, a: one, b: other, isOwn, notions: changedNotions(read(one), read(other), texts) }];
  });
}

function changedHeads({ a, b }: Groups, texts: Texts): ChangedHead[] {
  const ids = new Set([...a, ...b].map(({ source }) => source.id));
  return [...ids].flatMap((id): ChangedHead[] => {
    const [one, other] = [a.find(({ source }) => source.id === id), b.find(({ source }) => source.id === id)];
    if (one === undefined || other === undefined) return [{ id, a: one, b: other, isOwn: true, notions: [] }];
    if (texts.a.wholeHead(one.source) === texts.b.wholeHead(other.source)) return [];
    const isOwn = texts.a.head(one.source) !== texts.b.head(other.source);
    const read = ({ source }: CompiledGroup) => [source.when ?? true, ...Object.values(source.otherwise?.then ?? {})];
    return [{ id, a: one, b: other, isOwn, notions: changedNotions(read(one), read(other), texts) }];
  });
}

type Expressions = Parameters<RuleText['notions']>[0];

/** Notions on either side that differ in themselves, or that one side does not have. */
export function changedNotions(a: Expressions, b: Expressions, texts: Texts): string[] {
  const names = new Set([...texts.a.notions(a), ...texts.b.notions(b)]);
  return [...names].filter((name) => texts.a.meaning(name) !== texts.b.meaning(name)).sort();
}
