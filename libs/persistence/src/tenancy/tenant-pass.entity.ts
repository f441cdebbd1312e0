import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The digest of what a server shows to enter a district. Rows are never changed; read by all. */
@Entity('tenant_pass')
@Check('tenant_pass_digest_is_sha256', `digest ~ '^[0-9a-f]{64}$'`)
export class TenantPassEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'tenant_pass_pk' })
  district!: string;

  /** SHA-256 of the pass, hex. */
  @Column({ type: 'text' })
  digest!: string;
}
