import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import { base32 } from './base32.ts';

/** How many are made at a time; our choice. */
export const RECOVERY_CODES = 10;
/** 120 bits: OWASP ASVS 5.0 6.5.2 lets secrets of 112 bits or more be stored under a plain hash. */
const CODE_BYTES = 15;
const FORM = /^[A-Z2-7]{24}$/;

const normalised = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '');

/** Ten codes for the day on which the phone is lost, `ABCD-EFGH-IJKL-MNOP-QRST-UVWX`; each is of use once. */
export const newRecoveryCodes = (random: RandomBytes): readonly string[] =>
  Array.from({ length: RECOVERY_CODES }, () => base32(random(CODE_BYTES)).match(/.{4}/g)!.join('-'));

/** Whether a text has the form of a recovery code, written with or without its strokes; codes of the app have another. */
export const isRecoveryCode = (code: string): boolean => FORM.test(normalised(code));

/** What is stored of a recovery code: SHA-256 of account and code, in hex. */
export const recoveryDigest = (accountId: string, code: string): string =>
  createHash('sha256')
    .update(`${accountId}\n${normalised(code)}`)
    .digest('hex');
