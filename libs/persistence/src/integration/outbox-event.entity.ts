import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AuditEntryEntity } from '../audit/audit-entry.entity.ts';

/** What others are told of a mutation, after it is committed (事件). */
@Entity('outbox_event')
@Unique('outbox_event_order_unique', ['district', 'auditSequence', 'place'])
@Index('outbox_event_pending', ['district', 'auditSequence', 'place'], { where: `status = 'pending'` })
@ForeignKey(() => AuditEntryEntity, ['district', 'auditSequence'], ['district', 'sequence'], { name: 'outbox_event_of_mutation' })
@Check('outbox_event_status_known', `status in ('pending', 'relayed')`)
export class OutboxEventEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'outbox_event_pk' })
  district!: string;

  /** Receivers tell by it what they had before. */
  @PrimaryColumn({ name: 'event_id', type: 'uuid', primaryKeyConstraintName: 'outbox_event_pk' })
  eventId!: string;

  /** The mutation, by its number in the audit chain: in this order and `place` events are committed. */
  @Column({ name: 'audit_sequence', type: 'bigint' })
  auditSequence!: string;

  /** Among the events of the mutation, from 0. */
  @Column({ type: 'integer' })
  place!: number;

  @Column({ type: 'text' })
  type!: string;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId!: string;

  /** Canonical JSON. */
  @Column({ type: 'text' })
  payload!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz', precision: 3 })
  occurredAt!: Date;

  @Column({ type: 'text', default: 'pending' })
  status!: 'pending' | 'relayed';
}
