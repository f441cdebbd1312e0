import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PersonEntity } from '../../organisation/person.entity.ts';

/** Who of another system is whom here. */
@Entity('federated_identity')
@ForeignKey(() => PersonEntity, ['district', 'personId'], ['district', 'personId'], { name: 'federated_identity_of_person' })
export class FederatedIdentityEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'federated_identity_pk' })
  district!: string;

  /** Address of the other system. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'federated_identity_pk' })
  issuer!: string;

  /** Value of the claim that names a person there. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'federated_identity_pk' })
  subject!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'linked_at', type: 'timestamptz', precision: 3 })
  linkedAt!: Date;
}
