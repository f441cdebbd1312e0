import { randomBytes } from 'node:crypto';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { graphqlClient, testDistrict, type RunOperation } from '@guicheng/testing';
import { signInPerson } from '../graphql/signed-in.ts';

const CLOCK: Clock = { now: () => instantOf(Date.now()) as Instant };
const DISTRICTS = ['yangpu', 'yicheng', 'shanghai'];
/** Mutations at once. */
const AT_ONCE = 12;

/** A district that commits: a person who records projects, asking each server in turn. */
export interface Committer {
  readonly district: string;
  readonly unit: string;
  readonly servers: readonly RunOperation[];
}

const asking = (url: string, token: string): RunOperation =>
  graphqlClient(`${url}/graphql`, (input, init = {}) =>
    fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` } }),
  );

/** Opens the districts, each with an endpoint for what becomes of its projects, registered over GraphQL. */
export async function openDistricts(database: Database, servers: readonly string[], receiver: string): Promise<Committer[]> {
  const committers: Committer[] = [];
  for (const district of DISTRICTS) {
    const { people, units } = await testDistrict(database, district);
    const admin = await signInPerson(database, CLOCK, district, people.admin);
    const input = { url: `${receiver}/${district}`, eventTypes: ['project.*'], description: '' };
    const { registerWebhook } = await asking(servers[0]!, admin.token)('RegisterWebhook', { input, key: 'register' });
    if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
    const applicant = await signInPerson(database, CLOCK, district, people.bureauApplicant);
    committers.push({ district, unit: units.bureau, servers: servers.map((url) => asking(url, applicant.token)) });
  }
  return committers;
}

/** Records so many projects, in all districts and over all servers in turn; each is a mutation with one event. */
export async function commit(committers: readonly Committer[], count: number, onDone: () => void): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const { servers, unit } = committers[index % committers.length]!;
      const run = servers[Math.floor(index / committers.length) % servers.length]!;
      const input = { title: `项目 ${index}`, unit };
      const { recordProject } = await run('RecordProject', { input, key: randomBytes(12).toString('hex') });
      if (recordProject.__typename !== 'Project') throw new Error(JSON.stringify(recordProject));
      onDone();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
