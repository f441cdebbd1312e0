import { lookup } from 'node:dns/promises';
import { allowedNetworks, httpOutbound, NO_NETWORKS, type Outbound } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';

/** A sign-in waits for the other system this long, ms. */
const TIMEOUT = 5_000;
/** Documents and keys of large providers are some 20 kB; claims may be more. */
const LARGEST_ANSWER = 256 * 1024;

/** The way out to identity providers: public ones by https; those in `networks`, which the operator names, in whatever way. */
export const identityOutbound = (networks: readonly string[], clock: Clock): Outbound =>
  httpOutbound({
    resolve: (name) => lookup(name, { all: true }),
    allowed: allowedNetworks(networks) ?? NO_NETWORKS,
    clock,
    timeout: TIMEOUT,
    keep: LARGEST_ANSWER,
  });
