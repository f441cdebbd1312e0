import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from '../organisation/person.entity.ts';

/** A person's session (会话), however they proved who they are. */
@Entity('session')
@Unique('session_token_unique', ['district', 'tokenDigest'])
@Index('session_age', ['district', 'endsAt'])
@Index('session_open', ['district', 'personId'], { where: 'ended_at is null' })
@ForeignKey(() => PersonEntity, ['district', 'personId'], ['district', 'personId'], { name: 'session_of_person' })
@Check('session_idle_limit_positive', `idle_limit > 0`)
@Check('session_ended_for_a_reason', `(ended_at is null) = (end_reason is null)`)
export class SessionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'session_pk' })
  district!: string;

  @PrimaryColumn({ name: 'session_id', type: 'uuid', primaryKeyConstraintName: 'session_pk' })
  sessionId!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  /** SHA-256 of the token, hex. */
  @Column({ name: 'token_digest', type: 'text' })
  tokenDigest!: string;

  /** What proved who it is: `password`, or the protocol of another system. */
  @Column({ type: 'text' })
  method!: string;

  /** What the client called itself, shortened: for its owner to tell sessions apart. */
  @Column({ type: 'text' })
  client!: string;

  @Column({ name: 'began_at', type: 'timestamptz', precision: 3 })
  beganAt!: Date;

  /** Of its last use, to the minute. */
  @Column({ name: 'used_at', type: 'timestamptz', precision: 3 })
  usedAt!: Date;

  /** It ends when unused for so long, ms. */
  @Column({ name: 'idle_limit', type: 'integer' })
  idleLimit!: number;

  /** It ends then, used or not. */
  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  /** Until when the second factor counts as just given. */
  @Column({ name: 'stepped_up_until', type: 'timestamptz', precision: 3, nullable: true })
  steppedUpUntil!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;
}
