import { canonicalJson } from '@guicheng/policy-model';
import type { EntityManager } from 'typeorm';
import { columnOfInstant } from '../instant-column.ts';
import { prepared } from '../prepared-statements.ts';
import type { AuditDraft, Change, EventDraft } from '../tenancy/change.ts';

/** The audit chain of the unit of work's district, and the events that hang on its entries. */
export interface AuditRepository {
  /**
   * Appends an entry and the events of its mutation, and keeps `answer` (canonical JSON) under the caller's key, where there is one; gives the entry's number.
   * From here to the end of the transaction nobody else of the district can append: it is the last thing that a mutation does.
   */
  append(change: Change, audit: AuditDraft, events: readonly EventDraft[], answer: string): Promise<bigint>;
}

const END = prepared(
  'end-change',
  'select guicheng_end_change($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) as sequence',
);

/** The chain that a transaction with a tenant can see. */
export const auditRepository = (manager: EntityManager): AuditRepository => ({
  append: async ({ district, actor, requestId, at, idempotency }, audit, events, answer) => {
    const [{ sequence }] = await manager.query<[{ sequence: string }]>(END, [
      district,
      columnOfInstant(at),
      actor.kind,
      actor.id,
      audit.onBehalfOf === undefined ? actor.onBehalfOf : audit.onBehalfOf,
      requestId,
      audit.action,
      audit.subjectKind,
      audit.subjectId,
      canonicalJson(audit.details),
      idempotency?.key ?? null,
      idempotency?.requestDigest ?? null,
      answer,
      events.map(({ type }) => type),
      events.map(({ subjectKind }) => subjectKind),
      events.map(({ subjectId }) => subjectId),
      events.map(({ payload }) => canonicalJson(payload)),
    ]);
    return BigInt(sequence);
  },
});
