import { instantOf, type Instant } from '@guicheng/kernel';
import { Database, type Change } from '@guicheng/persistence';
import { readCalendars, readPolicies } from '@guicheng/policy-model/folder';
import { createApplication, type Application } from '../application.ts';
import { officialCalendars } from '../policies/official-calendars.ts';
import { PolicyLibrary } from '../policies/policy-library.ts';
import { publishPolicies } from '../policies/publish-policies.ts';
import { actorOf, type Caller } from '../tenancy/caller.ts';

const ROOT = new URL('../../../../policies', import.meta.url).pathname;

/** A day on which both districts have a policy in force. */
export const DAY = instantOf(Date.UTC(2023, 8, 1, 2)) as Instant;

/** An audit entry, as tests look at it. */
export interface NotedEntry {
  readonly action: string;
  readonly subjectId: string;
  readonly details: string;
  readonly actorId: string;
  readonly onBehalfOf: string | null;
}

/** The register of two districts that have policies. */
export interface Register<District> {
  readonly database: Database;
  readonly library: PolicyLibrary;
  readonly application: Application;
  readonly here: District;
  readonly there: District;
  change(caller: Caller, over?: Partial<Change>): Change;
  /** Audit entries of a district, in their order. */
  audit(district: string): Promise<readonly NotedEntry[]>;
  close(): Promise<void>;
}

/** Opens it on an empty database, with the packs of the repository; `open` makes a district with its people. */
export const openRegister = async <District>(
  appUrl: string,
  open: (database: Database, district: string) => Promise<District>,
): Promise<Register<District>> => {
  const database = await Database.connect(appUrl);
  const [packs, years] = await Promise.all([readPolicies(ROOT), readCalendars(ROOT)]);
  if (!packs.ok || !years.ok) throw new Error('the packs of the repository cannot be read');
  const calendars = officialCalendars(years.value.years);
  const chosen = packs.value.filter(({ policy }) => ['yicheng/2022-1', 'yangpu/2023-10'].includes(policy.manifest.id));
  const published = await publishPolicies(chosen, { database, calendars, clock: { now: () => DAY } });
  if (!published.ok) throw new Error(JSON.stringify(published.error));
  const library = new PolicyLibrary(database.policies, calendars);
  await library.refresh();
  let drawn = 0;
  const random = (count: number): Uint8Array => {
    drawn += 1;
    return Uint8Array.from({ length: count }, (_, index) => (index < 6 ? 0 : (drawn >> (8 * (9 - index))) & 255));
  };
  const application = createApplication({ database, library, clock: { now: () => DAY }, random, secretKey: random(32) });
  let requests = 0;
  return {
    database,
    library,
    application,
    here: await open(database, 'yicheng'),
    there: await open(database, 'yangpu'),
    change: (caller, over = {}) => ({
      district: caller.district,
      actor: actorOf(caller),
      requestId: `r-${(requests += 1)}`,
      at: DAY,
      idempotency: null,
      ...over,
    }),
    audit: (district) => database.inDistrict(district, ({ auditLog }) => auditLog.after(null, 10_000)),
    close: () => database.close(),
  };
};
