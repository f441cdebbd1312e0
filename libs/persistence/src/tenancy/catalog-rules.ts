import { ROLE } from './roles.ts';

/** Tables without a district: what the program keeps about the database itself. */
const WITHOUT_DISTRICT = `('migration')`;

/** Tables with a district that every district may read. A table is added here only when it holds public knowledge. */
export const SHARED = ['policy', 'tenant_pass', 'district'];

/** Tables whose rows the app role may change or delete, each with the reason; all others are append-only. */
export const MUTABLE: Readonly<Record<string, string>> = {
  outbox_event: 'its status says whether the event was handed on',
  idempotency_key: 'a key is kept for a time and then forgotten',
  rate_bucket: 'it empties and fills; a full one is forgotten',
  account: 'passwords and second factors change; each change is audited',
  recovery_code: 'a code is used up, and all are replaced by new ones; each change is audited',
  session: 'it is used, ends, and is forgotten in time',
  invitation: 'it is used or taken back, and forgotten in time; each change is audited',
  sign_in_failure: 'a count, forgotten after a day',
  webhook_endpoint: 'districts change where their events go, audited',
  webhook_delivery: 'its state says what is still to be sent; the log is kept for a time and then forgotten',
  webhook_attempt: 'the log is kept for a time and then forgotten',
  district: 'its closing is recorded, once; a trigger refuses every other change',
  unit_period: 'its last day is set; a trigger refuses every other change',
  person: 'names and contacts are corrected and the last day is set: people may ask for it, and history stands in posts',
  post: 'its last day is set; a trigger refuses every other change',
  delegation: 'its last day is brought forward; a trigger refuses every other change',
  api_client: 'its public keys change, and it is disabled; each change is audited',
  client_credential: 'it is revoked, and ends earlier when it was rotated; each change is audited',
  client_credential_use: 'when a credential was last used',
  client_token: 'it is revoked, and forgotten when it has expired',
  client_assertion: 'forgotten when it has expired',
  project: 'it stands as it is now; every state that it had is kept in project_revision',
  project_number: 'the last running number given',
  file_upload: 'an upload is under way, and then it is not',
  sign_in_provider: 'it is configured anew and disabled; each change is audited',
  federated_identity: 'who signs in as whom is taken back; each change is audited',
  sign_in_attempt: 'used once, or forgotten',
};

/** Tables that the app or publisher role writes to without an audit entry, each with the reason; no change of another commits without one. */
const UNAUDITED: Readonly<Record<string, string>> = {
  audit_entry: 'it is the entry',
  tenant_pass: 'written when a server first serves a district, before anybody acts in it',
  outbox_event: 'written with the entry; its status is delivery',
  idempotency_key: 'kept with the answer of an audited mutation, and forgotten in time',
  rate_bucket: 'what a caller may still ask in this minute',
  session: 'begun and ended in audited mutations; its last use is noted',
  sign_in_failure: 'a count that pauses; what it counted is audited',
  webhook_delivery: 'what is sent of events, each of an audited mutation; asking for a replay is audited',
  webhook_attempt: 'the log of what was sent',
  client_credential_use: 'when a credential was last used is noted',
  sign_in_attempt: 'a sign-in under way; what it comes to is audited',
  client_assertion: 'an assertion is used up; the token it is used for is audited',
  file_upload: 'an object that nothing refers to yet; the entry is made when it is attached',
  decision_receipt: 'a receipt is itself the record of an answer; nothing is changed by asking',
};

/** Tables that the publisher appends to besides policies. */
const PUBLISHER_APPENDS = ['audit_entry'];

const listed = (names: readonly string[]): string => `array[${names.map((name) => `'${name}'`).join(', ')}]::text[]`;
const IS_SHARED = `c.relname = any(${listed(SHARED)})`;
const IS_MUTABLE = `c.relname = any(${listed(Object.keys(MUTABLE))})`;

/** Objects of the schema that no extension brought. */
const own = (catalog: string, oid: string): string =>
  `not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

const TABLES = `pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ${WITHOUT_DISTRICT}`;
const DISTRICT = `select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district' and not a.attisdropped`;

/** Whether the table has an enabled before trigger of this level (bits of `pg_trigger.tgtype`) that refuses. */
const refusal = (bits: number): string =>
  `select from pg_trigger t where t.tgrelid = c.oid and t.tgenabled in ('O', 'A') and t.tgfoid = 'guicheng_refuse_change'::regproc
    and t.tgqual is null and t.tgattr = ''::int2vector and t.tgtype & ${bits} = ${bits}`;

const OF_DISTRICT = '(district = guicheng_current_district())';

/** Rights on tables and sequences, one a row: `c` the object, `g` who may do what. */
const RIGHTS = `pg_class c, aclexplode(c.relacl) g where c.relnamespace = 'public'::regnamespace`;

/** What every database of ours keeps to: each query names the objects that break the rule, in the column `name`. */
export const CATALOG_RULES = {
  'a table belongs to the owner role': `select c.relname as name from ${TABLES} and c.relowner <> '${ROLE.owner}'::regrole`,
  'a table has a district, and it is never null': `select c.relname as name from ${TABLES} and not exists (${DISTRICT} and a.attnotnull)`,
  'an append-only table refuses update and delete': `
    select c.relname as name from ${TABLES} and not ${IS_MUTABLE} and not exists (${refusal(1 | 2 | 8 | 16)})`,
  'an append-only table refuses truncate': `select c.relname as name from ${TABLES} and not ${IS_MUTABLE} and not exists (${refusal(2 | 32)})`,
  // A view reads with its owner's rights, a materialised one without row-level security at all.
  'there is no view, materialised view or foreign table': `
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm', 'f') and ${own('pg_class', 'c.oid')}`,
  'there is no rewrite rule': `
    select r.rulename as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  'a function runs with the rights of its caller': `
    select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and ${own('pg_proc', 'p.oid')}`,
  'a function looks names up in pg_catalog only': `
    select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and ${own('pg_proc', 'p.oid')}
      and not 'search_path=pg_catalog' = any(coalesce(p.proconfig, '{}'))`,
  'a function belongs to the owner role': `
    select p.proname as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proowner <> '${ROLE.owner}'::regrole and ${own('pg_proc', 'p.oid')}`,
  "a district's own table has the policy of its district and the one for backups, and no other table or policy has any": `
    select c.relname as name from ${TABLES} and (
      select array_agg(concat_ws(' ', policyname, permissive, cmd, roles, qual, with_check) order by policyname)
      from pg_policies where schemaname = 'public' and tablename = c.relname
    ) is distinct from case when ${IS_SHARED} then null else array[
      concat_ws(' ', c.relname || '_for_backup', 'PERMISSIVE SELECT', '{${ROLE.backup}}', 'true'),
      concat_ws(' ', c.relname || '_of_district', 'PERMISSIVE ALL', '{${ROLE.app},${ROLE.auditor},${ROLE.owner}' || case when c.relname = any(${listed(PUBLISHER_APPENDS)}) then ',${ROLE.publisher}}' else '}' end, '${OF_DISTRICT}', '${OF_DISTRICT}')] end
    union all select tablename from pg_policies where schemaname = 'public' and tablename in ${WITHOUT_DISTRICT}`,
  'a foreign key leads from district to district': `
    select k.conname as name from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype = 'f' and not exists (
      select from pg_attribute a join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
      where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'district' and b.attname = 'district')`,
  'a foreign key is checked and changes no row by itself': `
    select k.conname as name from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype = 'f'
      and (not k.convalidated or k.confdeltype <> 'a' or k.confupdtype <> 'a')`,
  // Constraints are judged where they are keys; this is for `create unique index`.
  'a unique index without a constraint begins with the district': `
    select x.relname as name from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and c.relname not in ${WITHOUT_DISTRICT} and i.indisunique
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      and not exists (${DISTRICT} and a.attnum = i.indkey[0])`,
  'everybody has no right on a table or sequence': `
    select c.relname as name from pg_class c, aclexplode(c.relacl) g where c.relnamespace = 'public'::regnamespace and g.grantee = 0`,
  'the auditor and the backup role read, and do nothing else': `
    select c.relname as name from ${RIGHTS} and g.grantee in ('${ROLE.auditor}'::regrole, '${ROLE.backup}'::regrole) and g.privilege_type <> 'SELECT'`,
  'the backup role reads every table and sequence': `
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'S') and c.relname <> 'migration_id_seq'
      and not has_table_privilege('${ROLE.backup}', c.oid, 'select')`,
  'the app role changes and deletes rows only where that is listed': `
    select c.relname as name from ${RIGHTS} and g.grantee = '${ROLE.app}'::regrole
      and not (g.privilege_type in ('SELECT', 'INSERT') or (${IS_MUTABLE} and g.privilege_type in ('UPDATE', 'DELETE')))`,
  'the publisher reads and appends policies and their audit entries, and does nothing else': `
    select c.relname as name from ${RIGHTS} and g.grantee = '${ROLE.publisher}'::regrole
      and not ((c.relname = any(${listed(['policy', ...PUBLISHER_APPENDS])}) and g.privilege_type in ('SELECT', 'INSERT'))
        or (c.relname = 'tenant_pass' and g.privilege_type = 'SELECT'))`,
  'no change commits without an audit entry, except where that is listed': `
    select distinct c.relname as name from ${RIGHTS} and g.grantee in ('${ROLE.app}'::regrole, '${ROLE.publisher}'::regrole)
      and c.relkind in ('r', 'p') and g.privilege_type in ('INSERT', 'DELETE', 'UPDATE') and not c.relname = any(${listed(Object.keys(UNAUDITED))})
      and not exists (
        select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'guicheng_require_audit'::regproc and t.tgenabled in ('O', 'A') and t.tgqual is null
          and t.tgattr = ''::int2vector and t.tgdeferrable and t.tginitdeferred and t.tgtype & 1 = 1
          and t.tgtype & case g.privilege_type when 'INSERT' then 4 when 'DELETE' then 8 else 16 end > 0)`,
  'a right is on a whole table, never on a column': `
    select format('%s.%s', c.relname, a.attname) as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attacl is not null`,
  'a right cannot be passed on': `
    select c.relname as name from pg_class c, aclexplode(c.relacl) g
    where c.relnamespace = 'public'::regnamespace and g.is_grantable and g.grantee <> c.relowner`,
  'what is made later has no rights by default': `select defaclrole::regrole::text as name from pg_default_acl`,
  // Jobs of pg-boss: ids and the district, nothing of a district's business.
  'there is no other schema': `
    select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'pgboss', 'information_schema')`,
} as const;

/** A rule, in words. */
export type CatalogRule = keyof typeof CATALOG_RULES;
