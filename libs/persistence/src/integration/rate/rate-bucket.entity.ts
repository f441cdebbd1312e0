import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a caller has left to spend (限流令牌桶). */
@Entity('rate_bucket')
@Index('rate_bucket_age', ['district', 'at'])
export class RateBucketEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'rate_bucket_pk' })
  district!: string;

  /** Id of a person or of an API client. */
  @PrimaryColumn({ name: 'caller_id', type: 'text', primaryKeyConstraintName: 'rate_bucket_pk' })
  callerId!: string;

  /** As it stood at `at`; it has been filling since. */
  @Column({ type: 'double precision' })
  points!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
