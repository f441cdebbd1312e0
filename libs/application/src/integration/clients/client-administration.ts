import { civilDateAt, err, type Instant, type Result } from '@guicheng/kernel';
import { refuse, type ChangeResult, type Database, type DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, postWith, type Caller, type Role } from '../../tenancy/caller.ts';
import { DUTIES, dutyPost, UNTIL_APPOINTED, type DutyName } from '../../tenancy/organisation/duties.ts';
import type { MutationTrace } from './client-parts.ts';

/** Who may look at API clients and at how people sign in (区县管理员, 系统管理员, 安全管理员). */
const ADMINISTRATORS: readonly Role[] = ['district-admin', 'system-administrator', 'security-administrator'];

/** The caller holds no post that may do this. */
export const notPermitted: Problem = problem(
  'not-permitted',
  '',
  '您的岗位无权执行此操作：需区县管理员、系统管理员或安全管理员。',
  'None of your posts may do this: it takes a district, system or security administrator.',
);
/** The second factor was not given, or too long ago. */
const stepUpNeeded: Problem = problem(
  'step-up-required',
  '',
  '此操作须先以动态口令再次验证身份，验证后请重试。',
  'This takes the second factor again: give it, then repeat the request.',
);

/** Whether the caller may look; the second factor is not asked for. */
export const mayAdminister = (caller: Caller): boolean => caller.kind === 'person' && postWith(caller, ADMINISTRATORS) !== undefined;

/** In what an administrator does something. */
export interface Administration {
  readonly database: Database;
  readonly caller: Caller;
  readonly duty: DutyName;
  readonly trace: MutationTrace;
  readonly at: Instant;
}

/**
 * Carries out a mutation that is an administrator's duty (三权分立); the audit chain has it in the post that let them. Refusals: `not-permitted`, `step-up-required`,
 * `duties-separated`, and what `work` refuses.
 */
export const administer = async <T>(
  { database, caller, duty, trace, at }: Administration,
  work: (repositories: DistrictRepositories) => Promise<ChangeResult<T>>,
): Promise<Result<T, Problem[]>> => {
  if (caller.kind !== 'person' || postWith(caller, [DUTIES[duty].administrator, ...UNTIL_APPOINTED]) === undefined)
    return err([notPermitted]);
  if (caller.steppedUpUntil === null || at >= caller.steppedUpUntil) return err([stepUpNeeded]);
  return database.change<T>({ district: caller.district, actor: actorOf(caller), ...trace, at }, async (repositories) => {
    // Of two at once the second begins with what the first left, such as the revision of settings.
    await repositories.units.hold();
    const post = await dutyPost(repositories, caller, duty, civilDateAt(at));
    if (!post.ok) return refuse(post.error);
    const result = await work(repositories);
    return result.kind === 'done' ? { ...result, audit: { ...result.audit, onBehalfOf: post.value.onBehalfOf } } : result;
  });
};
