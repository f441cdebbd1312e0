import type { Client } from 'pg';

/** The database of the bundled PostgreSQL. */
export const DATABASE = 'guicheng';

/** Database roles. None is a superuser, none bypasses row-level security. */
export const ROLE = {
  /** Owns the database and all in it; runs migrations, nothing else. */
  owner: 'guicheng_owner',
  /** The server's login: owns nothing, creates nothing. */
  app: 'guicheng_app',
  /** No login. May insert policies; `owner` and `app` put it on for the one transaction that publishes. */
  publisher: 'guicheng_publisher',
  /** A login that reads the rows of the district that its transaction names, and writes nothing. */
  auditor: 'guicheng_auditor',
  /** A login that reads all rows of all districts, and writes nothing. */
  backup: 'guicheng_backup',
} as const;

/** Passwords of the roles that log in. */
export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly auditor: string;
  readonly backup: string;
}

/** Serialises what concurrent starts do to the cluster's catalogs and to the file of their passwords. */
export const CATALOG_LOCK = 0x67_75_6a;

const LOGINS = ['owner', 'app', 'auditor', 'backup'] as const;
const POWERLESS = 'nosuperuser nocreatedb nocreaterole nobypassrls';

/**
 * Makes the roles that are absent; `session` must be allowed to create roles. Existing roles keep their passwords. A deployment on its own
 * PostgreSQL creates them by hand, see the README.
 */
export async function bootstrapRoles(session: Client, passwords: RolePasswords): Promise<void> {
  await session.query('begin');
  try {
    await session.query('select pg_advisory_xact_lock($1)', [CATALOG_LOCK]);
    const { rows } = await session.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
      Object.values(ROLE),
    ]);
    const found = new Set(rows.map((row) => row.rolname));
    if (!found.has(ROLE.publisher)) await session.query(`create role ${ROLE.publisher} nologin ${POWERLESS}`);
    for (const login of LOGINS)
      if (!found.has(ROLE[login]))
        await session.query(`create role ${ROLE[login]} login ${POWERLESS} password ${session.escapeLiteral(passwords[login])}`);
    // Not inherited: only a transaction that says `set local role` has it. Taken from a role that was there, it stays taken.
    if (![ROLE.publisher, ROLE.owner, ROLE.app].every((role) => found.has(role)))
      await session.query(`grant ${ROLE.publisher} to ${ROLE.owner}, ${ROLE.app} with inherit false, set true`);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback');
    throw error;
  }
}

/** Makes a database that the owner role owns and the app, auditor and backup roles may connect to, and nobody else; one that is there keeps what is in it. */
export async function createApplicationDatabase(session: Client, name: string, template = 'template0'): Promise<void> {
  const database = session.escapeIdentifier(name);
  await session.query('select pg_advisory_lock($1)', [CATALOG_LOCK]);
  try {
    const { rowCount } = await session.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0)
      await session.query(`create database ${database} owner ${ROLE.owner} template ${session.escapeIdentifier(template)}`);
    // PUBLIC may connect and make temporary tables by default.
    await session.query(`revoke all on database ${database} from public`);
    await session.query(`grant connect on database ${database} to ${ROLE.app}, ${ROLE.auditor}, ${ROLE.backup}`);
  } finally {
    await session.query('select pg_advisory_unlock($1)', [CATALOG_LOCK]);
  }
}
