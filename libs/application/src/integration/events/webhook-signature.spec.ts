import { randomBytes } from 'node:crypto';
import { instantOf, type Instant } from '@guicheng/kernel';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newWebhookSecret, webhookHeaders, webhookSignature } from './webhook-signature.ts';

const NOW = instantOf(Date.UTC(2026, 10, 26)) as Instant;

// The library checks timestamps against the machine's clock.
beforeAll(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

describe('the signature of a message', () => {
  it('is that of the published vector (Standard Webhooks, spec and reference tests)', () => {
    expect(
      webhookSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}'),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is accepted by the reference library, whatever the body', () => {
    fc.assert(
      fc.property(fc.json(), fc.uuid(), (body, id) => {
        const secret = newWebhookSecret(randomBytes);
        expect(new Webhook(secret).verify(body, { ...webhookHeaders([secret], { id, at: NOW, body }) })).toEqual(JSON.parse(body));
      }),
      { numRuns: 200 },
    );
  });

  it('is refused by the reference library when body, id or time is another', () => {
    const secret = newWebhookSecret(randomBytes);
    const headers = webhookHeaders([secret], { id: 'a', at: NOW, body: '{"a":1}' });
    const verify = (body: string, over: object) => () => new Webhook(secret).verify(body, { ...headers, ...over });
    expect(verify('{"a":1}', {})()).toEqual({ a: 1 });
    expect(verify('{"a":2}', {})).toThrow();
    expect(verify('{"a":1}', { 'webhook-id': 'b' })).toThrow();
    expect(verify('{"a":1}', { 'webhook-timestamp': String(Math.floor(NOW / 1_000) - 1) })).toThrow();
  });

  it('is given under both secrets while one replaces the other', () => {
    const [old, fresh, none] = [newWebhookSecret(randomBytes), newWebhookSecret(randomBytes), newWebhookSecret(randomBytes)] as const;
    const headers = { ...webhookHeaders([fresh, old], { id: 'a', at: NOW, body: '{}' }) };
    for (const secret of [old, fresh]) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(none).verify('{}', headers)).toThrow();
  });
});
