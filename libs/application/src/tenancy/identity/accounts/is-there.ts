import { civilDateAt, type Instant } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import { covers } from '../../organisation/refusals.ts';

/** Whether a person belongs to the district on the day: who has left neither signs in nor goes on. */
export const isThere = async ({ people }: Pick<DistrictRepositories, 'people'>, personId: string, at: Instant): Promise<boolean> => {
  const person = await people.byId(personId);
  const day = civilDateAt(at);
  return person !== undefined && covers(person, { from: day, to: day });
};
