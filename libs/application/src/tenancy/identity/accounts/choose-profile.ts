import { civilDateAt, type Result } from '@guicheng/kernel';
import { refuse, type Change } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { dutyRefused } from '../../organisation/duties.ts';
import type { IdentityParts } from '../identity-parts.ts';
import type { ProfileId } from '../passwords/password-profile.ts';

/** Chooses the district's rules for passwords and sessions; they hold from the next sign-in and the next new password on. */
export const chooseProfileWith =
  ({ database }: Pick<IdentityParts, 'database'>) =>
  (caller: Caller, change: Change, profile: ProfileId): Promise<Result<ProfileId, Problem[]>> =>
    database.change<ProfileId>(change, async ({ signInPolicy, posts, units }) => {
      await units.hold();
      const refusal = await dutyRefused({ posts }, caller, 'sign-in-rules', civilDateAt(change.at));
      if (refusal !== undefined) return refuse(refusal);
      await signInPolicy.choose(profile, change.at);
      const audit = { action: 'sign-in-policy.choose', subjectKind: 'district', subjectId: change.district, details: { profile } };
      return { kind: 'done', value: profile, audit };
    });
