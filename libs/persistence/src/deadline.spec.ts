import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from './data-source.ts';
import { DeadlineExceeded, withinDeadline, type Deadline } from './deadline.ts';
import { Tenants } from './tenancy/tenants.ts';

/** Time that passes when it is told to. */
class Manual implements Deadline {
  left: number;
  constructor(left: number) {
    this.left = left;
  }
  remaining(): number {
    return this.left;
  }
}

describe('a transaction under a deadline', () => {
  let database: TestDatabase;
  let source: ReturnType<typeof createDataSource>;
  beforeAll(async () => {
    database = await templateDatabase();
    source = createDataSource(database.appUrl, { max: 1 });
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.close();
  });

  const tenants = new Tenants(null);
  const timeouts = (deadline: Deadline | null, left: readonly number[] = []): Promise<string[]> => {
    const run = () =>
      source.transaction(async (manager) => {
        await tenants.enter(manager, 'yangpu');
        const seen: string[] = [];
        for (const next of [undefined, ...left]) {
          if (next !== undefined && deadline instanceof Manual) deadline.left = next;
          const [row] = await manager.query<[{ t: string }]>(`select current_setting('statement_timeout') as t`);
          seen.push(row.t);
        }
        return seen;
      });
    return deadline === null ? run() : withinDeadline(deadline, run);
  };

  it('gives each statement what is left, said again only when that has become less by a tenth of a second', async () => {
    expect(await timeouts(new Manual(5_000), [4_950, 4_800, 4_700, 20])).toEqual(['5s', '5s', '4800ms', '4800ms', '20ms']);
  });

  it('begins no statement afterwards, and is rolled back; the connection goes on without a deadline', async () => {
    await expect(timeouts(new Manual(5_000), [-1])).rejects.toThrow(DeadlineExceeded);
    await expect(timeouts(new Manual(0))).rejects.toThrow(DeadlineExceeded);
    expect(await timeouts(null)).toEqual(['0']);
  });

  it('has a statement cancelled by the server, which says so as what it is', async () => {
    const deadline = new Manual(30);
    const late = withinDeadline(deadline, () =>
      source.transaction(async (manager) => {
        await tenants.enter(manager, 'yangpu');
        await manager.query('select pg_sleep(20)').finally(() => (deadline.left = 0));
      }),
    );
    await expect(late).rejects.toThrow(DeadlineExceeded);
  });
});
