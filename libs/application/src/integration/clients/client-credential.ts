import { uuidV7, type Instant } from '@guicheng/kernel';
import type { ClientCredentialRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import { credentialDigest, newCredentialToken } from '../../tenancy/identity/credentials/credential-token.ts';

/** Prefix of the text, by kind. Leaked ones are found by `gc[a-z]_[a-z0-9-]+_[0-9A-Za-z]{49}`. */
export const CREDENTIAL_PREFIX = { 'api-key': 'gck', 'client-secret': 'gcc' } as const;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The longest that a credential lasts, days: what nobody looks at for a year is better asked for again; our choice. */
const MOST_DAYS = 365;
/** The longest that the old one counts beside the new one, hours: a week. */
const MOST_OVERLAP_HOURS = 7 * 24;
/** Credentials of a client that count at a time; our choice. */
export const MOST_CREDENTIALS = 20;

/** When a credential ends that is issued now, or why not. */
export const expiryAfter = (at: Instant, days: number): Instant | Problem =>
  Number.isInteger(days) && days >= 1 && days <= MOST_DAYS
    ? ((at + days * DAY) as Instant)
    : problem(
        'validity-not-valid',
        '/days',
        `有效期应为 1 至 ${MOST_DAYS} 天的整数。`,
        `Valid for a whole number of days from 1 to ${MOST_DAYS}.`,
      );

/** Until when the old one counts beside the new one, or why not. */
export const overlapAfter = (at: Instant, hours: number): Instant | Problem =>
  Number.isInteger(hours) && hours >= 0 && hours <= MOST_OVERLAP_HOURS
    ? ((at + hours * HOUR) as Instant)
    : problem(
        'overlap-not-valid',
        '/overlapHours',
        `新旧并用时间应为 0 至 ${MOST_OVERLAP_HOURS} 小时的整数（不超过 7 天）。`,
        `The old one stays for a whole number of hours from 0 to ${MOST_OVERLAP_HOURS} (seven days).`,
      );

/** Whether it counts at an instant. */
export const isCounting = ({ revokedAt, expiresAt }: ClientCredentialRecord, at: Instant): boolean => revokedAt === null && at < expiresAt;

/** What a new credential is of. */
export type CredentialTerms = Pick<ClientCredentialRecord, 'clientId' | 'kind' | 'scopes' | 'networks' | 'replaces' | 'expiresAt'>;

/** A new credential: what is kept, and the text that is shown once. */
export const newCredential = (
  district: string,
  terms: CredentialTerms,
  at: Instant,
  random: RandomBytes,
): { readonly record: ClientCredentialRecord; readonly text: string } => {
  const token = newCredentialToken(CREDENTIAL_PREFIX[terms.kind], district, random);
  const record = { ...terms, credentialId: uuidV7(at, random(10)), digest: credentialDigest(token), issuedAt: at, revokedAt: null };
  return { record, text: token.text };
};

/** What is shown of a credential's digest, so that one that was found somewhere can be told: the first 12 hex digits of the SHA-256 of its text. */
export const fingerprintOf = ({ digest }: Pick<ClientCredentialRecord, 'digest'>): string => digest.slice(0, 12);
