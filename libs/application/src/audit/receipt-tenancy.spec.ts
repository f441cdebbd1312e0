import { instantOf, ok, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { readCalendars, readPolicies } from '@guicheng/policy-model/folder';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication, type Application } from '../application.ts';
import { officialCalendars } from '../policies/official-calendars.ts';
import { PolicyLibrary } from '../policies/policy-library.ts';
import { publishPolicies } from '../policies/publish-policies.ts';
import type { Caller } from '../tenancy/caller.ts';

const ROOT = new URL('../../../../policies', import.meta.url).pathname;
const clock = { now: () => instantOf(Date.UTC(2026, 10, 25)) as Instant };

const callerOf = (district: string): Caller => ({
  district,
  kind: 'person',
  id: `somebody of ${district}`,
  posts: [],
  scopes: null,
  sessionId: 's',
  steppedUpUntil: null,
});
const OWN = callerOf('yicheng');
const OTHER = callerOf('yangpu');
const MARK = { requestId: 'r', at: clock.now() };

describe('the receipt', () => {
  let test: TestDatabase;
  let database: Database;
  let application: Application;
  let drawn = 0;

  const question = { request: { district: 'yicheng', question: 'routing', asOf: '2022-06-01', facts: {} }, receipt: true };
  const receiptFor = async (caller: Caller | null): Promise<string> => {
    const answer = await application.decide(caller, question);
    if (!answer.ok || answer.value.receipt === null) throw new Error('refused');
    return answer.value.receipt;
  };
  const seenBy = async (viewer: Caller | 'operator' | null, id: string): Promise<readonly unknown[]> => {
    const [shown, verified] = [await application.showReceipt(viewer, id, MARK), await application.verifyReceipt(viewer, id, MARK)];
    return [shown, verified].map((one) => (one.ok ? 'seen' : one.error[0]?.code));
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    const [packs, years] = await Promise.all([readPolicies(ROOT), readCalendars(ROOT)]);
    if (!packs.ok || !years.ok) throw new Error('the packs of the repository cannot be read');
    const calendars = officialCalendars(years.value.years);
    const wanted = packs.value.filter(({ policy }) => ['yicheng', 'yangpu'].includes(policy.manifest.district.id));
    if (!(await publishPolicies(wanted, { database, calendars, clock })).ok) throw new Error('refused');
    const library = new PolicyLibrary(database.policies, calendars);
    await library.refresh();
    application = createApplication({
      database,
      library,
      clock,
      random: (count) => new Uint8Array(count).fill((drawn += 1)),
      secretKey: new Uint8Array(32),
    });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('of who has not signed in is read by whoever holds its id', async () => {
    const id = await receiptFor(null);
    for (const viewer of [null, OWN, OTHER, 'operator'] as const) expect(await seenBy(viewer, id)).toEqual(['seen', 'seen']);
  });

  it("of a signed-in caller is the district's own; to others it does not exist", async () => {
    const id = await receiptFor(OWN);
    for (const viewer of [OWN, callerOf('yicheng'), 'operator'] as const) expect(await seenBy(viewer, id)).toEqual(['seen', 'seen']);
    for (const viewer of [null, OTHER]) expect(await seenBy(viewer, id)).toEqual(['unknown-receipt', 'unknown-receipt']);
  });

  it('is refused for a decision of another district, alone and in a batch, and nothing is kept', async () => {
    const refused = await application.decide(OTHER, question);
    expect(refused.ok ? [] : refused.error.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['receipt-of-another-district', '/receipt'],
    ]);
    const batch = await application.decideMany(OTHER, [
      ok(question),
      ok({ ...question, receipt: false }),
      ok({ ...question, request: { ...question.request, district: 'yangpu', asOf: '2024-03-18' } }),
    ]);
    const results = batch.ok ? batch.value : [];
    expect(results.map((one) => (one.ok ? one.value.receipt !== null : one.error[0]?.code))).toEqual([
      'receipt-of-another-district',
      false,
      true,
    ]);
  });
});
