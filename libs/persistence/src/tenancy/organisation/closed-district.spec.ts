import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import { templateDatabase, testChange, testDistrict, TEST_AT, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../database.ts';
import type { AuditDraft, ChangeResult } from '../change.ts';
import { DistrictClosed } from '../district-closed.ts';

const audit = (action: string): AuditDraft => ({ action, subjectKind: 'district', subjectId: '-', details: {} });
const done = (action: string): ChangeResult<null> => ({ kind: 'done', value: null, audit: audit(action) });
const codes = (result: Result<unknown, Problem[]>): string[] => (result.ok ? [] : result.error.map(({ code }) => code));

describe('a district that is closed', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { poolSize: 4 });
    for (const district of ['closing', 'open']) await testDistrict(database, district);
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  const actions = async (district: string): Promise<string[]> =>
    database.inDistrict(district, async ({ auditLog }) => (await auditLog.after(null, 100)).map(({ action }) => action), {
      closedToo: true,
    });

  it('ends with the entry of its closing, even for a mutation that had begun before', async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let began = (): void => undefined;
    const underWay = new Promise<void>((resolve) => (began = resolve));
    const late = database.change(testChange('closing'), async ({ signInPolicy }) => {
      await signInPolicy.choose('modern', TEST_AT);
      began();
      await held;
      return done('test.late');
    });
    await underWay;
    const closed = await database.change(testChange('closing'), async ({ districts }) => {
      await districts.close(TEST_AT);
      return done('district.close');
    });
    expect(closed.ok).toBe(true);
    goOn();
    expect(codes(await late)).toEqual(['district-closed']);
    expect((await actions('closing')).at(-1)).toBe('district.close');
  });

  it('is entered by nothing any more, but to read what is kept; its neighbour is', async () => {
    expect(codes(await database.change(testChange('closing'), async () => done('test.after')))).toEqual(['district-closed']);
    await expect(database.inDistrict('closing', async () => null)).rejects.toThrow(DistrictClosed);
    expect(await actions('closing')).not.toContain('test.after');
    expect(codes(await database.change(testChange('open'), async () => done('test.after')))).toEqual([]);
    expect(await database.openTenants()).toEqual(expect.arrayContaining(['open', 'platform']));
    expect(await database.openTenants()).not.toContain('closing');
    expect(await database.tenants()).toContain('closing');
  });
});
