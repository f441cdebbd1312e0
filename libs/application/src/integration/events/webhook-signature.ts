import { createHmac } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import type { RandomBytes } from '../../audit/receipt-book.ts';

/** What a signing secret begins with (Standard Webhooks 1.0). */
const PREFIX = 'whsec_';
/** Within the 24 to 64 bytes that Standard Webhooks asks for. */
const SECRET_BYTES = 32;

/** A new signing secret, `whsec_` and 32 random bytes in base64. */
export const newWebhookSecret = (random: RandomBytes): string => `${PREFIX}${Buffer.from(random(SECRET_BYTES)).toString('base64')}`;

/** The signature of a message under one secret: `v1,` and HMAC-SHA-256 over `<id>.<seconds>.<body>` in base64. */
export const webhookSignature = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(`${id}.${seconds}.${body}`)
    .digest('base64')}`;

/** Headers of a message; under several secrets while one replaces another, so that receivers may know either. */
export const webhookHeaders = (
  secrets: readonly string[],
  message: { readonly id: string; readonly at: Instant; readonly body: string },
): Readonly<Record<string, string>> => {
  const seconds = Math.floor(message.at / 1_000);
  return {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => webhookSignature(secret, message.id, seconds, message.body)).join(' '),
  };
};
