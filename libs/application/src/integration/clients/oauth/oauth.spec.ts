import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authenticateWith } from '../../../tenancy/identity/credentials/authenticate.ts';
import { accessTokenAuthenticator } from '../client-authenticators.ts';
import { disableClientWith, setClientKeysWith } from '../change-client.ts';
import { clientIdOf } from '../client-id.ts';
import { administrator, movableClock, newClient, openEast, partsOf, START, trace, UNIT, valueOf } from '../client-trial.fixture.ts';
import { issueCredentialWith, revokeCredentialWith } from '../issue-credential.ts';
import { registerClientWith } from '../register-client.ts';
import { oauthMetadata } from './oauth-metadata.ts';
import { requestTokenWith, type TokenAnswer } from './request-token.ts';
import { revokeTokenWith } from './revoke-token.ts';
import { JWT_BEARER } from './shown-client.ts';

const ISSUER = 'https://guicheng.example';
const MINUTE = 60_000;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ed = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = (key: KeyObject, kid: string): object => ({ ...key.export({ format: 'jwk' }), kid });
const JWKS = JSON.stringify({ keys: [jwk(ec.publicKey, 'ec'), jwk(rsa.publicKey, 'rsa'), jwk(ed.publicKey, 'ed')] });
const ASCII = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/;

describe('OAuth 2.0 for programs', () => {
  let test: TestDatabase;
  let database: Database;
  let elsewhere: Database;
  let superuser: Client;
  let clock: ReturnType<typeof movableClock>;
  let uuid: string;
  let clientId: string;
  let secret: string;
  let credentialId: string;

  const form = (parameters: Record<string, string>): string => new URLSearchParams(parameters).toString();
  const basic = (id = clientId, text = secret): string =>
    `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(text)}`).toString('base64')}`;
  const ask = async (
    body: string,
    more: { authorization?: string; address?: string; on?: Database } = {},
  ): Promise<TokenAnswer | string> => {
    const { authorization, address = '203.0.113.5', on = database } = more;
    const result = await requestTokenWith(partsOf(on, clock))({ issuer: ISSUER, authorization, body, address, requestId: 'r-1' });
    if (result.ok) return result.value;
    expect(result.error.en).toMatch(ASCII);
    return `${result.error.error} ${result.error.code}`;
  };
  const token = async (more: Record<string, string> = {}): Promise<string> => {
    const answer = await ask(form({ grant_type: 'client_credentials', ...more }), { authorization: basic() });
    if (typeof answer === 'string') throw new Error(answer);
    return answer.access_token;
  };
  const revoke = async (text: string, authorization = basic()): Promise<string> => {
    const request = { issuer: ISSUER, authorization, body: form({ token: text }), address: null, requestId: 'r-1' };
    const result = await revokeTokenWith({ database, clock })(request);
    return result.ok ? 'done' : result.error.code;
  };
  const caller = async (text: string, on = database): Promise<unknown> => {
    const result = await authenticateWith([accessTokenAuthenticator(on)])(text, { at: clock.now(), address: '203.0.113.5' });
    return result.ok ? result.value : result.error.code;
  };
  const claims = (over: Record<string, unknown> = {}): JWTPayload => ({
    iss: clientId,
    sub: clientId,
    aud: `${ISSUER}/oauth/token`,
    exp: Math.floor(clock.now() / 1_000) + 60,
    jti: randomUUID(),
    ...over,
  });
  const signed = (over: Record<string, unknown> = {}, { key = ec.privateKey, alg = 'ES256', kid = 'ec' } = {}): Promise<string> =>
    new SignJWT(claims(over)).setProtectedHeader({ alg, kid }).sign(key);
  const byAssertion = (assertion: string, more: Record<string, string> = {}, on = database): Promise<TokenAnswer | string> =>
    ask(form({ grant_type: 'client_credentials', client_assertion_type: JWT_BEARER, client_assertion: assertion, ...more }), { on });

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    await openEast(database);
    elsewhere = await Database.connect(test.appUrl, { poolSize: 2 });
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await elsewhere.close();
    await database.close();
    await test.close();
  });
  beforeEach(async () => {
    clock = movableClock(START);
    const parts = partsOf(database, clock);
    uuid = valueOf(await registerClientWith(parts)(administrator(), newClient({ jwks: JWKS }), trace)).clientId;
    clientId = clientIdOf({ district: 'east', uuid });
    const terms = { clientId: uuid, kind: 'client-secret', scopes: null, networks: [], days: 90 } as const;
    const issued = valueOf(await issueCredentialWith(parts)(administrator(), terms, trace));
    secret = issued.text!;
    ({ credentialId } = issued.credential);
  });

  it('a secret, in the header or in the form, gets a token for a quarter of an hour', async () => {
    const answers = [
      await ask(form({ grant_type: 'client_credentials' }), { authorization: basic() }),
      await ask(form({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret })),
    ];
    for (const answer of answers) {
      expect(answer).toEqual({
        access_token: expect.stringMatching(/^gca_east_[0-9A-Za-z]{49}$/),
        token_type: 'Bearer',
        expires_in: 900,
        scope: 'decide projects.read',
      });
      expect(await caller((answer as TokenAnswer).access_token)).toMatchObject({
        kind: 'client',
        id: uuid,
        posts: [{ role: 'applicant', unit: UNIT, onBehalfOf: null }],
        scopes: ['decide', 'projects.read'],
      });
    }
    const [text] = answers.map((answer) => (answer as TokenAnswer).access_token);
    clock.pass(15 * MINUTE - 1);
    expect(await caller(text!)).toMatchObject({ id: uuid });
    clock.pass(1);
    expect(await caller(text!)).toBe('credential-expired');
  });

  it('scopes: fewer when asked for fewer, never more than held', async () => {
    expect(await caller(await token({ scope: 'decide' }))).toMatchObject({ scopes: ['decide'] });
    for (const scope of ['audit.read', 'decide audit.read', 'decide nonsense', 'DECIDE'])
      expect(await ask(form({ grant_type: 'client_credentials', scope }), { authorization: basic() }), scope).toBe(
        'invalid_scope scope-not-held',
      );
  });

  it.each<[string, () => [string, string | undefined], string]>([
    ['no grant type', () => [form({}), basic()], 'invalid_request grant-type-missing'],
    ['an empty one', () => ['grant_type=', basic()], 'invalid_request grant-type-missing'],
    ['another', () => [form({ grant_type: 'password' }), basic()], 'unsupported_grant_type grant-type-not-supported'],
    [
      'a parameter twice',
      () => ['grant_type=client_credentials&grant_type=client_credentials', basic()],
      'invalid_request parameter-twice',
    ],
    ['no client', () => [form({ grant_type: 'client_credentials' }), undefined], 'invalid_client client-authentication-missing'],
    [
      'two ways at once',
      () => [form({ grant_type: 'client_credentials', client_secret: secret, client_id: clientId }), basic()],
      'invalid_request client-authentication-twice',
    ],
    [
      'another client_id beside the header',
      () => [form({ grant_type: 'client_credentials', client_id: 'east.x' }), basic()],
      'invalid_request client-authentication-twice',
    ],
    [
      'a header of another scheme',
      () => [form({ grant_type: 'client_credentials' }), `Bearer ${secret}`],
      'invalid_client client-authentication-malformed',
    ],
    [
      'a header that is no base64',
      () => [form({ grant_type: 'client_credentials' }), 'Basic %%%'],
      'invalid_client client-authentication-malformed',
    ],
    [
      'a header without colon',
      () => [form({ grant_type: 'client_credentials' }), `Basic ${Buffer.from('x').toString('base64')}`],
      'invalid_client client-authentication-malformed',
    ],
    [
      'a broken escape',
      () => [form({ grant_type: 'client_credentials' }), `Basic ${Buffer.from('%E0:%zz').toString('base64')}`],
      'invalid_client client-authentication-malformed',
    ],
    [
      'a wrong secret',
      () => [form({ grant_type: 'client_credentials' }), basic(clientId, `${secret.slice(0, -1)}!`)],
      'invalid_client client-not-authenticated',
    ],
    [
      'a client that is none',
      () => [form({ grant_type: 'client_credentials' }), basic(`east.${UNIT}`)],
      'invalid_client client-not-authenticated',
    ],
    [
      'the client of another district',
      () => [form({ grant_type: 'client_credentials' }), basic(clientId.replace('east', 'west'))],
      'invalid_client client-not-authenticated',
    ],
    [
      'an assertion without its type',
      () => [form({ grant_type: 'client_credentials', client_assertion: 'x.y.z' }), undefined],
      'invalid_client client-authentication-malformed',
    ],
  ])('%s: refused', async (_, request, expected) => {
    const [body, authorization] = request();
    expect(await ask(body, authorization === undefined ? {} : { authorization })).toBe(expected);
  });

  it("an API key is no client's secret", async () => {
    const terms = { clientId: uuid, kind: 'api-key', scopes: null, networks: [], days: 90 } as const;
    const key = valueOf(await issueCredentialWith(partsOf(database, clock))(administrator(), terms, trace)).text!;
    expect(await ask(form({ grant_type: 'client_credentials' }), { authorization: basic(clientId, key) })).toBe(
      'invalid_client client-not-authenticated',
    );
  });

  it('a revoked secret ends its tokens on every process, and gets no more', async () => {
    const text = await token();
    expect(await caller(text, elsewhere)).toMatchObject({ id: uuid });
    valueOf(await revokeCredentialWith(partsOf(database, clock))(administrator(), credentialId, trace));
    expect(await caller(text, elsewhere)).toBe('credential-revoked');
    expect(await ask(form({ grant_type: 'client_credentials' }), { authorization: basic() })).toBe('invalid_client credential-revoked');
  });

  it.each([
    ['ES256', ec.privateKey, 'ec'],
    ['RS256', rsa.privateKey, 'rsa'],
    ['PS256', rsa.privateKey, 'rsa'],
    ['EdDSA', ed.privateKey, 'ed'],
  ])('an assertion signed with %s gets a token, once', async (alg, key, kid) => {
    const assertion = await signed({}, { alg, key, kid });
    expect(await byAssertion(assertion)).toMatchObject({ token_type: 'Bearer' });
    expect(await byAssertion(assertion)).toBe('invalid_client assertion-used');
    expect(await byAssertion(assertion, {}, elsewhere)).toBe('invalid_client assertion-used');
  });

  it('of twenty equal assertions at once, over two processes, one counts', async () => {
    const assertion = await signed();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => byAssertion(assertion, {}, index % 2 === 0 ? database : elsewhere)),
    );
    expect(answers.filter((answer) => typeof answer !== 'string')).toHaveLength(1);
    expect(new Set(answers.filter((answer) => typeof answer === 'string'))).toEqual(new Set(['invalid_client assertion-used']));
  });

  it.each<[string, () => Promise<string>]>([
    ['another key', () => signed({}, { key: stranger.privateKey })],
    ['a kid that is not registered', () => signed({}, { kid: 'none' })],
    ['no signature', async () => new UnsecuredJWT(claims()).encode()],
    [
      'a shared secret made of the public key',
      () =>
        new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'rsa' }).sign(Buffer.from(JSON.stringify(jwk(rsa.publicKey, 'rsa')))),
    ],
    ['an algorithm that is not allowed', () => signed({}, { alg: 'RS512', key: rsa.privateKey, kid: 'rsa' })],
    ['another audience', () => signed({ aud: 'https://elsewhere.example' })],
    ['two audiences, us among them', () => signed({ aud: [`${ISSUER}/oauth/token`, 'https://elsewhere.example'] })],
    ['the audience of the other endpoint', () => signed({ aud: `${ISSUER}/oauth/revoke` })],
    ['another issuer', () => signed({ iss: `west.${uuid}` })],
    ['another subject', () => signed({ sub: `east.${UNIT}` })],
    ['expired', () => signed({ exp: Math.floor(START / 1_000) - 31 })],
    ['lasting longer than five minutes', () => signed({ exp: Math.floor(START / 1_000) + 331 })],
    ['not valid yet', () => signed({ nbf: Math.floor(START / 1_000) + 31 })],
    ['of the future', () => signed({ iat: Math.floor(START / 1_000) + 31 })],
    ['without expiry', () => signed({ exp: undefined })],
    ['without id', () => signed({ jti: undefined })],
    ['with an empty id', () => signed({ jti: '' })],
    ['with an endless id', () => signed({ jti: 'x'.repeat(256) })],
    ['no token', async () => 'x.y.z'],
    ['endless', async () => 'x'.repeat(20_000)],
  ])('an assertion with %s: refused', async (_, assertion) => {
    expect(await byAssertion(await assertion())).toBe('invalid_client client-not-authenticated');
  });

  it('an assertion for the server itself, or as a list of one, holds; an id that was used can be forgotten only after the assertion expired', async () => {
    expect(await byAssertion(await signed({ aud: ISSUER }))).toMatchObject({ token_type: 'Bearer' });
    const assertion = await signed({ aud: [ISSUER], exp: START / 1_000 + 300 });
    expect(await byAssertion(assertion)).toMatchObject({ token_type: 'Bearer' });
    clock.pass(5 * MINUTE + 29_000);
    expect(await byAssertion(assertion)).toBe('invalid_client assertion-used');
    clock.pass(3_000);
    expect(await byAssertion(await signed())).toMatchObject({ token_type: 'Bearer' });
    expect(await byAssertion(assertion)).toBe('invalid_client client-not-authenticated');
    expect((await superuser.query(`select from client_assertion where client_id = $1`, [uuid])).rowCount).toBe(1);
  });

  it('a client_id beside the assertion is the same one', async () => {
    expect(await byAssertion(await signed(), { client_id: clientId })).toMatchObject({ token_type: 'Bearer' });
    expect(await byAssertion(await signed(), { client_id: `east.${UNIT}` })).toBe('invalid_client client-not-authenticated');
  });

  it('keys that were taken back, or a client that was disabled, end it', async () => {
    await setClientKeysWith(partsOf(database, clock))(administrator(), { clientId: uuid, jwks: null }, trace);
    expect(await byAssertion(await signed())).toBe('invalid_client client-not-authenticated');
    const text = await token();
    await disableClientWith(partsOf(database, clock))(administrator(), uuid, trace);
    expect(await caller(text)).toBe('credential-revoked');
    expect(await ask(form({ grant_type: 'client_credentials' }), { authorization: basic() })).toBe('invalid_client credential-revoked');
  });

  it('from another network than the client’s: refused, token and all', async () => {
    const parts = partsOf(database, clock);
    const inside = valueOf(await registerClientWith(parts)(administrator(), newClient({ networks: ['10.0.0.0/8'] }), trace)).clientId;
    const terms = { clientId: inside, kind: 'client-secret', scopes: null, networks: [], days: 1 } as const;
    const own = valueOf(await issueCredentialWith(parts)(administrator(), terms, trace)).text!;
    const authorization = basic(clientIdOf({ district: 'east', uuid: inside }), own);
    const body = form({ grant_type: 'client_credentials' });
    expect(await ask(body, { authorization })).toBe('invalid_client address-not-allowed');
    const answer = (await ask(body, { authorization, address: '10.1.2.3' })) as TokenAnswer;
    expect(await caller(answer.access_token)).toBe('address-not-allowed');
  });

  it('a token that its client revokes ends; one that is unknown or another client’s is answered alike and stays', async () => {
    const parts = partsOf(database, clock);
    const text = await token();
    const other = valueOf(await registerClientWith(parts)(administrator(), newClient(), trace)).clientId;
    const terms = { clientId: other, kind: 'client-secret', scopes: null, networks: [], days: 1 } as const;
    const foreign = valueOf(await issueCredentialWith(parts)(administrator(), terms, trace)).text!;
    expect(await revoke(text, basic(clientIdOf({ district: 'east', uuid: other }), foreign))).toBe('done');
    expect(await caller(text)).toMatchObject({ id: uuid });
    expect(await revoke('nonsense')).toBe('done');
    expect(await revoke(text)).toBe('done');
    expect(await caller(text, elsewhere)).toBe('credential-revoked');
    expect(await revoke(text)).toBe('done');
    expect(await revoke(text, basic(clientId, 'wrong'))).toBe('client-not-authenticated');
    expect(await revoke('')).toBe('token-missing');
  });

  it('tokens that expired are forgotten when the client asks for another', async () => {
    await token();
    clock.pass(15 * MINUTE + 1);
    await token();
    expect((await superuser.query(`select from client_token where client_id = $1`, [uuid])).rowCount).toBe(1);
  });

  it('says of itself what RFC 8414 asks', () => {
    expect(oauthMetadata(ISSUER)).toMatchObject({
      issuer: ISSUER,
      token_endpoint: `${ISSUER}/oauth/token`,
      revocation_endpoint: `${ISSUER}/oauth/revoke`,
      grant_types_supported: ['client_credentials'],
    });
  });
});
