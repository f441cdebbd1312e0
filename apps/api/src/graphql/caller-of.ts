import type { Authenticate, Caller } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import type { FastifyRequest } from 'fastify';
import { EdgeError } from '../edge/edge-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null: nobody signed in. Known from when GraphQL is handed the request. */
    caller: Caller | null;
  }
}

const BEARER = /^Bearer +([^\s]+) *$/i;

const notBearer = new EdgeError(
  401,
  'credential-not-valid',
  'Authorization 请求头应为 Bearer 加令牌。',
  'The header authorization is Bearer and a token.',
  { 'www-authenticate': 'Bearer error="invalid_request"' },
);

/** Who asks: the holder of the credential in the request; null: it shows none. Throws `EdgeError` 401 for one that does not hold: it never counts as none. */
export const callerOf = async (request: FastifyRequest, authenticate: Authenticate, clock: Clock): Promise<Caller | null> => {
  const { authorization } = request.headers;
  if (authorization === undefined) return null;
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw notBearer;
  const found = await authenticate(token, { at: clock.now(), address: request.ip });
  if (found.ok) return found.value;
  const { code, zh, en } = found.error;
  throw new EdgeError(401, code, zh, en, { 'www-authenticate': 'Bearer error="invalid_token"' });
};
