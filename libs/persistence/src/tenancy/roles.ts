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
} as const;

/** Serialises what concurrent starts do to the cluster's catalogs. */
const CATALOG_LOCK = 0x67_75_6a;

/**
 * Makes the three roles where they are absent; `session` must be allowed to create roles. Existing roles keep their passwords. A
 * deployment on its own PostgreSQL may as well create them by hand, see the README.
 */
export async function bootstrapRoles(session: Client, passwords: { readonly owner: string; readonly app: string }): Promise<void> {
  const login = (password: string): string =>
    `login nosuperuser nocreatedb nocreaterole nobypassrls password ${session.escapeLiteral(password)}`;
  await session.query('begin');
  try {
    await session.query('select pg_advisory_xact_lock($1)', [CATALOG_LOCK]);
    const { rows } = await session.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
      Object.values(ROLE),
    ]);
    const found = new Set(rows.map((row) => row.rolname));
    if (!found.has(ROLE.publisher))
      await session.query(`create role ${ROLE.publisher} nologin nosuperuser nocreatedb nocreaterole nobypassrls`);
    if (!found.has(ROLE.owner)) await session.query(`create role ${ROLE.owner} ${login(passwords.owner)}`);
    if (!found.has(ROLE.app)) await session.query(`create role ${ROLE.app} ${login(passwords.app)}`);
    // Not inherited: only a transaction that says `set local role` has it.
    if (found.size < 3) await session.query(`grant ${ROLE.publisher} to ${ROLE.owner}, ${ROLE.app} with inherit false, set true`);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback');
    throw error;
  }
}

/** Makes a database that the owner role owns and the app role may connect to, and nobody else; one that is there keeps what is in it. */
export async function createApplicationDatabase(session: Client, name: string, template = 'template0'): Promise<void> {
  const database = session.escapeIdentifier(name);
  await session.query('select pg_advisory_lock($1)', [CATALOG_LOCK]);
  try {
    const { rowCount } = await session.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0)
      await session.query(`create database ${database} owner ${ROLE.owner} template ${session.escapeIdentifier(template)}`);
    // PUBLIC may connect and make temporary tables by default.
    await session.query(`revoke all on database ${database} from public`);
    await session.query(`grant connect on database ${database} to ${ROLE.app}`);
  } finally {
    await session.query('select pg_advisory_unlock($1)', [CATALOG_LOCK]);
  }
}
