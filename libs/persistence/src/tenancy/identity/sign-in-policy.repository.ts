import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnOfInstant } from '../../instant-column.ts';
import { SignInPolicyEntity } from './sign-in-policy.entity.ts';

/** Which rules for passwords and sessions the unit of work's district chose. */
export interface SignInPolicyRepository {
  /** Name of the profile that was chosen last; undefined: none was. */
  profile(): Promise<string | undefined>;
  choose(profile: string, at: Instant): Promise<void>;
}

/** The choice that a transaction with a tenant can see. */
export const signInPolicyRepository = (manager: EntityManager, district: string): SignInPolicyRepository => ({
  profile: async () => (await manager.findOne(SignInPolicyEntity, { where: { district }, order: { chosenAt: 'DESC' } }))?.profile,
  choose: async (profile, at) => {
    await manager.insert(SignInPolicyEntity, { district, profile, chosenAt: columnOfInstant(at) });
  },
});
