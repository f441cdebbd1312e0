import { createHash, createHmac } from 'node:crypto';
import { prepare, templateDatabase, testChange } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database.ts';

const DISTRICTS = Array.from({ length: 20 }, (_, index) => `district-${index}`);
const REQUESTS = 2_000;
const SEED = '20261126';

/** A number below `limit` for the n-th draw, the same in every run. */
const draw = (n: number, limit: number): number => createHash('sha256').update(`${SEED} ${n}`).digest().readUInt32BE() % limit;

describe(`two thousand requests of twenty districts, mixed (seed ${SEED}), on four connections`, () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, {
      poolSize: 4,
      passOf: (district) => createHmac('sha256', 'key').update(district).digest('hex'),
    });
    for (const district of DISTRICTS)
      await prepare(
        database,
        district,
        async ({ districts }) => void (await districts.open(`试验区 ${district}`, testChange(district).at)),
      );
  }, 20_000);
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('see no row of another district, and every own mutation is there once', async () => {
    const done = new Map(DISTRICTS.map((district) => [district, 0]));
    const foreign: string[] = [];
    const request = async (n: number): Promise<void> => {
      const district = DISTRICTS[draw(n, DISTRICTS.length)] ?? '';
      if (n % 4 === 0) {
        done.set(district, (done.get(district) ?? Number.NaN) + 1);
        const audit = { action: 'trial.made', subjectKind: 'trial', subjectId: district, details: {} };
        await database.change(testChange(district), async () => ({ kind: 'done', value: null, audit }));
        return;
      }
      const seen = await database.inDistrict(district, ({ auditLog }) => auditLog.after(null, 1_000));
      expect(seen.length).toBeGreaterThan(0);
      foreign.push(...seen.filter((entry) => entry.district !== district || entry.subjectId !== district).map((entry) => entry.district));
    };
    await Promise.all(Array.from({ length: REQUESTS }, (_, n) => request(n)));
    expect(foreign).toEqual([]);
    for (const [district, count] of done) {
      const chain = await database.inDistrict(district, ({ auditLog }) => auditLog.after(null, 1_000));
      expect(chain.filter(({ action }) => action === 'trial.made')).toHaveLength(count);
    }
  }, 30_000);
});
