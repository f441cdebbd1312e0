import type { DataSource, QueryRunner } from 'typeorm';

/** Advisory locks of leaders; the second number is the name's. */
const LEADERS = 0x67_75_6d_61;

/** Of the processes on one database at most one leads under a name, as long as its session lasts: however it ends, the next that asks leads. */
export class Leadership {
  readonly #source: DataSource;
  readonly #name: string;
  #session: QueryRunner | undefined;

  constructor(source: DataSource, name: string) {
    this.#source = source;
    this.#name = name;
  }

  /** Whether this process leads; becomes the leader when there is none. Throws when the database does not answer. */
  async leads(): Promise<boolean> {
    if (this.#session !== undefined && (await this.#holds(this.#session))) return true;
    const session = this.#source.createQueryRunner();
    let hasLead = false;
    try {
      const ask = 'select pg_try_advisory_lock($1, hashtext($2)) as led';
      const [row] = (await session.query(ask, [LEADERS, this.#name])) as [{ led: boolean }];
      hasLead = row.led;
    } finally {
      if (!hasLead && !session.isReleased) await session.release();
    }
    if (hasLead) this.#session = session;
    return hasLead;
  }

  /** Leaves the lead to others. */
  async end(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined || session.isReleased) return;
    try {
      await session.query('select pg_advisory_unlock($1, hashtext($2))', [LEADERS, this.#name]);
    } finally {
      if (!session.isReleased) await session.release();
    }
  }

  /** A session that broke holds nothing any more. */
  async #holds(session: QueryRunner): Promise<boolean> {
    try {
      await session.query('select 1');
      return true;
    } catch {
      this.#session = undefined;
      if (!session.isReleased) await session.release();
      return false;
    }
  }
}
