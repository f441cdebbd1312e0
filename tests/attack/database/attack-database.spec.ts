import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { populate } from '../population.ts';
import { attackDatabase, type AttackReport } from './attack-database.ts';

const DISTRICTS = { own: 'own-district', other: 'other-district', canary: 'canary-of-the-other-district' };

describe('an attack on every table by every statement', () => {
  let test: TestDatabase;
  let report: AttackReport;

  beforeAll(async () => {
    test = await templateDatabase();
    const database = await Database.connect(test.appUrl);
    await populate(database, DISTRICTS.own, 'text-of-the-own-district');
    await populate(database, DISTRICTS.other, DISTRICTS.canary);
    await database.close();
    report = await attackDatabase(test.superuserUrl, DISTRICTS, { everyMutant: 5 });
  }, 20_000);
  afterAll(() => test.close());

  it('gets at nothing of the other district, and sees its own', () => {
    expect(report.leaks).toEqual([]);
    expect(report.cells).toBeGreaterThan(200);
  });

  it('notices each fifth guard when it is taken away; `npm run attack-matrix` takes away each', () => {
    expect(report.survivors).toEqual([]);
    expect(report.mutants).toBeGreaterThan(10);
  });
});
