import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import { ROLES, type Role } from '../caller.ts';
import { UNTIL_APPOINTED } from './duties.ts';
import { isApart } from './role-rules.ts';

const APART: readonly Role[] = ROLES.filter(isApart);

/**
 * The roles whose holders nobody becomes who administers accounts or sign-in (三权分立): 三员, and, while one of them holds a post, the administrators whose duties
 * they took over. Until then one administrator holds all of these duties anyway.
 */
export async function guardedRoles({ posts }: Pick<DistrictRepositories, 'posts'>, day: CivilDate): Promise<readonly Role[]> {
  return (await posts.isHeld(APART, { from: day, to: day })) ? [...APART, ...UNTIL_APPOINTED] : APART;
}

/** Whether a person acts in a guarded role on this day or a later one, be it for somebody else. */
export async function isGuarded(repositories: Pick<DistrictRepositories, 'posts'>, personId: string, day: CivilDate): Promise<boolean> {
  const held = await repositories.posts.heldBy([personId], { from: day, to: null });
  if (held.length === 0) return false;
  const guarded = await guardedRoles(repositories, day);
  return held.some(({ role }) => guarded.some((one) => one === role));
}
