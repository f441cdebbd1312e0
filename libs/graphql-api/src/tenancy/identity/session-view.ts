import type { SessionRecord } from '@guicheng/persistence';
import { formatInstant } from '@guicheng/kernel';

/** `Session` of the schema. */
export const sessionView = (session: SessionRecord, currentId: string | null) => ({
  id: session.sessionId,
  method: session.method,
  client: session.client,
  beganAt: formatInstant(session.beganAt),
  usedAt: formatInstant(session.usedAt),
  endsAt: formatInstant(session.endsAt),
  current: session.sessionId === currentId,
  steppedUpUntil: session.steppedUpUntil === null ? null : formatInstant(session.steppedUpUntil),
});
