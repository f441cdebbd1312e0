import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A program of an integrator that calls the API for a unit (接口客户端). */
@Entity('api_client')
@Index('api_client_of_unit', ['district', 'unitId'])
@Check('api_client_name_length', `length(name) between 1 and 100`)
export class ApiClientEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'api_client_pk' })
  district!: string;

  @PrimaryColumn({ name: 'client_id', type: 'uuid', primaryKeyConstraintName: 'api_client_pk' })
  clientId!: string;

  /** The unit in whose roles it acts. */
  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', array: true })
  roles!: string[];

  /** What it may do at most. */
  @Column({ type: 'text', array: true })
  scopes!: string[];

  /** From where it may call; none: from anywhere. */
  @Column({ type: 'text', array: true })
  networks!: string[];

  /** Its public keys, a JWK Set as canonical JSON; null: it signs nothing. */
  @Column({ type: 'text', nullable: true })
  jwks!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;
}
