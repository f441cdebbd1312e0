import { setTimeout as pause } from 'node:timers/promises';
import { DistrictClosed, type Job, type QueueName } from '@guicheng/persistence';
import { deliverEventWith, type DeliveryParts } from '../events/deliver-event.ts';
import { relayEventsWith } from '../events/relay-events.ts';
import { placesOf, type PlaceLimits } from './places.ts';
import { purgeWith } from './purge.ts';
import { sweepWith } from './sweep.ts';

/** What a worker stands on. */
export interface WorkerParts extends DeliveryParts, Partial<PlaceLimits> {
  /** Every district that is open now. */
  readonly districts: () => Promise<readonly string[]>;
  /** Told of what broke; the worker goes on. */
  readonly onFault: (error: unknown, doing: string) => void;
  /** How long a queue that was empty is left alone, ms; default 500. */
  readonly poll?: number;
  /** How often what was kept for a time is deleted, ms; default an hour. */
  readonly purgeEvery?: number;
  /** How often what is due is looked for without jobs, ms; default 30,000. */
  readonly sweepEvery?: number;
}

/** A worker at work. */
export interface Worker {
  /** Takes nothing new, finishes what is in hand; may be called more than once. */
  stop(): Promise<void>;
}

/** Deliveries at once, unless it is told otherwise: only endpoints of four districts together, eight of them, none of which answers, hold all. Our choice. */
const LIMITS: PlaceLimits = { concurrency: 32, perDistrict: 8, perEndpoint: 4 };

/** Jobs of relaying that are taken at once: one transaction empties a district's outbox, whatever the number of jobs that ask for it. */
const RELAY_JOBS = 500;

/**
 * Relays events and delivers them, for all districts, until it is stopped. As many as wanted may run, in this process and others: jobs and rows are taken with
 * SKIP LOCKED. Throws when the queue's schema is not the one that this program knows.
 */
export const startWorker = async (parts: WorkerParts): Promise<Worker> => {
  const { database, clock, poll = 500, sweepEvery = 30_000, purgeEvery = 3_600_000 } = parts;
  const { jobs } = database;
  /** A district that was closed meanwhile is no fault: nothing of it is relayed or delivered any more. */
  const onFault: typeof parts.onFault = (error, doing) => {
    if (!(error instanceof DistrictClosed)) parts.onFault(error, doing);
  };
  const relay = relayEventsWith(parts);
  const deliver = deliverEventWith(parts);
  const places = placesOf({
    ...LIMITS,
    ...parts,
    make: (district, id) => deliver(district, id).catch((error: unknown) => onFault(error, 'deliver')),
    due: (district, limit, except) => database.inDistrict(district, ({ deliveries }) => deliveries.due(clock.now(), limit, except)),
    onFault: (error) => onFault(error, 'deliver'),
  });
  const sweep = sweepWith({ ...parts, relay, deliver: (district, due) => places.offer(district, due) });
  const purge = purgeWith(parts);
  const ending = new AbortController();
  const rest = (milliseconds: number): Promise<unknown> => pause(milliseconds, undefined, { signal: ending.signal }).catch(() => undefined);

  /** Does `work` again and again, with a rest when there was nothing to do or it broke. */
  const repeat = async (doing: string, resting: number, work: () => Promise<boolean>): Promise<void> => {
    while (!ending.signal.aborted) {
      const busy = await work().catch((error: unknown) => {
        onFault(error, doing);
        return false;
      });
      if (!busy) await rest(resting);
    }
  };

  const settle = async (queue: QueueName, taken: readonly Job[], work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onFault(error, queue);
      if (!(error instanceof DistrictClosed)) {
        await jobs.giveBack(queue, taken);
        return;
      }
    }
    await jobs.complete(queue, taken);
  };

  const relaying = async (): Promise<boolean> => {
    const taken = await jobs.take('relay', RELAY_JOBS);
    for (const district of new Set(taken.map((job) => job.district)))
      await settle(
        'relay',
        taken.filter((job) => job.district === district),
        () => relay(district),
      );
    return taken.length > 0;
  };

  const delivering = async (): Promise<boolean> => {
    const free = places.free();
    if (free <= 0) {
      await places.oneDone();
      return true;
    }
    const taken = await jobs.take('deliver', free);
    for (const { district, id, endpoint } of taken)
      // Without its endpoint: a job of before.
      if (id !== null) places.offer(district, [{ deliveryId: id, endpointId: endpoint ?? id }]);
    await jobs.complete('deliver', taken);
    return taken.length > 0;
  };

  const sweeping = async (): Promise<boolean> => {
    for (const district of await parts.districts()) {
      if (ending.signal.aborted) break;
      await sweep(district).catch((error: unknown) => onFault(error, 'sweep'));
    }
    return false;
  };

  const purging = async (): Promise<boolean> => {
    for (const district of await parts.districts()) {
      if (ending.signal.aborted) break;
      await purge(district).catch((error: unknown) => onFault(error, 'purge'));
    }
    return false;
  };

  await jobs.start((error) => onFault(error, 'jobs'));
  const loops = Promise.all([
    ...[repeat('relay', poll, relaying), repeat('deliver', poll, delivering)],
    ...[repeat('sweep', sweepEvery, sweeping), repeat('purge', purgeEvery, purging)],
  ]);
  const stop = async (): Promise<void> => {
    ending.abort();
    await loops;
    await places.close();
    await jobs.stop();
  };
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stop()) };
};
