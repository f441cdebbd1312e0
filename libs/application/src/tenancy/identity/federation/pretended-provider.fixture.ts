import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { closeServer, listen, machineNow } from './federation-trial.fixture.ts';

/** What a pretended provider puts into its next ID token. */
export interface Forgery {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
  readonly alg?: string;
  readonly kid?: string;
  readonly unsigned?: boolean;
  readonly status?: number;
  readonly body?: string;
}

/** An OpenID provider that answers whatever a test wants: for what an honest one never says. */
export const pretendedProvider = async () => {
  const own = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  let forgery: Forgery = {};
  let document: Readonly<Record<string, unknown>> = {};
  const asked: string[] = [];
  const idToken = async (): Promise<string> => {
    const now = Math.floor(machineNow() / 1_000);
    const claims = { iss: url, aud: 'guicheng', sub: 's-1', employee_no: '0042', iat: now, exp: now + 60, ...forgery.claims };
    if (forgery.unsigned === true) return new UnsecuredJWT(claims).encode();
    const { alg = 'RS256', kid = 'own', key = own.privateKey } = forgery;
    return new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key);
  };
  const { url, server } = await listen((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const send = (value: unknown, status = 200): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (path === '/.well-known/openid-configuration')
      send({
        issuer: url,
        authorization_endpoint: `${url}/auth`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        ...document,
      });
    else if (path === '/jwks') send({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] });
    else if (path === '/token' && forgery.body !== undefined)
      response.writeHead(forgery.status ?? 200, { 'content-type': 'application/json' }).end(forgery.body);
    else if (path === '/token')
      void idToken().then((token) => send({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: token }, forgery.status));
    else response.writeHead(404).end();
  });
  return {
    url,
    stranger: stranger.privateKey,
    /** The public half of its own key, as PEM: what an attacker would use as a shared secret. */
    publicPem: own.publicKey.export({ format: 'pem', type: 'spki' }),
    asked,
    forge: (next: Forgery): void => void (forgery = next),
    publish: (next: Readonly<Record<string, unknown>>): void => void (document = next),
    close: () => closeServer(server),
  };
};
