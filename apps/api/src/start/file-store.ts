import { join } from 'node:path';
import type { ProjectFileUseCases } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import { localObjectStore, s3ObjectStore, type Database, type ObjectStore } from '@guicheng/persistence';
import type { Logger } from 'pino';
import type { S3Config } from '../config/s3-settings.ts';

/** How often what failed uploads left is looked for, ms. */
const SWEEP_INTERVAL = 3_600_000;

/** Where files of projects are kept: an S3-compatible store where one is configured, else `files/` in the data directory. */
export const fileStoreOf = (s3: S3Config | undefined, dataDirectory: string): ObjectStore => {
  const folder = join(dataDirectory, 'files');
  return s3 === undefined ? localObjectStore(folder) : s3ObjectStore({ ...s3, spoolDirectory: join(folder, 'outgoing') });
};

/** Takes away what uploads left that came to nothing, in every district, from time to time. Several processes may: what is gone is gone. */
export const keepSwept = (database: Database, files: ProjectFileUseCases, clock: Clock, log: Logger): NodeJS.Timeout => {
  const sweep = async (): Promise<void> => {
    for (const { district, closedAt } of await database.districts.all()) {
      if (closedAt !== null) continue;
      const removed = await files.sweepUploads(district, clock.now());
      if (removed > 0) log.info({ district, removed }, 'abandoned uploads removed');
    }
  };
  return setInterval(() => void sweep().catch((error: unknown) => log.error({ err: error }, 'abandoned uploads')), SWEEP_INTERVAL).unref();
};
