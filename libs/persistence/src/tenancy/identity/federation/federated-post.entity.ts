import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PostEntity } from '../../organisation/post.entity.ts';

/** Which posts came of claims of another system: those are what a sign-in may end. */
@Entity('federated_post')
@ForeignKey(() => PostEntity, ['district', 'postId'], ['district', 'postId'], { name: 'federated_post_is_post' })
export class FederatedPostEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'federated_post_pk' })
  district!: string;

  @PrimaryColumn({ name: 'post_id', type: 'uuid', primaryKeyConstraintName: 'federated_post_pk' })
  postId!: string;

  @Column({ type: 'text' })
  issuer!: string;
}
