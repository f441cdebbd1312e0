import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';

/** By when a request is to be answered. */
export interface Deadline {
  /** Milliseconds that are left; negative when it has passed. */
  remaining(): number;
}

/** A request was not answered by its deadline. What it had begun in the database is rolled back. */
export class DeadlineExceeded extends Error {
  constructor(options?: ErrorOptions) {
    super('the deadline of the request has passed', options);
    this.name = 'DeadlineExceeded';
  }
}

const current = new AsyncLocalStorage<Deadline>();

/** Runs `work` under a deadline: each transaction that it begins ends by then, its statements cancelled by the server. */
export const withinDeadline = <T>(deadline: Deadline, work: () => T): T => current.run(deadline, work);

/** A statement may run so much longer than the deadline, ms: the server is told again only when its last word has grown older than this. */
const SLACK = 100;

/** PostgreSQL's code of a statement that was cancelled, by its timeout as well. */
const QUERY_CANCELED = '57014';

const isCanceled = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;

type Query = (sql: string, parameters?: unknown[], structured?: boolean) => Promise<unknown>;

/** What is left, as PostgreSQL takes it: whole milliseconds, and 0 would mean without end. Throws `DeadlineExceeded` when nothing is. */
const timeLeft = (deadline: Deadline): number => {
  const left = Math.ceil(deadline.remaining());
  if (left <= 0) throw new DeadlineExceeded();
  return left;
};

/** The time that the first statement of a transaction may take, as a value of `statement_timeout`; null: the request has no deadline. Throws `DeadlineExceeded`. */
export const firstStatementTimeout = (): string | null => {
  const deadline = current.getStore();
  return deadline === undefined ? null : String(timeLeft(deadline));
};

/**
 * Holds every further statement of the manager's transaction to the deadline of the request: the server ends it when the time is over. Errors of statements that were
 * ended so are `DeadlineExceeded`. Without a deadline nothing changes.
 */
export const holdToDeadline = (manager: EntityManager): void => {
  const deadline = current.getStore();
  const runner = manager.queryRunner;
  if (deadline === undefined || runner === undefined) return;
  const query = runner.query.bind(runner) as Query;
  let told = timeLeft(deadline);
  const bounded: Query = async (sql, ...rest) => {
    // What is given up must be rolled back, however late it is.
    if (sql.startsWith('ROLLBACK')) return query(sql, ...rest);
    const left = timeLeft(deadline);
    try {
      if (told - left > SLACK) {
        await query(`select set_config('statement_timeout', $1, true)`, [String(left)]);
        told = left;
      }
      return await query(sql, ...rest);
    } catch (error) {
      throw isCanceled(error) && deadline.remaining() <= SLACK ? new DeadlineExceeded({ cause: error }) : error;
    }
  };
  runner.query = bounded as typeof runner.query;
};
