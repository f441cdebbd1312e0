import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import type { ActorKind } from '../tenancy/change.ts';
import type { AuditEntry } from './audit-hash.ts';

/** Where reading goes on: behind this entry. */
export type AuditPlace = Pick<AuditEntry, 'sequence' | 'hash'>;

/** Which entries; null: whichever. */
export interface AuditFilter {
  /** Word for word, or `<feature>.` for all of a feature. */
  readonly action: string | null;
  readonly actorId: string | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  /** Recorded at this instant or later. */
  readonly from: Instant | null;
  /** Recorded before this instant. */
  readonly to: Instant | null;
}

/** Which page of a list, newest first. */
export interface AuditRange {
  /** Behind this number, or before it when `backwards`; null: from the end that is walked from. */
  readonly from: bigint | null;
  readonly backwards: boolean;
  readonly limit: number;
}

/** Reading the audit chain of the unit of work's district. */
export interface AuditLogRepository {
  /** The next entries behind a place (null: from the first), in order of their numbers, `limit` at most; none: the end. */
  after(place: AuditPlace | null, limit: number): Promise<readonly AuditEntry[]>;
  /** A page of entries, newest first, and whether more stand in the direction that was walked in. */
  list(filter: AuditFilter, range: AuditRange): Promise<{ readonly entries: readonly AuditEntry[]; readonly more: boolean }>;
  count(filter: AuditFilter): Promise<number>;
  /** The last entry; undefined: there is none. */
  head(): Promise<AuditPlace | undefined>;
  /** The first and last number of what was recorded from an instant (included) to another (excluded); undefined: nothing was. */
  recordedBetween(from: Instant | null, to: Instant | null): Promise<{ readonly first: bigint; readonly last: bigint } | undefined>;
}

/** An instant as milliseconds, also where somebody put in what is none: the chain must be read before it can be judged. */
const COLUMNS = `district, sequence, case when isfinite(recorded_at) then (extract(epoch from recorded_at) * 1000)::bigint end as recorded_at,
  actor_kind, actor_id, on_behalf_of, request_id, action, subject_kind, subject_id, details, previous_hash, hash`;

type Row = Readonly<Record<string, string>>;

const entryOf = (row: Row): AuditEntry => ({
  district: row['district']!,
  sequence: BigInt(row['sequence']!),
  recordedAt: Number(row['recorded_at'] ?? Number.NaN) as Instant,
  actorKind: row['actor_kind'] as ActorKind,
  actorId: row['actor_id']!,
  onBehalfOf: row['on_behalf_of'] ?? null,
  requestId: row['request_id']!,
  action: row['action']!,
  subjectKind: row['subject_kind']!,
  subjectId: row['subject_id']!,
  details: row['details']!,
  previousHash: row['previous_hash']!,
  hash: row['hash']!,
});

/** The condition of a filter, and its parameters. */
const conditionOf = (district: string, filter: AuditFilter): { readonly sql: string; readonly values: readonly unknown[] } => {
  const values: unknown[] = [district];
  const parts = ['district = $1'];
  const add = (value: unknown, part: (place: string) => string): void => {
    if (value === null) return;
    values.push(value);
    parts.push(part(`$${values.length}`));
  };
  add(filter.action, (place) => (filter.action?.endsWith('.') === true ? `starts_with(action, ${place})` : `action = ${place}`));
  add(filter.actorId, (place) => `actor_id = ${place}`);
  add(filter.subjectKind, (place) => `subject_kind = ${place}`);
  add(filter.subjectId, (place) => `subject_id = ${place}`);
  add(filter.from === null ? null : new Date(filter.from), (place) => `recorded_at >= ${place}`);
  add(filter.to === null ? null : new Date(filter.to), (place) => `recorded_at < ${place}`);
  return { sql: parts.join(' and '), values };
};

/** The chain that a transaction with a tenant can see. */
export const auditLogRepository = (manager: EntityManager, district: string): AuditLogRepository => ({
  after: async (place, limit) => {
    // Two entries with one number are possible where the key was taken away; the second must not be skipped.
    const rows = await manager.query<Row[]>(
      `select ${COLUMNS} from audit_entry where district = $1 and (sequence, hash) > ($2, $3) order by sequence, hash limit $4`,
      [district, String(place?.sequence ?? 0n), place?.hash ?? '', limit],
    );
    return rows.map(entryOf);
  },
  list: async (filter, { from, backwards, limit }) => {
    const { sql, values } = conditionOf(district, filter);
    const behind = from === null ? '' : `and sequence ${backwards ? '>' : '<'} $${values.length + 1}`;
    const rows = await manager.query<Row[]>(
      `select ${COLUMNS} from audit_entry where ${sql} ${behind} order by sequence ${backwards ? 'asc' : 'desc'} limit ${limit + 1}`,
      from === null ? [...values] : [...values, String(from)],
    );
    const entries = rows.slice(0, limit).map(entryOf);
    return { entries: backwards ? entries.reverse() : entries, more: rows.length > limit };
  },
  count: async (filter) => {
    const { sql, values } = conditionOf(district, filter);
    const [row] = await manager.query<{ count: string }[]>(`select count(*) from audit_entry where ${sql}`, [...values]);
    return Number(row?.count);
  },
  head: async () => {
    const [row] = await manager.query<Row[]>(`select sequence, hash from audit_entry where district = $1 order by sequence desc limit 1`, [
      district,
    ]);
    return row && { sequence: BigInt(row['sequence']!), hash: row['hash']! };
  },
  recordedBetween: async (from, to) => {
    const [row] = await manager.query<{ first: string | null; last: string | null }[]>(
      `select min(sequence) as first, max(sequence) as last from audit_entry
       where district = $1 and recorded_at >= coalesce($2, '-infinity'::timestamptz) and recorded_at < coalesce($3, 'infinity'::timestamptz)`,
      [district, from === null ? null : new Date(from), to === null ? null : new Date(to)],
    );
    return typeof row?.first === 'string' && typeof row.last === 'string'
      ? { first: BigInt(row.first), last: BigInt(row.last) }
      : undefined;
  },
});
