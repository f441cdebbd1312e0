import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import type { CallerPost, Role } from '../caller.ts';

/**
 * What a person may act in on a day (当日任职), as a caller carries it: own posts first, then those of people who are away (委托代理). Nothing for somebody
 * whom the district does not have, or not on that day.
 */
export async function postsOn({ posts }: DistrictRepositories, personId: string, day: CivilDate): Promise<CallerPost[]> {
  const held = new Map<string, CallerPost>();
  for (const { role, unitId, onBehalfOf } of await posts.heldOn(personId, day))
    // The database knows no other role; one post may be delegated both alone and with all others.
    held.set(JSON.stringify([role, unitId, onBehalfOf]), { role: role as Role, unit: unitId, onBehalfOf });
  return [...held.values()];
}
