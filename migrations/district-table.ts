/** What a table of a district's own is to the roles. */
export interface DistrictTable {
  /** What the app role may do; it reads always. */
  readonly app: 'select' | 'select, insert' | 'select, insert, update' | 'select, insert, delete' | 'select, insert, update, delete';
  /** True: rows are written once; triggers refuse update, delete and truncate to the owner as well. */
  readonly appendOnly: boolean;
  /** `nothing` where rows hold what lets somebody in (digests of passwords, tokens, keys); default `select`. */
  readonly auditor?: 'select' | 'nothing';
}

const OF_DISTRICT = '(district = guicheng_current_district())';
const REFUSE = 'execute function guicheng_refuse_change()';

const forced = (table: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
];

const refusals = (table: string): readonly string[] => [
  `create trigger ${table}_immutable before update or delete on ${table} for each row ${REFUSE}`,
  `create trigger ${table}_not_truncated before truncate on ${table} for each statement ${REFUSE}`,
];

/**
 * The statements that every table of a district's own gets after it was created with `district text not null`: row-level security that holds
 * its owner too, the district's policy, the backup's, rights, and triggers where it is append-only. A sequence of the table is granted to
 * guicheng_backup beside.
 *
 * Landed migrations call this: it is never changed. What tables to come shall get instead is another function beside it.
 */
export const districtTable = (table: string, { app, appendOnly, auditor = 'select' }: DistrictTable): readonly string[] => [
  ...forced(table),
  `create policy ${table}_of_district on ${table} to guicheng_owner, guicheng_app, guicheng_auditor using ${OF_DISTRICT} with check ${OF_DISTRICT}`,
  `create policy ${table}_for_backup on ${table} for select to guicheng_backup using (true)`,
  `grant ${app} on ${table} to guicheng_app`,
  `grant select on ${table} to ${auditor === 'select' ? 'guicheng_auditor, ' : ''}guicheng_backup`,
  ...(appendOnly ? refusals(table) : []),
];

/** What the first tables got, before there were auditors and backups; `create-reading-roles` brings them to the form above. Never changed. */
export const firstDistrictTable = (table: string, { app, appendOnly }: DistrictTable): readonly string[] => [
  ...forced(table),
  `create policy ${table}_of_district on ${table} using ${OF_DISTRICT} with check ${OF_DISTRICT}`,
  `grant ${app} on ${table} to guicheng_app`,
  ...(appendOnly ? refusals(table) : []),
];
