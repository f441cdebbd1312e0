import type { SessionCarrier } from '@guicheng/graphql-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookies, writeCookie } from './cookies.ts';

/** Longer than any session: the server says when one ends, the browser may keep the cookie until then. */
const SESSION_SECONDS = 24 * 3600;
/** How long a browser is known as one from which somebody signed in; our choice, half a year. */
const DEVICE_SECONDS = 180 * 24 * 3600;

/** Names of the cookies. With https a browser takes `__Host-` only from the server itself, not from a neighbour in the domain. */
const cookieNames = (secure: boolean): { readonly session: string; readonly device: string } => ({
  session: secure ? '__Host-guicheng-session' : 'guicheng-session',
  device: secure ? '__Host-guicheng-device' : 'guicheng-device',
});

/** The token of a session that a browser shows; null: none. */
export const sessionCookie = (
  { headers }: { readonly headers: Pick<FastifyRequest['headers'], 'cookie'> },
  secure: boolean,
): string | null => readCookies(headers.cookie).get(cookieNames(secure).session) ?? null;

/** Gives a browser the session that has begun. */
export const writeSessionCookie = (token: string, secure: boolean): string =>
  writeCookie(cookieNames(secure).session, token, { seconds: SESSION_SECONDS, secure });

/** Sessions in the cookies of this request and its reply. */
export const sessionCookies = (request: FastifyRequest, reply: FastifyReply, secure: boolean): SessionCarrier => {
  const names = cookieNames(secure);
  const cookies = readCookies(request.headers.cookie);
  // Replaces what was set before in the same reply: a request may sign out and in.
  const set: Record<string, string> = {};
  const write = (name: string, value: string, seconds: number): void => {
    set[name] = writeCookie(name, value, { seconds, secure });
    void reply.removeHeader('set-cookie').header('set-cookie', Object.values(set));
  };
  return {
    session: cookies.get(names.session) ?? null,
    device: cookies.get(names.device) ?? null,
    client: request.headers['user-agent'] ?? '',
    give: (session, device) => {
      write(names.session, session, SESSION_SECONDS);
      write(names.device, device, DEVICE_SECONDS);
    },
    takeAway: () => write(names.session, '', 0),
  };
};
