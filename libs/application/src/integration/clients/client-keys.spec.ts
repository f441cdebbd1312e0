import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseClientKeys } from './client-keys.ts';

const jwk = (key: KeyObject, kid: string, more: object = {}): object => ({ ...key.export({ format: 'jwk' }), kid, ...more });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 });
const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });

const read = (keys: unknown): unknown => {
  const parsed = parseClientKeys(typeof keys === 'string' ? keys : JSON.stringify({ keys }), '/jwks');
  return parsed.ok ? JSON.parse(parsed.value) : parsed.error.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe('public keys of a client', () => {
  it('are kept as what verifies signatures and nothing else', () => {
    const kept = read([
      jwk(ec.publicKey, 'a', { alg: 'ES256', use: 'sig', x5u: 'https://elsewhere.example', note: 'x' }),
      jwk(ed.publicKey, 'b'),
      jwk(rsa.publicKey, 'c', { alg: 'PS256' }),
    ]) as { keys: object[] };
    expect(kept.keys.map((key) => Object.keys(key).sort().join(' '))).toEqual(['alg crv kid kty x y', 'crv kid kty x', 'alg e kid kty n']);
  });

  it('a private key is refused, and said to be one', () => {
    expect(read([jwk(ec.privateKey, 'a')])).toEqual(['key-is-private /jwks/keys/0']);
    expect(read([{ kty: 'oct', kid: 'a', k: 'c2VjcmV0' }])).toEqual(['key-is-private /jwks/keys/0']);
  });

  it.each<[string, unknown, string]>([
    ['RSA of 1024 bits', [jwk(weak.publicKey, 'a')], 'key-not-valid /jwks/keys/0'],
    ['another curve', [jwk(other.publicKey, 'a')], 'key-not-valid /jwks/keys/0'],
    ['a point that is on no curve', [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'a' }], 'key-not-valid /jwks/keys/0'],
    ['an algorithm of another type', [jwk(rsa.publicKey, 'a', { alg: 'ES256' })], 'key-not-valid /jwks/keys/0'],
    ['a shared secret as algorithm', [jwk(rsa.publicKey, 'a', { alg: 'HS256' })], 'key-not-valid /jwks/keys/0'],
    ['a key for encryption', [jwk(rsa.publicKey, 'a', { use: 'enc' })], 'key-not-valid /jwks/keys/0'],
    ['no kid', [{ ...ec.publicKey.export({ format: 'jwk' }) }], 'key-id-missing /jwks/keys/0/kid'],
    ['no key', ['x'], 'key-not-valid /jwks/keys/0'],
    ['two with one kid', [jwk(ec.publicKey, 'a'), jwk(ed.publicKey, 'a')], 'key-set-not-valid /jwks'],
    ['none', [], 'key-set-not-valid /jwks'],
    ['eleven', Array.from({ length: 11 }, (_, index) => jwk(ec.publicKey, String(index))), 'key-set-not-valid /jwks'],
    ['no JSON', '{', 'key-set-not-valid /jwks'],
    ['names twice', '{"keys":[],"keys":[]}', 'key-set-not-valid /jwks'],
    ['another type of object', 'null', 'key-set-not-valid /jwks'],
    ['a type that objects have by nature', [{ kty: 'constructor', kid: 'a' }], 'key-not-valid /jwks/keys/0'],
  ])('%s: refused', (_, keys, problem) => {
    expect(read(keys)).toEqual([problem]);
  });
});
