import { accessTokenAuthenticator, apiKeyAuthenticator } from '../../integration/clients/client-authenticators.ts';
import { authenticateWith, type Authenticator } from './credentials/authenticate.ts';
import { chooseProfileWith } from './accounts/choose-profile.ts';
import { disableAccountWith } from './accounts/disable-account.ts';
import { describeCallerWith } from './accounts/describe-caller.ts';
import { changePasswordWith } from './accounts/change-password.ts';
import { acceptInvitationWith } from './invitations/accept-invitation.ts';
import { inviteFirstAdminWith } from './invitations/invite-first-admin.ts';
import { invitePersonWith } from './invitations/invite-person.ts';
import { showLinkWith } from './invitations/one-time-link.ts';
import { setupWith } from './invitations/setup.ts';
import type { IdentityParts } from './identity-parts.ts';
import { resetSecondFactorWith } from './second-factor/reset-second-factor.ts';
import { secondFactorWith } from './second-factor/second-factor.ts';
import { ownSessionsWith } from './sessions/own-sessions.ts';
import { sessionAuthenticator } from './sessions/session-authenticator.ts';
import { signInWith } from './sign-in/sign-in.ts';

/** Every kind of credential that is taken, named here by hand. */
const authenticatorsOf = (parts: IdentityParts): readonly Authenticator[] => [
  sessionAuthenticator(parts),
  apiKeyAuthenticator(parts.database),
  accessTokenAuthenticator(parts.database),
];

/** Who somebody is: every use case of identity, named here by hand. */
export const createIdentity = (parts: IdentityParts) => ({
  authenticate: authenticateWith(authenticatorsOf(parts)),
  describe: describeCallerWith(parts),
  chooseProfile: chooseProfileWith(parts),
  disableAccount: disableAccountWith(parts),
  resetSecondFactor: resetSecondFactorWith(parts),
  setup: setupWith(parts),
  invitePerson: invitePersonWith(parts),
  inviteFirstAdmin: inviteFirstAdminWith(parts),
  showLink: showLinkWith(parts.database, () => parts.clock.now()),
  acceptInvitation: acceptInvitationWith(parts),
  signIn: signInWith(parts),
  sessions: ownSessionsWith(parts),
  changePassword: changePasswordWith(parts),
  secondFactor: secondFactorWith(parts),
});

/** The use cases of identity, wired. */
export type Identity = ReturnType<typeof createIdentity>;
