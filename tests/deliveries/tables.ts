import type { Client } from 'pg';

/** `<district> <event>` of everything that was committed and that the endpoints of the proof asked for. */
export async function committedIn(looking: Client): Promise<Set<string>> {
  const { rows } = await looking.query<{ key: string }>(
    `select district || ' ' || event_id as key from outbox_event where type like 'project.%'`,
  );
  return new Set(rows.map(({ key }) => key));
}

/** How much is to be relayed or delivered yet. */
export async function waitingIn(looking: Client): Promise<number> {
  const { rows } = await looking.query<{ n: number }>(
    `select ((select count(*) from outbox_event where status = 'pending') + (select count(*) from webhook_delivery where status = 'pending'))::int as n`,
  );
  return rows[0]!.n;
}

/** Lets the pauses of days between attempts pass at once: what is to be tried again later is due now, by table and by job. */
export async function passPauses(looking: Client): Promise<void> {
  await looking.query(`update webhook_delivery set next_at = now() where status = 'pending' and next_at > now()`);
  await looking.query(`update pgboss.job set start_after = now() where name = 'deliver' and state < 'active' and start_after > now()`);
}

/** What workers have in hand now: delivery to the time until which. */
export async function inHand(looking: Client): Promise<Map<string, string>> {
  const { rows } = await looking.query<{ id: string; until: string }>(
    `select delivery_id::text as id, claimed_until::text as until from webhook_delivery where status = 'pending' and claimed_until > now()`,
  );
  return new Map(rows.map(({ id, until }) => [id, until]));
}

/** Lets the minute pass for which a dead worker's deliveries stay its own: those that are in hand as they were `then`. Gives how many. */
export async function passLeases(looking: Client, then: ReadonlyMap<string, string>): Promise<number> {
  const { rowCount } = await looking.query(
    `update webhook_delivery d set claimed_until = now() from unnest($1::uuid[], $2::timestamptz[]) as held (id, until)
     where d.delivery_id = held.id and d.claimed_until = held.until and d.status = 'pending'`,
    [[...then.keys()], [...then.values()]],
  );
  return rowCount ?? 0;
}
