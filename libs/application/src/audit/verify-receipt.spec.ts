import { instantOf, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { canonicalJson, digestOf, type Policy } from '@guicheng/policy-model';
import { readCalendars, readPolicies, type LoadedPolicy } from '@guicheng/policy-model/folder';
import { verifyDecision } from '@guicheng/policy-engine';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication, type Application } from '../application.ts';
import { officialCalendars, type OfficialCalendars } from '../policies/official-calendars.ts';
import { PolicyLibrary } from '../policies/policy-library.ts';
import { publishPolicies } from '../policies/publish-policies.ts';
import { verificationGrounds, type RecordedGrounds } from './verification-grounds.ts';

const ROOT = new URL('../../../../policies', import.meta.url).pathname;
const START = instantOf(Date.UTC(2026, 10, 25))!;
const MARK = { requestId: 'r', at: START };
const clock = { time: START as number, now: () => instantOf(clock.time)! };
let drawn = 0;
const random = (count: number) => new Uint8Array(count).fill((drawn += 1));

const withTitles = (policy: Policy, suffix: string): Policy => ({
  ...policy,
  facts: Object.fromEntries(Object.entries(policy.facts).map(([name, fact]) => [name, { ...fact, titleZh: `${fact.titleZh}${suffix}` }])),
});
const packOf = (pack: LoadedPolicy, policy: Policy): LoadedPolicy => {
  const canonical = canonicalJson(policy);
  return { ...pack, policy, canonical, digest: digestOf(canonical) };
};

describe('verifying a receipt', () => {
  let test: TestDatabase;
  let database: Database;
  let calendars: OfficialCalendars;
  let yicheng: LoadedPolicy;
  let library: PolicyLibrary;
  let application: Application;

  const publish = async (pack: LoadedPolicy): Promise<void> => {
    const published = await publishPolicies([pack], { database, calendars, clock });
    if (!published.ok) throw new Error(JSON.stringify(published.error));
  };
  const receiptFor = async (asOf: string): Promise<string> => {
    const request = { district: 'yicheng', question: 'routing', asOf, facts: {} };
    const answer = await application.decide(null, { request, receipt: true });
    if (!answer.ok || answer.value.receipt === null) throw new Error('refused');
    return answer.value.receipt;
  };
  const statusOf = async (id: string): Promise<unknown[]> => {
    const found = await application.verifyReceipt(null, id, MARK);
    if (!found.ok) throw new Error('refused');
    const { status, reasons } = found.value.verification;
    return [status, ...reasons.map(({ code }) => code)];
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    const [packs, years] = await Promise.all([readPolicies(ROOT), readCalendars(ROOT)]);
    if (!packs.ok || !years.ok) throw new Error('the packs of the repository cannot be read');
    calendars = officialCalendars(years.value.years);
    yicheng = packs.value.find(({ policy }) => policy.manifest.id === 'yicheng/2022-1')!;
    await publish(yicheng);
    library = new PolicyLibrary(database.policies, calendars);
    await library.refresh();
    application = createApplication({ database, library, clock, random, secretKey: new Uint8Array(32) });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('holds after the vocabulary changed: published content carries its own words', async () => {
    clock.time += 1_000_000;
    const before = await receiptFor('2022-06-01');
    clock.time += 1_000_000;
    const { policy } = yicheng;
    const manifest = { ...policy.manifest, id: 'yicheng/2024-1', version: '2024-1', effectiveFrom: '2024-01-01', effectiveTo: null };
    const none = await receiptFor('2024-06-01');
    await publish({ ...packOf(yicheng, withTitles({ ...policy, manifest }, '（新）')), cases: [] });
    // This copy of the server has not heard of it yet, and answers for some seconds that no policy is in force.
    clock.time += 3_000;
    const late = await receiptFor('2024-06-01');
    expect([await statusOf(before), await statusOf(none), await statusOf(late)]).toEqual([['verified'], ['verified'], ['verified']]);
    await library.refresh();
    clock.time += 1_000_000;
    expect(await statusOf(await receiptFor('2024-06-01'))).toEqual(['verified']);
    expect([await statusOf(before), await statusOf(late)]).toEqual([['verified'], ['verified']]);
  });

  describe('on packs on disk', () => {
    const grounds = (over: Partial<RecordedGrounds>, policy: Policy, digest?: string) =>
      verificationGrounds(
        {
          district: 'yicheng',
          policyId: 'yicheng/2022-1',
          policyDigest: yicheng.digest,
          vocabularyDigest: null,
          calendarDigest: calendars.digest,
          createdAt: START satisfies Instant,
          ...over,
        },
        { policies: [{ policy, digest: digest ?? digestOf(canonicalJson(policy)) }], calendars },
      );
    const lacking = (...given: Parameters<typeof grounds>) => grounds(...given).lacking.map(({ code }) => code);
    const vocabularyDigest = async (): Promise<string> => {
      const shown = await application.showReceipt(null, await receiptFor('2022-06-01'), MARK);
      if (!shown.ok) throw new Error('refused');
      return (await shown.value.document()).vocabularyDigest!;
    };

    it('is verified where they are as they were', async () => {
      const shown = await application.showReceipt(null, await receiptFor('2022-06-01'), MARK);
      if (!shown.ok) throw new Error('refused');
      const found = grounds({}, yicheng.policy);
      expect(verifyDecision(shown.value.record, found).status).toBe('verified');
    });

    it('tells changed words from changed rules', async () => {
      const words = await vocabularyDigest();
      const { policy } = yicheng;
      const rules = { ...policy, definitions: {} };
      expect(lacking({ vocabularyDigest: words }, withTitles(policy, '（新）'))).toEqual(['policy-content-differs', 'vocabulary-differs']);
      expect(lacking({ vocabularyDigest: words }, rules)).toEqual(['policy-content-differs']);
      expect(lacking({ policyId: 'yicheng/1999' }, rules)).toEqual(['policy-not-held']);
      expect(lacking({ calendarDigest: digestOf('') }, policy)).toEqual(['calendars-differ']);
    });

    it('says when this engine no longer takes the policy', () => {
      const { policy, digest } = yicheng;
      const routing = policy.questions.routing!;
      const [group, ...groups] = routing.groups;
      const unheard = { ...policy, questions: { routing: { ...routing, groups: [{ ...group!, when: { shout: ['a'] } }, ...groups] } } };
      expect(lacking({}, unheard, digest)).toEqual(['policy-does-not-compile']);
    });
  });
});
