import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import type { CallerPost } from '../../caller.ts';
import { guardedRoles } from '../../organisation/guarded-roles.ts';

/**
 * The posts that a session lets its person act in. Who signed in by another system acts in no guarded role: whoever configures that system or links people to it would
 * otherwise act as who appoints or audits.
 */
export async function postsOfSession(
  repositories: Pick<DistrictRepositories, 'posts'>,
  method: string,
  held: readonly CallerPost[],
  day: CivilDate,
): Promise<readonly CallerPost[]> {
  if (method === 'password' || held.length === 0) return held;
  const guarded = await guardedRoles(repositories, day);
  return held.filter(({ role }) => !guarded.includes(role));
}
