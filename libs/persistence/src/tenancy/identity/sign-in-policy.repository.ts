import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnOfInstant } from '../../instant-column.ts';
import { SignInPolicyEntity } from './sign-in-policy.entity.ts';

/** Which rules for passwords and sessions the unit of work's district chose. */
export interface SignInPolicyRepository {
  /** Name of the profile that was chosen last; undefined: none was. */
  profile(): Promise<string | undefined>;
  /** Counts from now on, also where another was chosen in the same millisecond; the organisation is to be held meanwhile. */
  choose(profile: string, at: Instant): Promise<void>;
}

/** The choice that a transaction with a tenant can see. */
export const signInPolicyRepository = (manager: EntityManager, district: string): SignInPolicyRepository => {
  const latest = () => manager.findOne(SignInPolicyEntity, { where: { district }, order: { chosenAt: 'DESC' } });
  return {
    profile: async () => (await latest())?.profile,
    choose: async (profile, at) => {
      const last = await latest();
      const chosenAt = new Date(Math.max(columnOfInstant(at).getTime(), (last?.chosenAt.getTime() ?? 0) + 1));
      await manager.insert(SignInPolicyEntity, { district, profile, chosenAt });
    },
  };
};
