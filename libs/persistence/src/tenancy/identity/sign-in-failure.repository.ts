import type { Instant } from '@guicheng/kernel';
import { LessThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { SignInFailureEntity } from './sign-in-failure.entity.ts';

/** Failed sign-ins in a row under one mark. */
export interface SignInFailureRecord {
  readonly failures: number;
  readonly lastAt: Instant;
  readonly pausedUntil: Instant | null;
}

/** The failed sign-ins of the unit of work's district. */
export interface SignInFailureRepository {
  /** The count under a mark; until the transaction ends nobody else can read or change it. */
  ofMark(loginMark: string): Promise<SignInFailureRecord | null>;
  put(loginMark: string, count: SignInFailureRecord): Promise<void>;
  remove(loginMark: string): Promise<void>;
  /** Forgets what last failed before this. */
  forget(before: Instant): Promise<void>;
}

/** The counts that a transaction with a tenant can see. */
export const signInFailureRepository = (manager: EntityManager, district: string): SignInFailureRepository => ({
  ofMark: async (loginMark) => {
    // A lock on the mark and not on the row: at the first failure there is none yet.
    await manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 1735287146))`, [`${district}\n${loginMark}`]);
    const row = await manager.findOneBy(SignInFailureEntity, { district, loginMark });
    if (row === null) return null;
    const { failures, lastAt, pausedUntil } = row;
    return { failures, lastAt: instantOfColumn(lastAt), pausedUntil: pausedUntil === null ? null : instantOfColumn(pausedUntil) };
  },
  put: async (loginMark, { failures, lastAt, pausedUntil }) => {
    const row = {
      district,
      loginMark,
      failures,
      lastAt: columnOfInstant(lastAt),
      pausedUntil: pausedUntil === null ? null : columnOfInstant(pausedUntil),
    };
    await manager.upsert(SignInFailureEntity, row, ['district', 'loginMark']);
  },
  remove: async (loginMark) => {
    await manager.delete(SignInFailureEntity, { district, loginMark });
  },
  forget: async (before) => {
    await manager.delete(SignInFailureEntity, { district, lastAt: LessThan(columnOfInstant(before)) });
  },
});
