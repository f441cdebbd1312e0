import type { PolicyNature } from '@guicheng/policy-model';
import { Check, Column, Entity, Exclusion, PrimaryColumn, Unique } from 'typeorm';

/** A published policy pack (已发布的规程). Rows are never changed; shared by all districts. */
@Entity('policy')
@Unique('policy_digest_unique', ['digest'])
@Unique('policy_reference_unique', ['district', 'policyId', 'digest'])
@Check('policy_id_names_district_and_version', `policy_id = district || '/' || version`)
@Check('policy_district_is_code', `district ~ '^[a-z][a-z0-9-]*$'`)
@Check('policy_digest_is_of_content', `digest = 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex')`)
@Check('policy_nature_known', `nature in ('regulation', 'consultation-draft', 'guidance')`)
@Check('policy_only_regulations_in_force', `nature = 'regulation' or (effective_from is null and effective_to is null)`)
@Check('policy_validity_ordered', `effective_to is null or (effective_from is not null and effective_from <= effective_to)`)
@Exclusion(
  'policy_validity_disjoint',
  `using gist (district with =, daterange(effective_from, effective_to, '[]') with &&) where (effective_from is not null)`,
)
export class PolicyEntity {
  /** `<district>/<version>`. */
  @PrimaryColumn({ name: 'policy_id', type: 'text', primaryKeyConstraintName: 'policy_pk' })
  policyId!: string;

  @Column({ type: 'text' })
  district!: string;

  @Column({ type: 'text' })
  version!: string;

  /** `sha256:` + hex of `content`'s UTF-8 bytes; the database checks it. */
  @Column({ type: 'text' })
  digest!: string;

  /** RFC 8785 canonical JSON as text: jsonb would not keep the bytes. */
  @Column({ type: 'text' })
  content!: string;

  @Column({ type: 'text' })
  nature!: PolicyNature;

  /** First day in force; null: never in force by itself. */
  @Column({ name: 'effective_from', type: 'date', nullable: true })
  effectiveFrom!: string | null;

  /** Last day in force, included; null: open. */
  @Column({ name: 'effective_to', type: 'date', nullable: true })
  effectiveTo!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', precision: 3 })
  publishedAt!: Date;
}
