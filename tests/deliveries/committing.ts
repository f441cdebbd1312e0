import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { graphqlClient, testDistrict, type RunOperation } from '@guicheng/testing';
import { signInPerson } from '../graphql/signed-in.ts';
import type { Balancer } from './balancer.ts';

const CLOCK: Clock = { now: () => instantOf(Date.now()) as Instant };
const DISTRICTS = ['yangpu', 'yicheng', 'shanghai'];
/** Between two requests of one client, ms: processes that start need the processor too. */
const REST = 20;
/** Failures of which it is said what they were. */
const TOLD = 5;

/** A district that commits: a person who records projects. */
export interface Committer {
  readonly unit: string;
  readonly run: RunOperation;
}

/** What the load came to. */
export interface Load {
  /** Mutations that were answered. */
  acknowledged: number;
  failed: number;
}

/** Opens the districts, each with an endpoint for what becomes of its projects, registered over GraphQL. */
export async function openDistricts(database: Database, { fetch }: Balancer, receiver: string): Promise<Committer[]> {
  const asking = (token: string): RunOperation =>
    graphqlClient('http://balancer/graphql', (input, init = {}) =>
      fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` } }),
    );
  const committers: Committer[] = [];
  for (const district of DISTRICTS) {
    const { people, units } = await testDistrict(database, district);
    const admin = await signInPerson(database, CLOCK, district, people.admin);
    const input = { url: `${receiver}/${district}`, eventTypes: ['project.*'], description: '' };
    const { registerWebhook } = await asking(admin.token)('RegisterWebhook', { input, key: 'register' });
    if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
    const applicant = await signInPerson(database, CLOCK, district, people.bureauApplicant);
    committers.push({ unit: units.bureau, run: asking(applicant.token) });
  }
  return committers;
}

/** Records projects in all districts, each a mutation with one event that is sent once, by so many clients at once, until `isEnough`. */
export async function commit(committers: readonly Committer[], clients: number, load: Load, isEnough: () => boolean): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (!isEnough()) {
      const index = next++;
      const { run, unit } = committers[index % committers.length]!;
      try {
        const input = { title: `项目 ${index}`, unit };
        const { recordProject } = await run('RecordProject', { input, key: randomBytes(12).toString('hex') });
        if (recordProject.__typename !== 'Project') throw new Error(JSON.stringify(recordProject));
        load.acknowledged += 1;
      } catch (error) {
        load.failed += 1;
        if (load.failed <= TOLD) process.stderr.write(`请求失败 a request failed: ${String(error)}\n`);
      }
      await pause(REST);
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
}
