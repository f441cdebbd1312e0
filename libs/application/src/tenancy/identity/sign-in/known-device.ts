import type { RandomBytes } from '../../../audit/receipt-book.ts';
import type { SecretBox } from '../secret-box.ts';

const NONCE_BYTES = 16;
const FORM = /^([0-9a-f]{32})\.([0-9a-f]{64})$/;

const markOf = (box: SecretBox, district: string, login: string, nonce: string): string =>
  box.mark(`device\n${district}\n${login}\n${nonce}`);

/**
 * What a device is given after a sign-in, to be shown at the next: that somebody signed in here under this login. Its failures are counted by themselves, so that
 * strangers who try passwords keep the owner out of new devices only (OWASP, "Slow down online guessing attacks with device cookies"). Nothing is kept: the
 * mark can only be made with the deployment's key.
 */
export const deviceToken = (box: SecretBox, district: string, login: string, random: RandomBytes): string => {
  const nonce = Buffer.from(random(NONCE_BYTES)).toString('hex');
  return `${nonce}.${markOf(box, district, login, nonce)}`;
};

/** The device that a token proves for this login; null: none. */
const knownDevice = (box: SecretBox, district: string, login: string, token: string | null): string | null => {
  const [, nonce, mark] = FORM.exec(token ?? '') ?? [];
  return nonce !== undefined && markOf(box, district, login, nonce) === mark ? nonce : null;
};

/** Under what the failures of an attempt are counted: the login as anybody tries it, or as one known device does. */
export const attemptMark = (box: SecretBox, district: string, login: string, token: string | null): string =>
  box.mark(`attempt\n${district}\n${login}\n${knownDevice(box, district, login, token) ?? ''}`);
