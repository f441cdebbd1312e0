/**
 * The first place where a chain is not what was recorded.
 * - `edited`: the entry's contents or hashes were changed; `differs` says which part does not fit
 * - `deleted`: entries from `sequence` on are gone, `count` of them
 * - `inserted`: entries from `sequence` on were put in, `count` of them
 * - `reordered`: another entry stands at `sequence`; its own stands later
 * - `rewritten`: the chain fits itself, but not what was anchored at `anchoredAt`: something from `sequence` to there was changed and all hashes made anew
 * - `cut`: the chain ends before `sequence`, which was anchored or stated
 */
export interface ChainBreak {
  readonly kind: 'edited' | 'deleted' | 'inserted' | 'reordered' | 'rewritten' | 'cut';
  /** Number of the first entry concerned. */
  readonly sequence: bigint;
  /** How many entries, where that is known. */
  readonly count?: bigint;
  /** Of `edited`: a field of the entry or its own hash, the hash before it, or all of it, hashed anew. */
  readonly differs?: 'content' | 'hash' | 'previous-hash' | 'content-and-hash';
  /** Of `rewritten` and `cut`: the number that was anchored. */
  readonly anchoredAt?: bigint;
}
