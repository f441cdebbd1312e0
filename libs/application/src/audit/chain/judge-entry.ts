import { auditHash, type AuditEntry } from '@guicheng/persistence';
import type { ChainBreak } from './chain-break.ts';

/** Where an entry stands, and what follows it. */
export interface Standing {
  /** The number it should have. */
  readonly expected: bigint;
  /** The hash of the entry before; null: not known, the first of a part of a chain. */
  readonly previous: string | null;
  readonly next: AuditEntry | undefined;
  readonly overNext: AuditEntry | undefined;
}

/** A break; `unless` it finds an entry with this number or hash further on: then entries changed places. */
export interface Judgement {
  readonly found: ChainBreak;
  readonly unless?: { readonly sequence: bigint } | { readonly hash: string };
}

/** Entries that were renumbered are looked for this far from their place: as many as one might delete or put in unnoticed. */
const REACH = 1_000n;

const fits = (entry: AuditEntry, hash = auditHash(entry)): boolean => hash === entry.hash;

/** The number under which the entry was hashed, when it is another than its own and not far. */
const originalNumber = (entry: AuditEntry): bigint | undefined => {
  for (let distance = 1n; distance <= REACH; distance++)
    for (const sequence of [entry.sequence + distance, entry.sequence - distance])
      if (sequence > 0n && auditHash({ ...entry, sequence }) === entry.hash) return sequence;
  return undefined;
};

const linksTo = (entry: AuditEntry | undefined, hash: string | null): boolean => hash !== null && entry?.previousHash === hash;

/** An entry that was hashed as it stands. */
const judgeFitting = (entry: AuditEntry, { expected, previous, next, overNext }: Standing): Judgement | undefined => {
  if (previous !== null && entry.previousHash !== previous)
    return linksTo(next, previous)
      ? { found: { kind: 'inserted', sequence: expected, count: 1n } }
      : { found: { kind: 'edited', sequence: expected, differs: 'previous-hash' } };
  const nextIsSound = next !== undefined && next.sequence === expected + 1n && fits(next);
  if (nextIsSound && next.previousHash !== entry.hash && !linksTo(overNext, entry.hash))
    return { found: { kind: 'edited', sequence: expected, differs: 'content-and-hash' } };
  return undefined;
};

/** An entry whose hash is not its own. */
const judgeUnfitting = (entry: AuditEntry, computed: string, { expected, previous, next }: Standing): Judgement => {
  const original = originalNumber(entry);
  if (original !== undefined && original > expected)
    return { found: { kind: 'deleted', sequence: expected, count: original - expected }, unless: { hash: entry.previousHash } };
  if (original !== undefined) return { found: { kind: 'inserted', sequence: original, count: expected - original } };
  const foreign = previous !== null && entry.previousHash !== previous;
  if (linksTo(next, previous) || (foreign && next === undefined)) return { found: { kind: 'inserted', sequence: expected, count: 1n } };
  const differs = linksTo(next, computed)
    ? 'hash'
    : foreign && auditHash({ ...entry, previousHash: previous }) === entry.hash
      ? 'previous-hash'
      : 'content';
  return { found: { kind: 'edited', sequence: expected, differs } };
};

/** What is wrong with an entry in its place; undefined: nothing. */
export const judgeEntry = (entry: AuditEntry, standing: Standing): Judgement | undefined => {
  const { expected } = standing;
  if (entry.sequence < expected) return { found: { kind: 'inserted', sequence: entry.sequence, count: 1n } };
  if (entry.sequence > expected)
    return {
      found: { kind: 'deleted', sequence: expected, count: entry.sequence - expected },
      unless: { sequence: expected },
    };
  const computed = auditHash(entry);
  return fits(entry, computed) ? judgeFitting(entry, standing) : judgeUnfitting(entry, computed, standing);
};
