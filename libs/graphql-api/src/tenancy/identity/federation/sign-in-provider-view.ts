import { issuerOf, type ConfiguredSignIn, type OidcSettings, type PersonLink } from '@guicheng/application';
import { formatInstant, type Instant } from '@guicheng/kernel';

/** GraphQL value -> word of the application, for sign-in by other systems. */
export const FEDERATION_ENUMS = {
  SignInProtocol: { OIDC: 'oidc', CAS: 'cas' } satisfies Record<string, PersonLink['protocol']>,
  OidcClientAuthentication: {
    CLIENT_SECRET_BASIC: 'client_secret_basic',
    CLIENT_SECRET_POST: 'client_secret_post',
    PRIVATE_KEY_JWT: 'private_key_jwt',
  } satisfies Record<string, OidcSettings['authentication']>,
};

/** `SignInProvider` of the schema. */
export const signInProviderView = (district: string, { settings, revision, hasSecret, changedAt, disabledAt }: ConfiguredSignIn) => {
  const oidc = settings.protocol === 'oidc' ? settings : undefined;
  const path = `/sign-in/${settings.protocol}/${district}`;
  return {
    __typename: 'SignInProvider' as const,
    protocol: settings.protocol,
    revision,
    issuer: issuerOf(settings),
    clientId: oidc?.clientId ?? null,
    authentication: oidc?.authentication ?? null,
    scopes: oidc?.scopes ?? [],
    origins: oidc?.origins ?? [],
    userInfo: oidc?.userInfo ?? false,
    personClaim: settings.person,
    posts: settings.posts,
    hasSecret,
    startPath: `${path}/start`,
    callbackPath: `${path}/callback`,
    changedAt: formatInstant(changedAt as Instant),
    disabledAt: disabledAt === null ? null : formatInstant(disabledAt as Instant),
  };
};

/** `PersonLink` of the schema. */
export const personLinkView = ({ protocol, subject, personId }: PersonLink) => ({
  __typename: 'PersonLink' as const,
  protocol,
  subject,
  person: personId,
});
