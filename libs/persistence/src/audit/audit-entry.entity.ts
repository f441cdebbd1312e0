import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ActorKind } from '../tenancy/change.ts';

/** One link of a district's audit chain (审计记录). The database numbers and hashes it; rows are never changed. */
@Entity('audit_entry')
@Index('audit_entry_subject', ['district', 'subjectKind', 'subjectId', 'sequence'])
@Index('audit_entry_actor', ['district', 'actorId', 'sequence'])
@Index('audit_entry_time', ['district', 'recordedAt'])
@Check('audit_entry_sequence_positive', `sequence > 0`)
@Check('audit_entry_actor_kind_known', `actor_kind in ('person', 'client', 'system')`)
export class AuditEntryEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'audit_entry_pk' })
  district!: string;

  /** From 1, without gaps; bigint, which pg writes as text. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'audit_entry_pk' })
  sequence!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt!: Date;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind!: ActorKind;

  @Column({ name: 'actor_id', type: 'text' })
  actorId!: string;

  /** The person whose post the actor acted in (委托人); null: the actor's own. */
  @Column({ name: 'on_behalf_of', type: 'text', nullable: true })
  onBehalfOf!: string | null;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  /** `<feature>.<what was done>`. */
  @Column({ type: 'text' })
  action!: string;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;

  @Column({ name: 'subject_id', type: 'text' })
  subjectId!: string;

  /** Canonical JSON; ids, codes and figures, no secrets. */
  @Column({ type: 'text' })
  details!: string;

  /** Of the entry before, hex; of the first: 64 zeros. */
  @Column({ name: 'previous_hash', type: 'text' })
  previousHash!: string;

  /** SHA-256 over all fields above and the hash before, hex; see `audit-hash.ts`. */
  @Column({ type: 'text' })
  hash!: string;
}
