import { uuidV7, type Instant } from '@guicheng/kernel';
import type { DistrictRepositories, SessionRecord } from '@guicheng/persistence';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import { credentialDigest, newCredentialToken, parseCredentialToken } from '../credentials/credential-token.ts';
import type { PasswordProfile } from '../passwords/password-profile.ts';

/** Prefix of the tokens of sessions. */
export const SESSION_PREFIX = 'gcs';
/** What is kept of the name that a client gives itself, characters. */
const LONGEST_CLIENT = 200;

/** Who begins a session, and how. */
export interface Opening {
  readonly district: string;
  readonly personId: string;
  /** What proved who it is: `password`, or the protocol of another system. */
  readonly method: string;
  /** What the client calls itself. */
  readonly client: string;
  readonly at: Instant;
  /** Whether a second factor was given along. */
  readonly steppedUpUntil: Instant | null;
  /** The token that came with the request; its session ends: nobody goes on in one that was begun before (ASVS 5.0 7.2.4). */
  readonly replaces: string | null;
}

/** A session that has begun; the token is not kept anywhere. */
export interface OpenedSession {
  readonly token: string;
  readonly session: SessionRecord;
}

/** Begins a session, always under a new token. Within the caller's transaction, which has the district as its tenant and audits it. */
export const openSession = async (
  { sessions }: Pick<DistrictRepositories, 'sessions'>,
  { district, replaces, at, client, ...opening }: Opening,
  { idleLimit, absoluteLimit }: Pick<PasswordProfile, 'idleLimit' | 'absoluteLimit'>,
  random: RandomBytes,
): Promise<OpenedSession> => {
  const before = replaces === null ? undefined : parseCredentialToken(replaces);
  if (before?.district === district) {
    const replaced = await sessions.byDigest(credentialDigest(before));
    if (replaced?.personId === opening.personId) await sessions.end(replaced.sessionId, at, 'replaced');
  }
  const token = newCredentialToken(SESSION_PREFIX, district, random);
  const session: SessionRecord = {
    ...opening,
    sessionId: uuidV7(at, random(10)),
    tokenDigest: credentialDigest(token),
    client: client.slice(0, LONGEST_CLIENT),
    beganAt: at,
    usedAt: at,
    idleLimit,
    endsAt: (at + absoluteLimit) as Instant,
    endedAt: null,
  };
  await sessions.insert(session);
  return { token: token.text, session };
};
