import { AddressBuckets, CallerBuckets } from '@guicheng/application';
import type { RateLimiter } from '@guicheng/graphql-api';
import type { Database } from '@guicheng/persistence';
import ipaddr from 'ipaddr.js';

/** Points a minute; 0: no limit. */
export interface RateConfig {
  /** Of each caller who is signed in, on all processes together. */
  readonly caller: number;
  /** Of each network address of those who are not, on each process. */
  readonly address: number;
}

/** What an address is counted under: IPv6 by the network of 64 bits that one customer has. Undefined: not counted, it is this machine or a balancer on it. */
const bucketOf = (address: string): string | undefined => {
  // Nearly all that a balancer on this machine hands on; reading an address costs what reading a cookie does.
  if (address === '127.0.0.1' || address === '::1') return undefined;
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'loopback') return undefined;
  return parsed.kind() === 'ipv4' ? parsed.toString() : `${parsed.toByteArray().slice(0, 8).join('.')}/64`;
};

/** The limits of a server on this database. */
export const rateLimits = (database: Database, { caller: perCaller, address: perAddress }: RateConfig): RateLimiter => {
  const callers = perCaller > 0 ? new CallerBuckets(database, perCaller) : null;
  const addresses = perAddress > 0 ? new AddressBuckets(perAddress) : null;
  return {
    spend: ({ caller, address, at }, points) => {
      if (caller !== null) return callers?.spend(caller, points, at) ?? null;
      if (addresses === null || address === null) return null;
      const bucket = bucketOf(address);
      return bucket === undefined ? null : addresses.spend(bucket, points, at);
    },
  };
};
