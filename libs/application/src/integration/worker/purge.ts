import type { Clock, Instant } from '@guicheng/kernel';
import type { Change, Database, Passing } from '@guicheng/persistence';
import { refuse } from '@guicheng/persistence';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How long what was of use for a time is kept after that, ms; our choice. Sessions and links for as long as somebody may ask how an account was come by (the audit chain
 * has it for good); answers of mutations for longer than any client tries again.
 */
export const KEPT = {
  session: 90 * DAY,
  invitation: 90 * DAY,
  'sign-in-attempt': HOUR,
  'sign-in-failure': DAY,
  'rate-bucket': HOUR,
  'idempotency-key': 7 * DAY,
  'access-token': DAY,
  assertion: 0,
} as const satisfies Readonly<Record<Passing, number>>;

/** What is deleted only together with an audit entry: it let somebody in. */
const AUDITED: readonly Passing[] = ['invitation', 'access-token'];

/** Rows of one transaction, and transactions of one kind at a time: nobody waits for long, and what is left is done an hour later. Our choice. */
const BATCH = 500;
const MOST_BATCHES = 40;

/** What the purge stands on. */
export interface PurgeParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Deletes what a district keeps for a time when that is over, in batches; how many rows went. As the servers' own login, under the district's row-level security. */
export const purgeWith = ({ database, clock }: PurgeParts) => {
  const audited = async (district: string, what: Passing, before: Instant, at: Instant): Promise<number> => {
    const actor = { kind: 'system', id: 'retention', onBehalfOf: null } as const;
    const change: Change = { district, actor, requestId: 'retention', at, idempotency: null };
    const purged = await database.change<number>(change, async ({ retention }) => {
      const gone = await retention.purge(what, before, BATCH);
      if (gone === 0) return refuse();
      const audit = { action: 'retention.purge', subjectKind: what, subjectId: district, details: { count: gone } };
      return { kind: 'done', value: gone, audit };
    });
    return purged.ok ? purged.value : 0;
  };
  const plain = (district: string, what: Passing, before: Instant): Promise<number> =>
    database.inDistrict(district, ({ retention }) => retention.purge(what, before, BATCH));

  return async (district: string): Promise<number> => {
    const at = clock.now();
    let total = 0;
    for (const [what, kept] of Object.entries(KEPT) as [Passing, number][]) {
      const before = (at - kept) as Instant;
      for (let batch = 0; batch < MOST_BATCHES; batch++) {
        const gone = await (AUDITED.includes(what) ? audited(district, what, before, at) : plain(district, what, before));
        total += gone;
        if (gone < BATCH) break;
      }
    }
    return total;
  };
};
