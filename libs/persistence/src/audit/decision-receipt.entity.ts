import type { Mode } from '@guicheng/policy-model';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PolicyEntity } from '../policies/policy.entity.ts';

/** What one decision stood on and what it was, byte for byte (决策回执). A district's own; rows are never changed. */
@Entity('decision_receipt')
@ForeignKey(() => PolicyEntity, ['district', 'policyId', 'policyDigest'], ['district', 'policyId', 'digest'], {
  name: 'decision_receipt_policy_published',
})
@Check('decision_receipt_policy_with_digest', `(policy_id is null) = (policy_digest is null)`)
@Check('decision_receipt_mode_known', `mode in ('in-force', 'simulate')`)
export class DecisionReceiptEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'decision_receipt_pk' })
  district!: string;

  @PrimaryColumn({ name: 'receipt_id', type: 'uuid', primaryKeyConstraintName: 'decision_receipt_pk' })
  receiptId!: string;

  /** Null: no policy answered. */
  @Column({ name: 'policy_id', type: 'text', nullable: true })
  policyId!: string | null;

  @Column({ name: 'policy_digest', type: 'text', nullable: true })
  policyDigest!: string | null;

  @Column({ name: 'engine_version', type: 'text' })
  engineVersion!: string;

  @Column({ name: 'calendar_digest', type: 'text' })
  calendarDigest!: string;

  @Column({ type: 'text' })
  question!: string;

  /** Civil date in Asia/Shanghai. */
  @Column({ name: 'as_of', type: 'date' })
  asOf!: string;

  @Column({ type: 'text' })
  mode!: Mode;

  /** Canonical JSON of the request. */
  @Column({ name: 'request_canonical', type: 'text' })
  requestCanonical!: string;

  /** Canonical JSON of the decision. */
  @Column({ name: 'decision_canonical', type: 'text' })
  decisionCanonical!: string;

  /** Whoever holds the id may read it: it was made for somebody who had not signed in. */
  @Column({ name: 'is_public', type: 'boolean' })
  isPublic!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
