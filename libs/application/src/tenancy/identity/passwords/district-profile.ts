import type { DistrictRepositories } from '@guicheng/persistence';
import { DEFAULT_PROFILE, PROFILE_IDS, profileOf, type PasswordProfile } from './password-profile.ts';

/** The profile that the district of these repositories chose. */
export const districtProfile = async ({ signInPolicy }: Pick<DistrictRepositories, 'signInPolicy'>): Promise<PasswordProfile> => {
  const chosen = await signInPolicy.profile();
  return profileOf(PROFILE_IDS.find((id) => id === chosen) ?? DEFAULT_PROFILE);
};
