import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@guicheng/persistence';
import type { EmbeddedPostgres } from '@guicheng/persistence';

/** One directory per user: a cluster belongs to who made it. */
const DIRECTORY = fileURLToPath(new URL(`../../../../.guicheng/test-postgres-${process.getuid?.() ?? 0}`, import.meta.url));

/** Tests need no data after a power cut. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200', autovacuum: 'off' };

/** The PostgreSQL of the test runs of this checkout: started by whoever comes first, stopped by whoever leaves last. */
export const joinTestServer = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ directory: DIRECTORY, settings: SETTINGS });
