import type { Instant } from '@guicheng/kernel';
import { LessThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { RateBucketEntity } from './rate-bucket.entity.ts';

/** What a caller has left. */
export interface RateBucket {
  readonly points: number;
  /** When it stood so. */
  readonly at: Instant;
}

/** The buckets of the unit of work's district. */
export interface RateBucketRepository {
  /** The bucket of a caller; until the transaction ends nobody else can read or change it. Null: the caller has not spent anything yet, or not for long. */
  ofCaller(callerId: string): Promise<RateBucket | null>;
  put(callerId: string, bucket: RateBucket): Promise<void>;
  /** Forgets those that nobody has drawn on since: they are full. */
  forget(before: Instant): Promise<void>;
}

/** The buckets that a transaction with a tenant can see. */
export const rateBucketRepository = (manager: EntityManager, district: string): RateBucketRepository => ({
  ofCaller: async (callerId) => {
    // A lock on the caller and not on the row: at the first request there is none yet.
    await manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 1735287150))`, [`${district}\n${callerId}`]);
    const row = await manager.findOneBy(RateBucketEntity, { district, callerId });
    return row === null ? null : { points: row.points, at: instantOfColumn(row.at) };
  },
  put: async (callerId, { points, at }) => {
    await manager.upsert(RateBucketEntity, { district, callerId, points, at: columnOfInstant(at) }, ['district', 'callerId']);
  },
  forget: async (before) => {
    await manager.delete(RateBucketEntity, { district, at: LessThan(columnOfInstant(before)) });
  },
});
