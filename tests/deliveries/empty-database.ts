import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@guicheng/persistence';
import type { Belongings } from './belongings.ts';
import type { ProofDatabase } from './proof.ts';

/** A PostgreSQL of the proof's own, with nothing in it. */
export async function emptyDatabase(belongings: Belongings): Promise<ProofDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'guicheng-deliveries-'));
  belongings.keep(() => rm(directory, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  belongings.keep(() => postgres.stop());
  return { appUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl, superuserUrl: postgres.url('superuser') };
}
