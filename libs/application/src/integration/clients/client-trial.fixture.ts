import { randomBytes } from 'node:crypto';
import { civilDateOf, type CivilDate, type Clock, type Instant, type Result } from '@guicheng/kernel';
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

/** Opens the district `east` with a unit. */
export const openEast = async (database: Database): Promise<void> => {
  const at = START as Instant;
  const days = { from: civilDateOf(2020, 1, 1) as CivilDate, to: null, recordedAt: at };
  const change = {
    district: 'east',
    actor: { kind: 'system', id: 'tests', onBehalfOf: null },
    requestId: 'r',
    at,
    idempotency: null,
  } as const;
  await database.change<null>(change, async ({ districts, units }) => {
    await districts.open('东区', at);
    const period = { periodId: '019ac0de-0000-7000-8000-0000000000ab', unitId: UNIT, nameZh: '大数据局', parentUnitId: null, ...days };
    await units.add({ unitId: UNIT, code: 'clients', kind: 'department', recordedAt: at }, period);
    return { kind: 'done', value: null, audit: { action: 'test.prepare', subjectKind: 'district', subjectId: 'east', details: {} } };
  });
};

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
