import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DrainConfig } from '../config/config.ts';
import type { Readiness } from '../health/readiness.ts';

/**
 * Stops a server without losing a request: not ready any more, so that balancers turn away, while it still answers; then nobody new; then what is in
 * flight ends, or is ended at the limit.
 */
export const drain = async (app: NestFastifyApplication, readiness: Readiness, { delay, limit }: DrainConfig): Promise<void> => {
  readiness.beginDraining();
  if (delay > 0) await pause(delay);
  const late = setTimeout(() => app.getHttpServer().closeAllConnections(), limit);
  await app.close();
  clearTimeout(late);
};
