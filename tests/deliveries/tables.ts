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

/** Deliveries that were taken in hand more than a second ago, and whose attempt has not been written down; `lease`, ms, is how long they were taken for. */
export async function inHandOfTheDead(looking: Client, lease: number): Promise<number> {
  const { rows } = await looking.query<{ n: number }>(
    `select count(*)::int as n from webhook_delivery where status = 'pending' and claimed_until <= now() + make_interval(secs => $1)`,
    [lease / 1_000 - 1],
  );
  return rows[0]!.n;
}
