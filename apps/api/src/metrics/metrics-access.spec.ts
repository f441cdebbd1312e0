import { describe, expect, it } from 'vitest';
import { metricsRefusal } from './metrics-access.ts';

const TOKEN = 'a-token-of-forty-characters-or-so-1234567';
const codeOf = (token: string | null, over: Partial<Parameters<typeof metricsRefusal>[1]>): string | undefined =>
  metricsRefusal(token, { authorization: undefined, address: '127.0.0.1', isForwarded: false, ...over })?.code;

describe('metrics', () => {
  it.each([
    ['this machine', '127.0.0.1', false, undefined],
    ['this machine over IPv6', '::1', false, undefined],
    ['this machine, IPv4 in IPv6', '::ffff:127.0.0.1', false, undefined],
    ['another one', '10.0.0.7', false, 'metrics-local-only'],
    ['somebody behind a proxy on this machine', '127.0.0.1', true, 'metrics-local-only'],
    ['somebody whom a named proxy names', '203.0.113.9', true, 'metrics-local-only'],
    ['nowhere', '', false, 'metrics-local-only'],
  ])('without a token are for this machine alone: %s', (_, address, isForwarded, code) => {
    expect(codeOf(null, { address, isForwarded })).toBe(code);
    expect(codeOf(null, { address, isForwarded, authorization: `Bearer ${TOKEN}` })).toBe(code);
  });

  it.each([
    ['the token', `Bearer ${TOKEN}`, undefined],
    ['its scheme in small letters', `bearer ${TOKEN} `, undefined],
    ['none', undefined, 'metrics-token-required'],
    ['another', `Bearer ${TOKEN}x`, 'metrics-token-required'],
    ['a beginning of it', `Bearer ${TOKEN.slice(0, -1)}`, 'metrics-token-required'],
    ['another scheme', `Basic ${TOKEN}`, 'metrics-token-required'],
    ['nothing behind the scheme', 'Bearer ', 'metrics-token-required'],
  ])('with a token are for whoever shows it, from wherever, and for nobody else: %s', (_, authorization, code) => {
    for (const address of ['127.0.0.1', '203.0.113.9'])
      expect(codeOf(TOKEN, { address, authorization, isForwarded: address !== '127.0.0.1' })).toBe(code);
  });
});
