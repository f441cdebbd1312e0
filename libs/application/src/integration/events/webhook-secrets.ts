import type { Instant } from '@guicheng/kernel';
import type { EndpointRecord } from '@guicheng/persistence';
import type { SecretBox } from '../../tenancy/identity/secret-box.ts';

const ownerOf = (district: string, endpointId: string): string => `webhook ${district} ${endpointId}`;

/** A signing secret as it is kept. */
export const sealWebhookSecret = (box: SecretBox, district: string, endpointId: string, secret: string): string =>
  box.seal(Buffer.from(secret), ownerOf(district, endpointId));

/** The secrets that messages to an endpoint are signed with now: the present one first, and the former one while it is still good. */
export const signingSecrets = (box: SecretBox, district: string, endpoint: EndpointRecord, now: Instant): readonly string[] => {
  const { endpointId, secretSealed, formerSecretSealed, formerSecretUntil } = endpoint;
  const open = (sealed: string): string => box.open(sealed, ownerOf(district, endpointId)).toString();
  const isGood = formerSecretSealed !== null && formerSecretUntil !== null && formerSecretUntil > now;
  return [open(secretSealed), ...(isGood ? [open(formerSecretSealed)] : [])];
};
