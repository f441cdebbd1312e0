import { canonicalJson } from '@guicheng/policy-model';
import type { EntityManager } from 'typeorm';
import { columnOfInstant } from '../instant-column.ts';
import type { AuditDraft, Change, EventDraft } from '../tenancy/change.ts';

/** The audit chain of the unit of work's district, and the events that hang on its entries. */
export interface AuditRepository {
  /**
   * Appends an entry and the events of its mutation; gives its number. From here to the end of the transaction nobody else of the district can
   * append: it is the last thing that a mutation does.
   */
  append(change: Omit<Change, 'idempotency'>, audit: AuditDraft, events: readonly EventDraft[]): Promise<bigint>;
}

const ENTRY = `
  insert into audit_entry (district, sequence, recorded_at, actor_kind, actor_id, on_behalf_of, request_id, action, subject_kind, subject_id,
    details, previous_hash, hash)
  values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')
  returning district, sequence, recorded_at`;

/** One statement for both: it is run while others of the district wait. */
const ENTRY_WITH_EVENTS = `
  with entry as (${ENTRY}), told as (
    insert into outbox_event (district, event_id, audit_sequence, place, type, subject_kind, subject_id, payload, occurred_at)
    select entry.district, gen_random_uuid(), entry.sequence, event.place - 1, event.type, event.subject_kind, event.subject_id, event.payload, entry.recorded_at
    from entry, unnest($11::text[], $12::text[], $13::text[], $14::text[]) with ordinality as event (type, subject_kind, subject_id, payload, place)
  )
  select sequence from entry`;

/** The chain that a transaction with a tenant can see. */
export const auditRepository = (manager: EntityManager): AuditRepository => ({
  append: async ({ district, actor, requestId, at }, audit, events) => {
    const entry = [
      district,
      columnOfInstant(at),
      actor.kind,
      actor.id,
      actor.onBehalfOf,
      requestId,
      audit.action,
      audit.subjectKind,
      audit.subjectId,
      canonicalJson(audit.details),
    ];
    const told = [
      events.map(({ type }) => type),
      events.map(({ subjectKind }) => subjectKind),
      events.map(({ subjectId }) => subjectId),
      events.map(({ payload }) => canonicalJson(payload)),
    ];
    const [{ sequence }] =
      events.length === 0
        ? await manager.query<[{ sequence: string }]>(ENTRY, entry)
        : await manager.query<[{ sequence: string }]>(ENTRY_WITH_EVENTS, [...entry, ...told]);
    return BigInt(sequence);
  },
});
