import type { SessionRecord } from '@guicheng/persistence';
import type { Caller } from '../../caller.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { districtProfile } from '../passwords/district-profile.ts';
import { toldReset, type ToldReset } from '../second-factor/told-reset.ts';
import type { ProfileId } from '../passwords/password-profile.ts';

/** What a caller may know of how they are signed in. */
export interface DescribedCaller {
  /** Null: there is no local account. */
  readonly account: {
    readonly login: string;
    readonly hasSecondFactor: boolean;
    readonly recoveryCodesLeft: number;
    /** The last time that somebody else took the second factor away; null: nobody ever did. */
    readonly secondFactorReset: ToldReset | null;
  } | null;
  /** Null: an API client. */
  readonly session: SessionRecord | null;
  readonly profile: ProfileId;
}

/** Describes the caller to themselves. */
export const describeCallerWith =
  ({ database }: Pick<IdentityParts, 'database'>) =>
  ({ district, kind, id, sessionId }: Caller): Promise<DescribedCaller> =>
    database.inDistrict(district, async (repositories) => {
      const { accounts, recoveryCodes, sessions } = repositories;
      const account = kind === 'person' ? await accounts.byPerson(id) : undefined;
      const session = sessionId === null ? undefined : await sessions.byId(sessionId);
      return {
        account:
          account === undefined
            ? null
            : {
                login: account.login,
                hasSecondFactor: account.totpConfirmedAt !== null,
                recoveryCodesLeft: await recoveryCodes.left(account.accountId),
                secondFactorReset: toldReset(account),
              },
        session: session ?? null,
        profile: (await districtProfile(repositories)).id,
      };
    });
