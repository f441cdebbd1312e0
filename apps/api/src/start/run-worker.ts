import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { allowedNetworks, httpOutbound, NO_NETWORKS, secretBox, startWorker, type PortRange, type Worker } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import type { Logger } from 'pino';

/** What a worker is started with. */
export interface RunWorkerParts {
  readonly database: Database;
  readonly secretKey: Uint8Array;
  /** As `OUTBOUND_ALLOWED` has it. */
  readonly outboundAllowed: readonly string[];
  /** As `WEBHOOK_PORTS` has it. */
  readonly webhookPorts: readonly PortRange[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** Starts to relay and deliver the events of all districts; what breaks is logged by name, and tried again. */
export const runWorker = ({ database, secretKey, outboundAllowed, webhookPorts, clock, log }: RunWorkerParts): Promise<Worker> =>
  startWorker({
    database,
    clock,
    random: randomBytes,
    secrets: secretBox(secretKey, randomBytes),
    outbound: httpOutbound({
      resolve: (name) => lookup(name, { all: true }),
      allowed: allowedNetworks(outboundAllowed) ?? NO_NETWORKS,
      ports: webhookPorts,
      clock,
    }),
    districts: () => database.openTenants(),
    onFault: (error, doing) => log.error({ err: error, doing }, 'worker fault'),
  });
