import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClientCredentialEntity } from './client-credential.entity.ts';

/** When a credential was last used, to the hour. Apart from the credential: noting it is no mutation that is audited. */
@Entity('client_credential_use')
@ForeignKey(() => ClientCredentialEntity, ['district', 'credentialId'], ['district', 'credentialId'], { name: 'client_credential_used' })
export class ClientCredentialUseEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'client_credential_use_pk' })
  district!: string;

  @PrimaryColumn({ name: 'credential_id', type: 'uuid', primaryKeyConstraintName: 'client_credential_use_pk' })
  credentialId!: string;

  @Column({ name: 'used_at', type: 'timestamptz', precision: 3 })
  usedAt!: Date;
}
