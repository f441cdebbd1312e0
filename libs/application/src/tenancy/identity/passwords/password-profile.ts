const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Rules for passwords and sessions that a district chooses as a whole (口令策略). Times in ms. */
export interface PasswordProfile {
  readonly id: ProfileId;
  /** Code points at least. */
  readonly leastLength: number;
  /** Of upper case, lower case, digits and others, this many must occur; 0: no rule. */
  readonly leastKinds: number;
  /** A password older than this must be changed at sign-in; null: never for its age. */
  readonly longestAge: number | null;
  /** So many passwords before the present one may not come again. */
  readonly history: number;
  /** Failures in a row before sign-in pauses. */
  readonly failuresAllowed: number;
  /** A session ends when unused for so long. */
  readonly idleLimit: number;
  /** A session ends after so long, used or not. */
  readonly absoluteLimit: number;
}

/** The profiles by name: `djbh-3` 等保三级, `modern` NIST SP 800-63B-4 and OWASP ASVS 5.0. */
export const PROFILE_IDS = ['djbh-3', 'modern'] as const;
/** Name of a password profile, one of `PROFILE_IDS`. */
export type ProfileId = (typeof PROFILE_IDS)[number];

/**
 * GB/T 22239-2019, 8.1.4.1 (身份鉴别): a) asks for complexity and regular change of what is authenticated with, b) for a limit of failed sign-ins and the end of idle
 * sessions. It names no number: length 8, three kinds, 90 days, five failures and 30 minutes are what assessments are used to; a history of five
 * and twelve hours for a session are our choice.
 */
const DJBH_3: PasswordProfile = {
  id: 'djbh-3',
  leastLength: 8,
  leastKinds: 3,
  longestAge: 90 * DAY,
  history: 5,
  failuresAllowed: 5,
  idleLimit: 30 * MINUTE,
  absoluteLimit: 12 * HOUR,
};

/**
 * No composition and no age (NIST SP 800-63B-4 §3.1.1.2; ASVS 5.0 6.2.5, 6.2.10). Length: ASVS 6.2.1 demands 8 and recommends 15, NIST demands 15 of a password
 * alone and 8 beside a second factor; 12 lies between and is our choice. Failures: NIST §3.2.2 allows 100 in a row; five before the first pause is our choice.
 * Idle 1 h and absolute 24 h: what NIST §2.2.3 recommends at AAL2 at most; 12 h is our choice, a working day.
 */
const MODERN: PasswordProfile = {
  id: 'modern',
  leastLength: 12,
  leastKinds: 0,
  longestAge: null,
  history: 0,
  failuresAllowed: 5,
  idleLimit: HOUR,
  absoluteLimit: 12 * HOUR,
};

const PROFILES: Readonly<Record<ProfileId, PasswordProfile>> = { 'djbh-3': DJBH_3, modern: MODERN };

/** The profile of this name. */
export const profileOf = (id: ProfileId): PasswordProfile => PROFILES[id];

/** Of a district that chose none. */
export const DEFAULT_PROFILE: ProfileId = 'modern';
