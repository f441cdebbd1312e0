import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { Change } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, postWith, type Caller, type Role } from '../../tenancy/caller.ts';
import type { MutationTrace } from './client-parts.ts';

/** Who looks after API clients and how people sign in (区县管理员, 系统管理员). */
const ADMINISTRATORS: readonly Role[] = ['district-admin', 'system-administrator'];

/** The caller holds no post that may do this. */
export const notPermitted: Problem = problem(
  'not-permitted',
  '',
  '您的岗位无权执行此操作：需区县管理员或系统管理员。',
  'None of your posts may do this: it takes a district administrator or a system administrator.',
);
/** The second factor was not given, or too long ago. */
export const stepUpNeeded: Problem = problem(
  'step-up-required',
  '',
  '此操作须先以动态口令再次验证身份，验证后请重试。',
  'This takes the second factor again: give it, then repeat the request.',
);

/** Whether the caller may look; the second factor is not asked for. */
export const mayAdminister = (caller: Caller): boolean => caller.kind === 'person' && postWith(caller, ADMINISTRATORS) !== undefined;

/** What a mutation of an administrator is done under; refused to programs, to other posts and without a fresh second factor. */
export const administratorsChange = (caller: Caller, { requestId, idempotency }: MutationTrace, at: Instant): Result<Change, Problem[]> => {
  const post = caller.kind === 'person' ? postWith(caller, ADMINISTRATORS) : undefined;
  if (post === undefined) return err([notPermitted]);
  if (caller.steppedUpUntil === null || at >= caller.steppedUpUntil) return err([stepUpNeeded]);
  return ok({ district: caller.district, actor: actorOf(caller, post), requestId, at, idempotency });
};
