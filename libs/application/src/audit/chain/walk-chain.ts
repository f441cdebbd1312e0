import { GENESIS, type AuditEntry } from '@guicheng/persistence';
import type { ChainBreak } from './chain-break.ts';
import { judgeEntry, type Judgement } from './judge-entry.ts';

/** A number and the hash that its entry had at some time. */
export interface Pin {
  readonly sequence: bigint;
  readonly hash: string;
  /** True: said by what is verified itself, such as an export's manifest; it is compared, and not counted. */
  readonly stated?: boolean;
}

/** Each number and hash once, an anchored one before a stated one. */
const distinct = (pins: readonly Pin[]): Pin[] => {
  const anchoredFirst = [...pins].sort((a, b) => Number(a.stated ?? false) - Number(b.stated ?? false));
  return [...new Map(anchoredFirst.reverse().map((pin) => [`${pin.sequence} ${pin.hash}`, pin])).values()];
};

/** What a walk along a chain came to. */
export interface Walk {
  /** Entries read. */
  readonly entries: number;
  /** The last entry read; null: none. */
  readonly head: Pin | null;
  /** Anchored pins that were found as they should be. */
  readonly pinsHeld: number;
  /** null: everything is as it was recorded. */
  readonly broken: ChainBreak | null;
}

/** The part of a chain to walk. */
export interface Part {
  /** The first number; default 1. */
  readonly first?: bigint;
  /** The hash before it; null: not known. Default: that of a chain's beginning. */
  readonly previousHash?: string | null;
}

/** The entries, each with the two behind it. */
async function* withTwoBehind(
  entries: AsyncIterable<AuditEntry>,
): AsyncGenerator<readonly [AuditEntry, AuditEntry | undefined, AuditEntry | undefined]> {
  const window: AuditEntry[] = [];
  for await (const entry of entries) {
    window.push(entry);
    if (window.length === 3) yield [window.shift()!, window[0], window[1]];
  }
  while (window.length > 0) yield [window.shift()!, window[0], window[1]];
}

/** Whether the entries from here on hold what makes a deletion a change of places. */
const answers = ({ unless }: Judgement, entry: AuditEntry): boolean =>
  unless !== undefined && ('hash' in unless ? entry.hash === unless.hash : entry.sequence === unless.sequence);

/**
 * Walks along a chain once, in constant memory: every hash is computed again, every number and every link compared, every pin looked up. Names the first place
 * that is not as it was recorded.
 */
export const walkChain = async (entries: AsyncIterable<AuditEntry>, pins: readonly Pin[], part: Part = {}): Promise<Walk> => {
  let expected = part.first ?? 1n;
  const ordered = distinct(pins)
    .filter(({ sequence }) => sequence >= expected)
    .sort((a, b) => Number(a.sequence - b.sequence));
  let previous = part.previousHash === undefined ? GENESIS : part.previousHash;
  let judgement: Judgement | undefined;
  let count = 0;
  let head: Pin | null = null;
  let compared = 0;
  let held = 0;
  let pinned = expected - 1n;
  for await (const [entry, next, overNext] of withTwoBehind(entries)) {
    count++;
    head = entry;
    if (judgement !== undefined) {
      if (answers(judgement, entry)) judgement = { found: { kind: 'reordered', sequence: judgement.found.sequence } };
      continue;
    }
    judgement = judgeEntry(entry, { expected, previous, next, overNext });
    for (; judgement === undefined && ordered[compared] !== undefined && ordered[compared]!.sequence <= expected; compared++) {
      const { sequence, hash, stated = false } = ordered[compared]!;
      if (sequence !== expected) continue;
      if (hash !== entry.hash) {
        judgement = { found: { kind: 'rewritten', sequence: pinned + 1n, anchoredAt: expected } };
        break;
      }
      pinned = expected;
      if (!stated) held++;
    }
    expected++;
    previous = entry.hash;
  }
  const beyond = ordered.find(({ sequence }) => sequence >= expected);
  if (judgement === undefined && beyond !== undefined)
    judgement = {
      found: { kind: 'cut', sequence: expected, count: ordered.at(-1)!.sequence - expected + 1n, anchoredAt: beyond.sequence },
    };
  return { entries: count, head: head && { sequence: head.sequence, hash: head.hash }, pinsHeld: held, broken: judgement?.found ?? null };
};
