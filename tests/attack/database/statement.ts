import type { Client } from 'pg';

/** Logins and roles of the database. */
export type DatabaseRole = 'owner' | 'app' | 'publisher' | 'auditor' | 'backup';

/** One statement of a role under a tenant; null: without one. */
export interface Statement {
  readonly role: DatabaseRole;
  readonly district: string | null;
  readonly sql: string;
  readonly values?: readonly unknown[];
}

/** What it came to: the rows as texts and their number, or the SQLSTATE that refused it. */
export type Outcome = { readonly rows: readonly string[]; readonly count: number } | { readonly refused: string };

/** Tries statements, each without lasting effect. */
export type Try = (statement: Statement) => Promise<Outcome>;

/**
 * Tries statements through a superuser's session that puts the role on. Everything happens within the transaction that the caller began, so that what it
 * changed in the database before is what is tried.
 */
export const tryWithin =
  (session: Client): Try =>
  async ({ role, district, sql, values = [] }) => {
    await session.query('savepoint attempt');
    try {
      await session.query(`set local role guicheng_${role}`);
      await session.query(`select set_config('guicheng.district', $1, true)`, [district ?? '']);
      const { rows, rowCount } = await session.query({ text: sql, values: [...values], rowMode: 'array' });
      return { rows: rows.map((row: unknown[]) => JSON.stringify(row)), count: rowCount ?? 0 };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === undefined) throw error;
      return { refused: code };
    } finally {
      await session.query('rollback to savepoint attempt');
    }
  };
