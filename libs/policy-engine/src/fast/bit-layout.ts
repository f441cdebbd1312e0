import type { CompiledContest, CompiledGroup, CompiledQuestion, CompiledRule } from '../compiled-policy.ts';

/** Bits of one word; one less than a word has, so that a word is never negative. */
const WORD = 31;

/** A bit in the words that a decision leaves. */
export interface Bit {
  readonly word: number;
  readonly mask: number;
}

/** A rule's bits: it applies; it is open. Of each contested reading that has a condition: the condition holds. */
export interface RuleBits {
  readonly applies: Bit;
  readonly open: Bit;
  readonly contests: ReadonlyMap<CompiledContest, Bit>;
}

/** A group's bits; without a condition it has none and is always active. */
export interface GroupBits {
  readonly group: CompiledGroup;
  readonly isActive: Bit | undefined;
  readonly isActiveOpen: Bit | undefined;
  readonly rules: readonly RuleBits[];
}

/** Which bit of the words says what: all that a decision needs to know about how the rules of a question came out. */
export interface BitLayout {
  readonly groups: readonly GroupBits[];
  readonly words: number;
}

/** Gives out the bits. A rule's "applies" and "open" are neighbours: the words of few groups then tell most decisions apart. */
export function bitLayout({ groups }: CompiledQuestion): BitLayout {
  let next = 0;
  const bit = (): Bit => {
    const index = next++;
    return { word: Math.floor(index / WORD), mask: 2 ** (index % WORD) };
  };
  const ruleBits = (rule: CompiledRule): RuleBits => ({
    applies: bit(),
    open: bit(),
    contests: new Map(rule.contested.filter(({ when }) => when !== undefined).map((contest) => [contest, bit()])),
  });
  const laid = groups.map((group) => ({
    group,
    isActive: group.when === undefined ? undefined : bit(),
    isActiveOpen: group.when === undefined ? undefined : bit(),
    rules: group.rules.map(ruleBits),
  }));
  return { groups: laid, words: Math.max(1, Math.ceil(next / WORD)) };
}

/** Whether a decision left this bit in its words. */
export const isSet = (words: Int32Array, bit: Bit): boolean => (words[bit.word]! & bit.mask) !== 0;
