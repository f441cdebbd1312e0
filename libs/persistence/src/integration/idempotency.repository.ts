import { isStorable } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { EntityManager } from 'typeorm';
import { prepared } from '../prepared-statements.ts';
import type { Change } from '../tenancy/change.ts';
import { CLOSED, DistrictClosed } from '../tenancy/district-closed.ts';
import type { TenantSettings } from '../tenancy/tenants.ts';

/** Whether a request is new, was answered, or must not be carried out. */
export type Repetition =
  | { readonly kind: 'new' }
  | { readonly kind: 'answered'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The keys that callers gave; answers are kept under them with the audit entry. */
export interface IdempotencyRepository {
  /**
   * Makes the district the tenant of the transaction, looks the key up and holds it until the transaction ends, in one statement. Refusals: `idempotency-in-flight`,
   * `idempotency-key-reused`, `idempotency-key-not-valid`. Throws `DistrictClosed`.
   */
  begin(change: Change, settings: TenantSettings): Promise<Repetition>;
}

/** As the table has it; and nothing that PostgreSQL cannot hold. */
const LONGEST_KEY = 255;

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

const BEGIN = prepared('begin-change', `select free, request_digest, value, ${CLOSED} from guicheng_begin_change($1, $2, $3, $4, $5)`);

/** A key as the database holds it; without a value: nothing was answered under it. */
interface HeldKey {
  /** Null: no key was given. */
  readonly free: boolean | null;
  readonly request_digest: string | null;
  readonly value: string | null;
  /** The district was closed. */
  readonly closed: boolean;
}

const isValid = (key: string): boolean => key !== '' && [...key].length <= LONGEST_KEY && isStorable(key);

/** The keys of the transaction's district. */
export const idempotencyRepository = (manager: EntityManager): IdempotencyRepository => ({
  begin: async ({ actor, idempotency }, { district, pass, timeout }) => {
    if (idempotency !== null && !isValid(idempotency.key)) return { kind: 'refused', problem: notValid };
    const [held] = await manager.query<[HeldKey]>(BEGIN, [district, pass, timeout, actor.id, idempotency?.key ?? null]);
    if (held.closed) throw new DistrictClosed(district);
    if (held.free === false) return { kind: 'refused', problem: inFlight };
    if (held.value === null) return { kind: 'new' };
    if (held.request_digest !== idempotency?.requestDigest) return { kind: 'refused', problem: reused };
    return { kind: 'answered', value: JSON.parse(held.value) as unknown };
  },
});
