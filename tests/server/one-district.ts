import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from './workspace-root.ts';

/** A policies folder with one district's packs: a server that starts on it is up in a fraction of the time. */
export interface OneDistrict {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Copies what `district` needs of the repository's policies. */
export async function oneDistrict(district: string): Promise<OneDistrict> {
  const directory = await mkdtemp(join(tmpdir(), 'guicheng-policies-'));
  for (const part of ['vocabulary', 'calendars', district])
    await cp(join(workspaceRoot(), 'policies', part), join(directory, part), { recursive: true });
  return { directory, remove: () => rm(directory, { recursive: true }) };
}
