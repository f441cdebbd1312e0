import type { Result } from '@guicheng/kernel';
import type { Change } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { IdentityParts } from '../identity-parts.ts';
import type { ProfileId } from '../passwords/password-profile.ts';

/** Chooses the district's rules for passwords and sessions; they hold from the next sign-in and the next new password on. */
export const chooseProfileWith =
  ({ database }: Pick<IdentityParts, 'database'>) =>
  (change: Change, profile: ProfileId): Promise<Result<ProfileId, Problem[]>> =>
    database.change<ProfileId>(change, async ({ signInPolicy }) => {
      await signInPolicy.choose(profile, change.at);
      const audit = { action: 'sign-in-policy.choose', subjectKind: 'district', subjectId: change.district, details: { profile } };
      return { kind: 'done', value: profile, audit };
    });
