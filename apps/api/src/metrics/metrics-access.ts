import { createHash, timingSafeEqual } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { EdgeError } from '../edge/edge-error.ts';

/** How the numbers are asked for. */
export interface MetricsRequest {
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** Where the call comes from, a proxy that is named taken into account. */
  readonly address: string;
  /** Whether somebody in between says on whose behalf it asks: then the connection does not tell from where. */
  readonly isForwarded: boolean;
}

const tokenRequired = new EdgeError(
  401,
  'metrics-token-required',
  '指标须以 Authorization: Bearer 加 METRICS_TOKEN 读取。',
  'The metrics take Authorization: Bearer with METRICS_TOKEN.',
  { 'www-authenticate': 'Bearer' },
);
const localOnly = new EdgeError(
  403,
  'metrics-local-only',
  '未设置 METRICS_TOKEN 时，指标只能从本机读取。',
  'Without METRICS_TOKEN the metrics are read on this machine only.',
);

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const isLoopback = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/** Why the numbers are not shown; undefined: they are. With a token whoever shows it, from wherever; without one only who asks on this machine, and not by way of a proxy. */
export const metricsRefusal = (token: string | null, { authorization, address, isForwarded }: MetricsRequest): EdgeError | undefined => {
  if (token === null) return isLoopback(address) && !isForwarded ? undefined : localOnly;
  const shown = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return shown !== undefined && timingSafeEqual(digestOf(shown), digestOf(token)) ? undefined : tokenRequired;
};
