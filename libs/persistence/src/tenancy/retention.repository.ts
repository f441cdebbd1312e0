import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnOfInstant } from '../instant-column.ts';

/** What is kept for a time only, each by the day on which it was last of use. */
const PURGE = {
  session: `delete from session where district = $1 and session_id in (
    select session_id from session where district = $1 and ends_at < $2 order by ends_at limit $3)`,
  invitation: `delete from invitation where district = $1 and invitation_id in (
    select invitation_id from invitation where district = $1 and expires_at < $2 order by expires_at limit $3)`,
  'sign-in-attempt': `delete from sign_in_attempt where district = $1 and state_digest in (
    select state_digest from sign_in_attempt where district = $1 and expires_at < $2 order by expires_at limit $3)`,
  'sign-in-failure': `delete from sign_in_failure where district = $1 and login_mark in (
    select login_mark from sign_in_failure where district = $1 and last_at < $2 order by last_at limit $3)`,
  'rate-bucket': `delete from rate_bucket where district = $1 and caller_id in (
    select caller_id from rate_bucket where district = $1 and at < $2 order by at limit $3)`,
  'idempotency-key': `delete from idempotency_key where district = $1 and (actor_id, key) in (
    select actor_id, key from idempotency_key where district = $1 and created_at < $2 order by created_at limit $3)`,
  'access-token': `delete from client_token where district = $1 and digest in (
    select digest from client_token where district = $1 and expires_at < $2 order by expires_at limit $3)`,
  assertion: `delete from client_assertion where district = $1 and (client_id, id_digest) in (
    select client_id, id_digest from client_assertion where district = $1 and expires_at < $2 order by expires_at limit $3)`,
} as const;

/** A kind of row that is kept for a time. */
export type Passing = keyof typeof PURGE;

/** What the unit of work's district keeps for a time. */
export interface RetentionRepository {
  /** Deletes what was of no use any more before then, oldest first, `limit` at most; how many. Invitations and access tokens are deleted in audited mutations only. */
  purge(what: Passing, before: Instant, limit: number): Promise<number>;
}

/** What a transaction with a tenant can delete. */
export const retentionRepository = (manager: EntityManager, district: string): RetentionRepository => ({
  purge: async (what, before, limit) => {
    const [, gone] = await manager.query<[unknown[], number]>(PURGE[what], [district, columnOfInstant(before), limit]);
    return gone;
  },
});
