import type { Authenticate, Caller } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import type { FastifyRequest } from 'fastify';
import { EdgeError } from '../edge/edge-error.ts';
import { sessionCookie } from '../sign-in/session-cookies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null: nobody signed in. Known from when GraphQL is handed the request. */
    caller: Caller | null;
  }
}

/** `Bearer` and a token. */
export const BEARER = /^Bearer +([^\s]+) *$/i;

const notBearer = new EdgeError(
  401,
  'credential-not-valid',
  'Authorization 请求头应为 Bearer 加令牌。',
  'The header authorization is Bearer and a token.',
  { 'www-authenticate': 'Bearer error="invalid_request"' },
);

/** How the server knows who asks. */
export interface Recognition {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  /** Whether people reach the server by https: cookies are then for that only. */
  readonly secure: boolean;
}

/**
 * Who asks: the holder of the credential in the request; null: it shows none. A program shows it in `authorization`; one that does not hold is refused and never
 * counts as none: throws `EdgeError` 401. A browser shows its cookie, which counts as none when its session is over, so that whoever sits there can sign in again.
 */
export const callerOf = async (request: FastifyRequest, { authenticate, clock, secure }: Recognition): Promise<Caller | null> => {
  const { authorization } = request.headers;
  const presentation = { at: clock.now(), address: request.ip };
  if (authorization === undefined) {
    const session = sessionCookie(request, secure);
    const found = session === null ? undefined : await authenticate(session, presentation);
    return found?.ok === true ? found.value : null;
  }
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw notBearer;
  const found = await authenticate(token, presentation);
  if (found.ok) return found.value;
  const { code, zh, en } = found.error;
  throw new EdgeError(401, code, zh, en, { 'www-authenticate': 'Bearer error="invalid_token"' });
};
