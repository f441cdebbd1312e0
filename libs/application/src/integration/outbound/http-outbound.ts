import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Clock } from '@guicheng/kernel';
import { mayReach, type AllowedNetworks } from './address-guard.ts';
import type { Outbound, OutboundAnswer, OutboundFailure, OutboundRequest } from './outbound.ts';
import { startOf } from './answer-text.ts';
import { failureOf } from './failure-of.ts';
import { leadsTo, WEB_PORTS, type PortRange } from './ports.ts';

/** All addresses of a name; throws as `dns.lookup` does. */
export type ResolveName = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** What the client stands on. */
export interface HttpOutboundParts {
  readonly resolve: ResolveName;
  readonly allowed: AllowedNetworks;
  readonly clock: Clock;
  /** From the look-up of the name to the end of the answer, ms; default 10,000. */
  readonly timeout?: number;
  /** Bytes of the answer that are read; default 1,024. */
  readonly keep?: number;
  /** Default: `WEB_PORTS`. */
  readonly ports?: readonly PortRange[];
  /** Certificates that are trusted besides the system's, PEM. */
  readonly authorities?: string;
}

type Heard = Omit<Extract<OutboundAnswer, { kind: 'answered' }>, 'duration'>;

const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** How an answer is read. */
interface Reading {
  readonly keep: number;
  readonly signal: AbortSignal;
}

/** The addresses that a host means now; throws as `resolve` does, and when it takes too long. */
const addressesOf = async (host: string, resolve: ResolveName, signal: AbortSignal): Promise<Awaited<ReturnType<ResolveName>>> => {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('late')), { once: true }));
  return Promise.race([resolve(host), late]);
};

/** Connects to these addresses and to no other: the name is not looked up again. */
const connectOnlyTo = (found: Awaited<ReturnType<ResolveName>>, authorities: string | undefined): RequestOptions => {
  const lookup: LookupFunction = (_, options, done) => {
    if (options.all === true) done(null, [...found]);
    else done(null, found[0]!.address, found[0]!.family);
  };
  return { lookup, ...(authorities === undefined ? {} : { ca: authorities }) };
};

/** Reads the beginning of an answer; what it has when the other side is slow or never ends. */
const readAnswer = (response: IncomingMessage, { keep, signal }: Reading): Promise<Heard> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (): void => {
      resolve({
        kind: 'answered',
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'] ?? null,
        body: startOf(chunks, keep),
      });
      response.destroy();
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= keep) end();
    });
    for (const event of ['end', 'error', 'aborted', 'close']) response.on(event, end);
    signal.addEventListener('abort', end, { once: true });
  });

const sendTo = (url: URL, { method, headers, body }: OutboundRequest, options: RequestOptions, reading: Reading): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const bytes = body === null ? undefined : Buffer.from(body);
    const outgoing = send(url, {
      ...options,
      method,
      // A connection for each message: none is kept to an address that was judged for another name.
      agent: false,
      headers: { 'user-agent': 'guicheng', ...headers, ...(bytes === undefined ? {} : { 'content-length': String(bytes.length) }) },
    });
    outgoing.on('response', (response) => void readAnswer(response, reading).then(resolve));
    outgoing.on('error', reject);
    reading.signal.addEventListener('abort', () => outgoing.destroy(), { once: true });
    outgoing.end(bytes);
  });

/**
 * The outbound client of a deployment. It looks the name up itself, judges every address that came, connects to those and no others (so that a name cannot
 * mean another address a moment later), follows no redirect, and reads no more than the beginning of an answer.
 */
export const httpOutbound = ({
  resolve,
  allowed,
  clock,
  timeout = 10_000,
  keep = 1_024,
  ports = WEB_PORTS,
  authorities,
}: HttpOutboundParts): Outbound => ({
  send: async (request) => {
    const started = clock.now();
    const failed = (code: OutboundFailure): OutboundAnswer => ({ kind: 'failed', code, duration: clock.now() - started });
    if (!URL.canParse(request.url)) return failed('address-refused');
    const url = new URL(request.url);
    if (!['http:', 'https:'].includes(url.protocol) || !leadsTo(url, ports)) return failed('address-refused');
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeout);
    try {
      const found = await addressesOf(hostOf(url), resolve, deadline.signal);
      const addresses = found.map(({ address }) => address);
      if (!mayReach(url.protocol, addresses, allowed)) return failed('address-refused');
      const heard = await sendTo(url, request, connectOnlyTo(found, authorities), { keep, signal: deadline.signal });
      return { ...heard, duration: clock.now() - started };
    } catch (error) {
      return failed(deadline.signal.aborted ? 'timed-out' : failureOf(error));
    } finally {
      clearTimeout(timer);
    }
  },
});
