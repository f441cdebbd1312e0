import { instantOf, type Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { testId } from '@guicheng/testing';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** An id of the district's own. */
const idIn = (district: string, place: string): string =>
  `00000000-0000-7000-${place}-${Buffer.from(district).toString('hex').padStart(12, '0').slice(-12)}`;

/** Of a person whom the organisation step made: an account with everything that hangs on it; the canary in each row that can hold one. */
export const identityStep = async (database: Database, district: string, canary: string): Promise<void> => {
  const [accountId, personId] = [idIn(district, '8001'), testId(district, 'auditor')];
  const change = {
    district,
    actor: { kind: 'system' as const, id: canary, onBehalfOf: null },
    requestId: canary,
    at: AT,
    idempotency: null,
  };
  await database.change(change, async ({ accounts, recoveryCodes, sessions, invitations, signInFailures, signInPolicy }) => {
    await accounts.insert({
      accountId,
      personId,
      login: canary,
      passwordHash: canary,
      passwordChangedAt: AT,
      totpSecret: canary,
      totpConfirmedAt: AT,
      totpLastStep: 1,
      createdAt: AT,
      disabledAt: null,
    });
    await accounts.keepFormerPassword(accountId, canary, AT);
    await recoveryCodes.replace(accountId, [canary], AT);
    await sessions.insert({
      sessionId: idIn(district, '8003'),
      personId,
      tokenDigest: canary,
      method: canary,
      client: canary,
      beganAt: AT,
      usedAt: AT,
      idleLimit: 1,
      endsAt: AT,
      steppedUpUntil: null,
      endedAt: null,
    });
    await invitations.insert({ invitationId: idIn(district, '8004'), tokenDigest: canary, personId, createdAt: AT, expiresAt: AT });
    await signInFailures.put(canary, { failures: 1, lastAt: AT, pausedUntil: null });
    await signInPolicy.choose('modern', AT);
    return { kind: 'done', value: null, audit: { action: 'account.create', subjectKind: 'account', subjectId: accountId, details: {} } };
  });
};
