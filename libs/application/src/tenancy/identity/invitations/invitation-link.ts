import { uuidV7, type Instant } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import { credentialDigest, newCredentialToken } from '../credentials/credential-token.ts';

/** Prefix of the tokens of one-time links. */
export const LINK_PREFIX = 'gcl';

const HOUR = 3_600_000;
/** How long an invitation can be used, ms; our choice: a working week to answer it. */
export const INVITATION_LIFE = 7 * 24 * HOUR;
/** The same of the link of a first start; our choice: a day to set up what was just installed. */
export const SETUP_LIFE = 24 * HOUR;

/** A link that was made; the token is shown once and not kept. */
export interface IssuedLink {
  readonly invitationId: string;
  readonly token: string;
  readonly expiresAt: Instant;
}

/** The page that uses one-time links; the token stands behind `#`, which browsers send to no server. */
export const linkPath = (token: string): string => `/setup#${token}`;

/** Which link is to be made. */
interface LinkRequest {
  readonly district: string;
  /** Null: for setting up. */
  readonly personId: string | null;
  /** Id of the person who makes it; null: none. */
  readonly issuedBy: string | null;
  readonly at: Instant;
}

/** Makes a one-time link and takes the earlier ones for the same person (null: for setting up) back. Within the caller's transaction, which audits it. */
export const issueLink = async (
  { invitations }: Pick<DistrictRepositories, 'invitations'>,
  { district, personId, issuedBy, at }: LinkRequest,
  random: RandomBytes,
): Promise<IssuedLink> => {
  await invitations.voidOpen(personId, at);
  const token = newCredentialToken(LINK_PREFIX, district, random);
  const invitationId = uuidV7(at, random(10));
  const expiresAt = (at + (personId === null ? SETUP_LIFE : INVITATION_LIFE)) as Instant;
  await invitations.insert({ invitationId, tokenDigest: credentialDigest(token), personId, issuedBy, createdAt: at, expiresAt });
  return { invitationId, token: token.text, expiresAt };
};
