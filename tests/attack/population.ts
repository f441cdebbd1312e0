import { instantOf, type Instant } from '@guicheng/kernel';
import type { Change, Database } from '@guicheng/persistence';
import { eventsStep } from './events-population.ts';
import { identityStep } from './identity-population.ts';
import { organisationStep } from './organisation-population.ts';
import { populateProjects } from './project-population.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** What a district of the attack is filled with: each step leaves rows that hold the canary. */
type Step = (database: Database, district: string, canary: string) => Promise<void>;

const changeIn = (district: string, canary: string): Change => ({
  district,
  actor: { kind: 'person', id: canary, onBehalfOf: null },
  requestId: canary,
  at: AT,
  idempotency: { key: `key of ${canary}`, requestDigest: canary },
});

const receipt: Step = (database, district, canary) =>
  database.inDistrict(district, ({ receipts }) =>
    receipts.append({
      district,
      receiptId: `00000000-0000-7000-8000-${Buffer.from(district).toString('hex').padStart(12, '0').slice(-12)}`,
      policyId: null,
      policyDigest: null,
      engineVersion: '1.0.0',
      calendarDigest: canary,
      question: 'routing',
      asOf: '2026-01-05',
      mode: 'in-force',
      requestCanonical: canary,
      decisionCanonical: canary,
      isPublic: false,
      createdAt: AT,
    }),
  );

const mutation: Step = async (database, district, canary) => {
  await database.change(changeIn(district, canary), async () => ({
    kind: 'done',
    value: { canary },
    audit: { action: 'trial.made', subjectKind: 'trial', subjectId: canary, details: { canary } },
    events: [{ type: 'trial.made', subjectKind: 'trial', subjectId: canary, payload: { canary } }],
  }));
};

const rateBucket: Step = (database, district, canary) =>
  database.inDistrict(district, ({ rateBuckets }) => rateBuckets.put(canary, { points: 1, at: AT }));

/** Everything that a district can have, feature by feature. A table that none of these fills shows up as a leak: there is nothing to go for in it. */
const STEPS: readonly Step[] = [organisationStep, receipt, mutation, identityStep, eventsStep, populateProjects, rateBucket];

/** Fills a district. */
export async function populate(database: Database, district: string, canary: string): Promise<void> {
  for (const step of STEPS) await step(database, district, canary);
}
