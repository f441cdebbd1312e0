import { join } from 'node:path';
import { counted } from '@guicheng/kernel';
import { tenantPasses } from '@guicheng/application';
import { Database, hasPasses, migrate, startEmbeddedPostgres } from '@guicheng/persistence';
import type { DatabaseConfig } from '../config/config.ts';
import type { OnProgress } from './progress.ts';
import { secretKeyOf } from './secret-key.ts';

/** The database in service, and how to let go of it. */
export interface OpenDatabase {
  readonly database: Database;
  /** The deployment's key. */
  readonly secretKey: Uint8Array;
  /** Ends the connections, then the PostgreSQL that was started here. */
  close(): Promise<void>;
  /** Resolves when the PostgreSQL that came along is gone and could not be brought back. */
  readonly lost: Promise<Error>;
}

interface Addresses {
  readonly appUrl: string;
  readonly ownerUrl: string | null;
  stop(): Promise<void>;
}

/** Told once of the loss of the database. */
type OnLost = (error: Error) => void;

const addressesOf = async (config: DatabaseConfig, dataDirectory: string, onProgress: OnProgress, onLost: OnLost): Promise<Addresses> => {
  if (config.kind === 'external') {
    onProgress({ zh: '数据库：使用 DATABASE_URL', en: 'database: as DATABASE_URL says' });
    return { ...config, stop: async () => undefined };
  }
  const directory = join(dataDirectory, 'postgres');
  onProgress({ zh: `数据库：自带的 PostgreSQL，数据在 ${directory}`, en: 'database: the PostgreSQL that comes along, in that folder' });
  return startEmbeddedPostgres({ directory, onProgress, onLost });
};

/** Brings up or reaches the database, reads the key (`configured`, else of the data folder, known to be usable by then), brings its schema up to date as its owner, and connects as the role that owns nothing. */
export const openDatabase = async (
  config: DatabaseConfig,
  dataDirectory: string,
  configured: Uint8Array | null,
  onProgress: OnProgress,
): Promise<OpenDatabase> => {
  let onLost: OnLost = () => undefined;
  const lost = new Promise<Error>((resolve) => (onLost = resolve));
  const addresses = await addressesOf(config, dataDirectory, onProgress, onLost);
  try {
    const secretKey = await secretKeyOf(configured, dataDirectory, () => hasPasses(addresses.appUrl));
    if (addresses.ownerUrl !== null) {
      const { applied } = await migrate(addresses.ownerUrl, { onProgress });
      onProgress({ zh: `数据库结构：新执行 ${applied.length} 项升级`, en: `schema: ${counted(applied.length, 'migration')} applied` });
    }
    const database = await Database.connect(addresses.appUrl, { applicationName: 'guicheng api', passOf: tenantPasses(secretKey) });
    return {
      database,
      secretKey,
      lost,
      close: async () => {
        await database.close();
        await addresses.stop();
      },
    };
  } catch (error) {
    await addresses.stop();
    throw error;
  }
};
