import type { Instant } from '@guicheng/kernel';
import { IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { isUuid } from '../../uuid-column.ts';
import { SessionEntity } from './session.entity.ts';

/** Why a session ended, other than by time. */
export type SessionEnd =
  | 'signed-out'
  | 'revoked'
  | 'replaced'
  | 'password-changed'
  | 'account-disabled'
  | 'second-factor-changed'
  | 'district-closed'
  | 'restored';

/** A session, as it is kept. */
export interface SessionRecord {
  /** UUID. */
  readonly sessionId: string;
  readonly personId: string;
  /** SHA-256 of the token, hex. */
  readonly tokenDigest: string;
  /** What proved who it is: `password`, or the protocol of another system. */
  readonly method: string;
  readonly client: string;
  readonly beganAt: Instant;
  readonly usedAt: Instant;
  /** Milliseconds. */
  readonly idleLimit: number;
  readonly endsAt: Instant;
  readonly steppedUpUntil: Instant | null;
  readonly endedAt: Instant | null;
}

/** The sessions of the unit of work's district. */
export interface SessionRepository {
  insert(session: SessionRecord): Promise<void>;
  byDigest(tokenDigest: string): Promise<SessionRecord | undefined>;
  byId(sessionId: string): Promise<SessionRecord | undefined>;
  /** A person's sessions that were not ended, newest first; those whose time is over among them. */
  ofPerson(personId: string): Promise<readonly SessionRecord[]>;
  touch(sessionId: string, at: Instant): Promise<void>;
  stepUp(sessionId: string, until: Instant | null): Promise<void>;
  /** Ends one; false: it was ended before, or there is none. */
  end(sessionId: string, at: Instant, reason: SessionEnd): Promise<boolean>;
  /** Ends all of a person's, but for `except`; how many. */
  endAllOf(personId: string, at: Instant, reason: SessionEnd, except?: string): Promise<number>;
  /** Ends all of the district's; how many. */
  endAll(at: Instant, reason: SessionEnd): Promise<number>;
}

const recordOf = (row: SessionEntity): SessionRecord => ({
  sessionId: row.sessionId,
  personId: row.personId,
  tokenDigest: row.tokenDigest,
  method: row.method,
  client: row.client,
  beganAt: instantOfColumn(row.beganAt),
  usedAt: instantOfColumn(row.usedAt),
  idleLimit: row.idleLimit,
  endsAt: instantOfColumn(row.endsAt),
  steppedUpUntil: row.steppedUpUntil === null ? null : instantOfColumn(row.steppedUpUntil),
  endedAt: row.endedAt === null ? null : instantOfColumn(row.endedAt),
});

/** The sessions that a transaction with a tenant can see. */
export const sessionRepository = (manager: EntityManager, district: string): SessionRepository => {
  const one = async (where: { readonly tokenDigest: string } | { readonly sessionId: string }): Promise<SessionRecord | undefined> => {
    const row = await manager.findOneBy(SessionEntity, { district, ...where });
    return row === null ? undefined : recordOf(row);
  };
  return {
    insert: async ({ beganAt, usedAt, endsAt, steppedUpUntil, endedAt: _, ...session }) => {
      await manager.insert(SessionEntity, {
        ...session,
        district,
        beganAt: columnOfInstant(beganAt),
        usedAt: columnOfInstant(usedAt),
        endsAt: columnOfInstant(endsAt),
        steppedUpUntil: steppedUpUntil === null ? null : columnOfInstant(steppedUpUntil),
      });
    },
    byDigest: (tokenDigest) => one({ tokenDigest }),
    byId: async (sessionId) => (isUuid(sessionId) ? one({ sessionId }) : undefined),
    ofPerson: async (personId) =>
      (await manager.find(SessionEntity, { where: { district, personId, endedAt: IsNull() }, order: { beganAt: 'DESC' } })).map(recordOf),
    touch: async (sessionId, at) => {
      await manager.update(SessionEntity, { district, sessionId }, { usedAt: columnOfInstant(at) });
    },
    stepUp: async (sessionId, until) => {
      await manager.update(SessionEntity, { district, sessionId }, { steppedUpUntil: until === null ? null : columnOfInstant(until) });
    },
    end: async (sessionId, at, endReason) => {
      const open = { district, sessionId, endedAt: IsNull() };
      return (await manager.update(SessionEntity, open, { endedAt: columnOfInstant(at), endReason })).affected === 1;
    },
    endAllOf: async (personId, at, endReason, except) => {
      const open = { district, personId, endedAt: IsNull(), ...(except === undefined ? {} : { sessionId: Not(except) }) };
      return (await manager.update(SessionEntity, open, { endedAt: columnOfInstant(at), endReason })).affected ?? 0;
    },
    endAll: async (at, endReason) =>
      (await manager.update(SessionEntity, { district, endedAt: IsNull() }, { endedAt: columnOfInstant(at), endReason })).affected ?? 0,
  };
};
