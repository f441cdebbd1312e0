import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock, instantOf } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { canonicalJson, digestOf } from '@guicheng/policy-model';
import { readCalendars, readPolicies, type LoadedPolicy } from '@guicheng/policy-model/folder';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { officialCalendars, type OfficialCalendars } from './official-calendars.ts';
import { PolicyLibrary } from './policy-library.ts';
import { publishPolicies } from './publish-policies.ts';

const ROOT = new URL('../../../../policies', import.meta.url).pathname;
const clock = fixedClock(instantOf(Date.UTC(2026, 10, 25))!);

describe('publishing and the library', () => {
  let test: TestDatabase;
  let database: Database;
  let packs: readonly LoadedPolicy[];
  let calendars: OfficialCalendars;
  const publish = (some: readonly LoadedPolicy[]) => publishPolicies(some, { database, calendars, clock });

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    const read = await readPolicies(ROOT);
    const years = await readCalendars(ROOT);
    if (!read.ok || !years.ok) throw new Error('the packs of the repository cannot be read');
    packs = read.value;
    calendars = officialCalendars(years.value.years);
    expect(calendars.digest).toBe(years.value.digest);
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('cannot be asked before it is loaded', () => {
    expect(() => new PolicyLibrary(database.policies, calendars).holdings()).toThrow('before it was loaded');
  });

  it('learns of what another process publishes, and keeps what it had compiled', async () => {
    const [first, ...others] = packs;
    const library = new PolicyLibrary(database.policies, calendars);
    expect(await publish([first!])).toMatchObject({ ok: true, value: [{ kind: 'published' }] });
    expect(await library.refresh()).toBe(true);
    const before = library.holdings();
    expect(before.policies.map(({ digest }) => digest)).toEqual([first!.digest]);
    expect(await library.refresh()).toBe(false);
    expect(library.holdings()).toBe(before);

    expect(await publish(packs)).toMatchObject({ ok: true, value: [{ kind: 'unchanged' }, ...others.map(() => ({ kind: 'published' }))] });
    expect(await library.refresh()).toBe(true);
    expect(library.holdings().policies).toHaveLength(packs.length);
    expect(library.holdings().byDigest(first!.digest)).toBe(before.policies[0]);
    expect(before.policies).toHaveLength(1);
  });

  it('refuses a pack that does not compile before anything is written, naming pack and place', async () => {
    const [first] = packs;
    const { policy } = first!;
    const [question, rules] = Object.entries(policy.questions)[0]!;
    const [group, ...groups] = rules.groups;
    const broken = { ...rules, groups: [{ ...group!, when: { shout: ['a'] } }, ...groups] };
    const district = { id: 'nowhere', titleZh: '无名区' };
    const other = { ...first!, policy: { ...policy, manifest: { ...policy.manifest, id: 'nowhere/1', version: '1', district } } };
    const unfit = {
      ...first!,
      digest: `sha256:${'0'.repeat(64)}`,
      policy: { ...policy, questions: { ...policy.questions, [question]: broken } },
    };
    const result = await publish([other, unfit]);
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(result.error[0]!.pointer).toMatch(new RegExp(`^${policy.manifest.id}#/questions/${question}/groups/0`));
    expect(await database.policies.byId('nowhere/1')).toBeUndefined();
  });

  it('refuses other content under a published id, with both digests', async () => {
    const { policyWithTitle, digest } = changed(packs[0]!);
    const result = await publish([policyWithTitle]);
    expect(result).toMatchObject({ ok: false, error: [{ code: 'published-content-differs' }] });
    if (!result.ok) for (const one of [packs[0]!.digest, digest]) expect(result.error[0]!.zh).toContain(one);
  });
});

const changed = (pack: LoadedPolicy) => {
  const policy = { ...pack.policy, manifest: { ...pack.policy.manifest, titleEn: 'Another title' } };
  const canonical = canonicalJson(policy);
  const digest = digestOf(canonical);
  return { digest, policyWithTitle: { ...pack, policy, canonical, digest } };
};
