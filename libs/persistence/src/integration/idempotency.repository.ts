import { problem, type Problem } from '@guicheng/policy-model';
import type { EntityManager } from 'typeorm';
import { prepared } from '../prepared-statements.ts';
import type { Change } from '../tenancy/change.ts';

/** Whether a request is new, was answered, or must not be carried out. */
export type Repetition =
  | { readonly kind: 'new' }
  | { readonly kind: 'answered'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The keys that the callers of the unit of work's district gave; answers are kept under them with the audit entry. */
export interface IdempotencyRepository {
  /** Looks the key up and holds it until the transaction ends. Refusals: `idempotency-in-flight`, `idempotency-key-reused`, `idempotency-key-not-valid`. */
  begin(change: Change): Promise<Repetition>;
}

/** As the table has it; and nothing that PostgreSQL cannot hold. */
const LONGEST_KEY = 255;
const UNSTORABLE = /[\u0000\p{Cs}]/u;

const notValid = problem(
  'idempotency-key-not-valid',
  '/idempotencyKey',
  `幂等键应为 1 至 ${LONGEST_KEY} 个字符，例如一个 UUID。`,
  `An idempotency key has 1 to ${LONGEST_KEY} characters, e.g. those of a UUID.`,
);
const inFlight = problem(
  'idempotency-in-flight',
  '/idempotencyKey',
  '带同一幂等键的请求正在处理，尚无结果：请稍后以同一键重试。',
  'A request with this idempotency key is being carried out: try again with the same key later.',
);
const reused = problem(
  'idempotency-key-reused',
  '/idempotencyKey',
  '该幂等键已用于内容不同的请求：重试须内容相同，新的请求请换新键。',
  'This idempotency key was used for another request: repeat that one unchanged, or give a new key.',
);

const HOLD = prepared('hold-key', 'select free, request_digest, value from guicheng_hold_key($1, $2, $3)');

/** A key as the database holds it; without a value: nothing was answered under it. */
interface HeldKey {
  readonly free: boolean;
  readonly request_digest: string | null;
  readonly value: string | null;
}

/** The keys that a transaction with a tenant can see. */
export const idempotencyRepository = (manager: EntityManager): IdempotencyRepository => ({
  begin: async ({ district, actor, idempotency }) => {
    if (idempotency === null) return { kind: 'new' };
    const { key, requestDigest } = idempotency;
    if (key === '' || [...key].length > LONGEST_KEY || UNSTORABLE.test(key)) return { kind: 'refused', problem: notValid };
    const [held] = await manager.query<[HeldKey]>(HOLD, [district, actor.id, key]);
    if (!held.free) return { kind: 'refused', problem: inFlight };
    if (held.value === null) return { kind: 'new' };
    if (held.request_digest !== requestDigest) return { kind: 'refused', problem: reused };
    return { kind: 'answered', value: JSON.parse(held.value) as unknown };
  },
});
