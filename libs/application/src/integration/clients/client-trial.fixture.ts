import { randomBytes } from 'node:crypto';
import type { Clock, Instant, Result } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import type { ClientParts, MutationTrace } from './client-parts.ts';
import type { NewClient } from './register-client.ts';

/** A clock that a test moves. */
export const movableClock = (start: number): Clock & { pass(milliseconds: number): void } => {
  let now = start;
  return { now: () => now as Instant, pass: (milliseconds) => void (now += milliseconds) };
};

export const UNIT = '019ac0de-0000-7000-8000-0000000000aa';
export const trace: MutationTrace = { requestId: 'r-1', idempotency: null };
export const START = Date.UTC(2026, 0, 5, 1, 0, 0);

export const partsOf = (database: Database, clock: Clock): ClientParts => ({ database, clock, random: randomBytes });

/** A district administrator who gave the second factor just now. */
export const administrator = (over: Partial<Caller> = {}): Caller => ({
  district: 'east',
  kind: 'person',
  id: 'p-admin',
  posts: [{ role: 'district-admin', unit: UNIT, onBehalfOf: null }],
  scopes: null,
  sessionId: 's-1',
  steppedUpUntil: (START + 400 * 86_400_000) as Instant,
  ...over,
});

export const newClient = (over: Partial<NewClient> = {}): NewClient => ({
  unitId: UNIT,
  name: '财政一体化接口',
  roles: ['applicant'],
  scopes: ['decide', 'projects.read'],
  networks: [],
  jwks: null,
  ...over,
});

/** The value; throws with the codes of the refusal. */
export const valueOf = <T>(result: Result<T, Problem[]>): T => {
  if (!result.ok) throw new Error(result.error.map(({ code }) => code).join(' '));
  return result.value;
};
export const codesOf = (result: Result<unknown, Problem[]>): readonly string[] => (result.ok ? [] : result.error.map(({ code }) => code));
