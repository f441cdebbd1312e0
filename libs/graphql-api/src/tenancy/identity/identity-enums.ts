import type { LinkPurpose, ProfileId } from '@guicheng/application';

/** GraphQL value -> word of the application, for identity. */
export const IDENTITY_ENUMS = {
  PasswordProfile: { DJBH_3: 'djbh-3', MODERN: 'modern' } satisfies Record<string, ProfileId>,
  LinkPurpose: { SETUP: 'setup', NEW_ACCOUNT: 'new-account', NEW_PASSWORD: 'new-password' } satisfies Record<string, LinkPurpose>,
  TokenDelivery: { COOKIE: 'cookie', ANSWER: 'answer' },
};
