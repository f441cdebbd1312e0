import { Check, Column, Entity, Index, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from '../organisation/person.entity.ts';

/** A one-time link (一次性链接), as the digest of its token. */
@Entity('invitation')
@Index('invitation_age', ['district', 'expiresAt'])
@Unique('invitation_token_unique', ['district', 'tokenDigest'])
@ForeignKey(() => PersonEntity, ['district', 'personId'], ['district', 'personId'], { name: 'invitation_of_person' })
@Check('invitation_used_or_voided', `used_at is null or voided_at is null`)
export class InvitationEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'invitation_pk' })
  district!: string;

  @PrimaryColumn({ name: 'invitation_id', type: 'uuid', primaryKeyConstraintName: 'invitation_pk' })
  invitationId!: string;

  /** SHA-256 of the token, hex. */
  @Column({ name: 'token_digest', type: 'text' })
  tokenDigest!: string;

  /** Whom it invites; null: whoever sets the deployment up. */
  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  personId!: string | null;

  /** Id of the person who made it; null: Guicheng itself, for setting up. Of the platform's tenant where it lets the first of a district in. */
  @Column({ name: 'issued_by', type: 'uuid', nullable: true })
  issuedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;

  /** Taken back, mostly by a newer one. */
  @Column({ name: 'voided_at', type: 'timestamptz', precision: 3, nullable: true })
  voidedAt!: Date | null;
}
