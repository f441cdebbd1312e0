import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonEntity } from './person.entity.ts';
import { PostEntity } from './post.entity.ts';

/** A person acts in another's posts while that one is away (委托代理). Only the last day is ever brought forward. */
@Entity('delegation')
@ForeignKey(() => PersonEntity, ['district', 'fromPersonId'], ['district', 'personId'], { name: 'delegation_from_person' })
@ForeignKey(() => PersonEntity, ['district', 'toPersonId'], ['district', 'personId'], { name: 'delegation_to_person' })
@ForeignKey(() => PostEntity, ['district', 'fromPersonId', 'postId'], ['district', 'personId', 'postId'], {
  name: 'delegation_of_own_post',
})
@Index('delegation_by_delegate', ['district', 'toPersonId'])
@Check('delegation_not_to_oneself', `from_person_id <> to_person_id`)
@Check('delegation_reason_given', `reason <> ''`)
@Check('delegation_ordered', `to_day >= from_day - 1`)
@Exclusion(
  'delegation_given_once',
  `using gist (district with =, from_person_id with =, to_person_id with =, coalesce(post_id, '00000000-0000-0000-0000-000000000000'::uuid) with =, daterange(from_day, to_day + 1) with &&)`,
)
export class DelegationEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'delegation_pk' })
  district!: string;

  @PrimaryColumn({ name: 'delegation_id', type: 'uuid', primaryKeyConstraintName: 'delegation_pk' })
  delegationId!: string;

  /** 委托人 */
  @Column({ name: 'from_person_id', type: 'uuid' })
  fromPersonId!: string;

  /** 受托人 */
  @Column({ name: 'to_person_id', type: 'uuid' })
  toPersonId!: string;

  /** Null: all posts that the person who is away holds on the day. */
  @Column({ name: 'post_id', type: 'uuid', nullable: true })
  postId!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'from_day', type: 'date' })
  fromDay!: string;

  /** Last day, included; the day before `from_day`: it was taken back. */
  @Column({ name: 'to_day', type: 'date' })
  toDay!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
