import { createHash } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import type { ActorKind } from '../tenancy/change.ts';

/** One link of a district's audit chain, as it was recorded. */
export interface AuditEntry {
  readonly district: string;
  /** From 1, without gaps. */
  readonly sequence: bigint;
  readonly recordedAt: Instant;
  readonly actorKind: ActorKind;
  readonly actorId: string;
  readonly onBehalfOf: string | null;
  readonly requestId: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Canonical JSON. */
  readonly details: string;
  /** Hex; of the first entry: `GENESIS`. */
  readonly previousHash: string;
  /** Hex. */
  readonly hash: string;
}

/** What the first entry of a chain names as the hash before it. */
export const GENESIS = '0'.repeat(64);

const written = (field: string | null): string => (field === null ? '-;' : `${Buffer.byteLength(field, 'utf8')}:${field};`);

/**
 * The hash that an entry must have: SHA-256 over `guicheng-audit-1;` and each field as its length in bytes, a colon, itself and a semicolon (null: a hyphen
 * and a semicolon), in the order below, the instant in milliseconds since 1970. The database computes the same (`guicheng_audit_hash`).
 */
export const auditHash = (entry: Omit<AuditEntry, 'hash'>): string => {
  const fields = [
    entry.previousHash,
    entry.district,
    String(entry.sequence),
    String(entry.recordedAt),
    entry.actorKind,
    entry.actorId,
    entry.onBehalfOf,
    entry.requestId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.details,
  ];
  return createHash('sha256')
    .update(`guicheng-audit-1;${fields.map(written).join('')}`, 'utf8')
    .digest('hex');
};
