import type { ProfileId } from '@guicheng/application';

/** GraphQL value -> word of the application, for identity. */
export const IDENTITY_ENUMS = {
  PasswordProfile: { DJBH_3: 'djbh-3', MODERN: 'modern' } satisfies Record<string, ProfileId>,
  TokenDelivery: { COOKIE: 'cookie', ANSWER: 'answer' },
};
