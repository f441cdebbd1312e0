import { ok, type Result } from '@guicheng/kernel';
import { refuse, type SessionRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../../caller.ts';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { isOver } from './session-time.ts';

/** What the sessions of a caller are asked. */
export interface OwnSessions {
  /** Those that are not over, newest first; none of a client. */
  list(caller: Caller): Promise<readonly SessionRecord[]>;
  /** Ends the session that asks. */
  signOut(caller: Caller, trace: RequestTrace): Promise<Result<number, Problem[]>>;
  /** Ends all sessions of the caller, the asking one too; how many. */
  signOutEverywhere(caller: Caller, trace: RequestTrace): Promise<Result<number, Problem[]>>;
  /** Ends one of the caller's sessions; one of somebody else is answered like none. */
  endSession(caller: Caller, sessionId: string, trace: RequestTrace): Promise<Result<number, Problem[]>>;
}

const noSuchSession = problem('session-not-found', '/id', '没有这个会话，或已结束。', 'There is no such session, or it is over.');

/** The caller's own sessions: listed, and ended. */
export const ownSessionsWith = ({ database, clock }: Pick<IdentityParts, 'database' | 'clock'>): OwnSessions => {
  const change = (caller: Caller, { requestId, idempotency = null }: RequestTrace) => ({
    district: caller.district,
    actor: actorOf(caller),
    requestId,
    at: clock.now(),
    idempotency,
  });
  const end = async (caller: Caller, sessionId: string, reason: 'signed-out' | 'revoked', trace: RequestTrace) => {
    const under = change(caller, trace);
    return database.change<number>(under, async ({ sessions }) => {
      const session = await sessions.byId(sessionId);
      if (session?.personId !== caller.id || !(await sessions.end(sessionId, under.at, reason))) return refuse(noSuchSession);
      const action = reason === 'revoked' ? 'session.revoke' : 'session.sign-out';
      return { kind: 'done', value: 1, audit: { action, subjectKind: 'session', subjectId: sessionId, details: {} } };
    });
  };
  return {
    list: async ({ district, kind, id }) => {
      if (kind !== 'person') return [];
      const at = clock.now();
      const open = await database.inDistrict(district, ({ sessions }) => sessions.ofPerson(id));
      return open.filter((session) => !isOver(session, at));
    },
    signOut: async (caller, trace) => (caller.sessionId === null ? ok(0) : end(caller, caller.sessionId, 'signed-out', trace)),
    signOutEverywhere: (caller, trace) => {
      const under = change(caller, trace);
      return database.change<number>(under, async ({ sessions }) => {
        const ended = await sessions.endAllOf(caller.id, under.at, 'signed-out');
        const audit = { action: 'session.sign-out-everywhere', subjectKind: 'person', subjectId: caller.id, details: { sessions: ended } };
        return { kind: 'done', value: ended, audit };
      });
    },
    endSession: (caller, sessionId, trace) => end(caller, sessionId, 'revoked', trace),
  };
};
