import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicationOf, templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import type { Instant } from '@guicheng/kernel';
import { canonicalJson, digestOf } from '@guicheng/policy-model';
import { Client } from 'pg';
import { Database } from '../database.ts';

const NOW = 1_795_600_000_123 as Instant;

/** Eight copies of the server, each with connections of its own, doing one thing at the same time. */
async function eightAtOnce<T>(url: string, work: (database: Database, index: number) => Promise<T>): Promise<T[]> {
  const databases = await Promise.all(Array.from({ length: 8 }, () => Database.connect(url, { poolSize: 1 })));
  try {
    return await Promise.all(databases.map(work));
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
}

const kinds = (outcomes: readonly { readonly kind: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

async function chainOf(url: string, district: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`select set_config('guicheng.district', $1, false)`, [district]);
  const { rows } = await client.query<object>(
    `select sequence, actor_kind, actor_id, request_id, action, subject_id, details from audit_entry order by sequence`,
  );
  await client.end();
  return rows;
}

describe('publishing policies', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
  });
  afterAll(async () => {
    await database?.close();
    await test?.close();
  });

  it('keeps the content, its digest, its dates and the instant of publication', async () => {
    const offered = publicationOf('kept/2023-1', { effectiveFrom: '2023-05-15', effectiveTo: '2024-12-31' });
    expect(await database.policies.publish(offered, NOW)).toEqual({ kind: 'published', policyId: 'kept/2023-1', digest: offered.digest });

    const expected = {
      policyId: 'kept/2023-1',
      district: 'kept',
      version: '2023-1',
      digest: offered.digest,
      content: offered.policy,
      nature: 'regulation',
      effectiveFrom: '2023-05-15',
      effectiveTo: '2024-12-31',
      publishedAt: NOW,
    };
    expect(await database.policies.byId('kept/2023-1')).toEqual(expected);
    const found = await database.policies.byDigest(offered.digest);
    expect(found).toEqual(expected);
    expect(digestOf(canonicalJson(found!.content))).toBe(offered.digest);
    expect(await database.policies.all()).toContainEqual(expected);
    expect(await database.policies.byId('kept/none')).toBeUndefined();
    expect(await database.policies.byDigest('sha256:0')).toBeUndefined();
  });

  it('leaves an entry in the chain of each district, of what was new only', async () => {
    const publisher = { actor: { kind: 'person', id: 'p-1', onBehalfOf: null }, requestId: 'r-1' } as const;
    const [east, west, again] = (['audit-east/1', 'audit-west/1', 'audit-east/2'] as const).map((id) =>
      publicationOf(id, { nature: 'guidance' }),
    );
    await database.policies.publishAll([west!, east!], NOW, publisher);
    await database.policies.publishAll([east!, again!], NOW);
    const clash = publicationOf('audit-east/1', { nature: 'guidance', titleZh: '改过的办法' });
    await database.policies.publishAll([publicationOf('audit-east/0', { nature: 'guidance' }), clash], NOW);
    const { digest } = east!;
    expect(await chainOf(test.auditorUrl, 'audit-east')).toEqual([
      {
        ...{
          sequence: '1',
          actor_kind: 'person',
          actor_id: 'p-1',
          request_id: 'r-1',
          action: 'policy.publish',
          subject_id: 'audit-east/1',
        },
        details: `{"digest":"${digest}","effectiveFrom":null,"effectiveTo":null,"nature":"guidance"}`,
      },
      expect.objectContaining({ sequence: '2', actor_kind: 'system', actor_id: 'guicheng', subject_id: 'audit-east/2' }),
    ]);
    expect(await chainOf(test.auditorUrl, 'audit-west')).toMatchObject([{ sequence: '1', subject_id: 'audit-west/1' }]);
  });

  it.each([
    ['without an entry', `set local guicheng.district = 'unheard'`, 'GC003'],
    ['without a tenant', `select 1`, 'GC001'],
    [
      'with the entry of another district',
      `set local guicheng.district = 'other'; insert into audit_entry values ('other', 1, now(), 'system', 's', null, 'r', 'policy.publish', 'k', 'i', '{}', '', '')`,
      'GC003',
    ],
  ])('is not possible %s', async (_, before, code) => {
    const client = new Client({ connectionString: test.appUrl });
    await client.connect();
    await client.query('begin; set local role guicheng_publisher');
    await client.query(before);
    await client.query(`
      insert into policy (policy_id, district, version, digest, content, nature, published_at)
      values ('unheard/1', 'unheard', '1', 'sha256:' || encode(sha256('{}'), 'hex'), '{}', 'guidance', now())`);
    await expect(client.query('commit')).rejects.toMatchObject({ code });
    await client.end();
    expect(await database.policies.byId('unheard/1')).toBeUndefined();
  });

  it('answers "unchanged" to the same digest, and keeps the first publication', async () => {
    const offered = publicationOf('again/1', { effectiveFrom: '2023-01-01' });
    await database.policies.publish(offered, NOW);
    expect(await database.policies.publish(offered, (NOW + 1) as Instant)).toEqual({
      kind: 'unchanged',
      policyId: 'again/1',
      digest: offered.digest,
    });
    expect((await database.policies.byId('again/1'))?.publishedAt).toBe(NOW);
  });

  it('refuses changed content under a published id and names both digests', async () => {
    const first = publicationOf('changed/1', { effectiveFrom: '2023-01-01' });
    const second = publicationOf('changed/1', { effectiveFrom: '2023-01-01', titleZh: '改过的办法' });
    await database.policies.publish(first, NOW);
    const outcome = await database.policies.publish(second, NOW);
    if (outcome.kind !== 'refused') expect.fail(outcome.kind);
    expect(outcome.problem.code).toBe('published-content-differs');
    for (const text of [outcome.problem.zh, outcome.problem.en]) {
      expect(text).toContain(first.digest);
      expect(text).toContain(second.digest);
    }
    expect((await database.policies.byId('changed/1'))?.digest).toBe(first.digest);
  });

  it('refuses a validity that shares one day with another version of the district, naming it and both ranges', async () => {
    await database.policies.publish(publicationOf('shared-day/1', { effectiveFrom: '2022-03-10', effectiveTo: '2023-12-31' }), NOW);
    const outcome = await database.policies.publish(publicationOf('shared-day/2', { effectiveFrom: '2023-12-31' }), NOW);
    if (outcome.kind !== 'refused') expect.fail(outcome.kind);
    expect(outcome.problem.code).toBe('validity-overlaps');
    for (const text of [outcome.problem.zh, outcome.problem.en]) {
      for (const part of ['shared-day/1', 'shared-day/2', '2022-03-10', '2023-12-31']) expect(text).toContain(part);
    }
    expect(await database.policies.byId('shared-day/2')).toBeUndefined();
  });

  it('publishes several together, or none when one of them is refused', async () => {
    const kept = publicationOf('together/1', { effectiveFrom: '2022-01-01', effectiveTo: '2022-12-31' });
    await database.policies.publish(kept, NOW);
    const [fresh, clash] = [
      publicationOf('together/0', { effectiveFrom: '2021-01-01', effectiveTo: '2021-12-31' }),
      publicationOf('together/2', { effectiveFrom: '2022-12-31' }),
    ];
    const refused = await database.policies.publishAll([clash, kept, fresh], NOW);
    expect(refused.map(({ kind, policyId }) => [policyId, kind])).toEqual([
      ['together/0', 'published'],
      ['together/1', 'unchanged'],
      ['together/2', 'refused'],
    ]);
    expect(await database.policies.byId('together/0')).toBeUndefined();
    expect(kinds(await database.policies.publishAll([kept, fresh], NOW))).toEqual({ published: 1, unchanged: 1 });
    expect((await database.policies.byId('together/0'))?.digest).toBe(fresh.digest);
  });

  it('lets eight servers that publish the same policies together all succeed, whatever the order', async () => {
    const policies = Array.from({ length: 5 }, (_, index) =>
      publicationOf(`all-at-once/${index}`, { effectiveFrom: `201${index}-01-01`, effectiveTo: `201${index}-12-31` }),
    );
    const outcomes = await eightAtOnce(test.appUrl, (one, index) =>
      one.policies.publishAll(index % 2 === 0 ? policies : [...policies].reverse(), NOW),
    );
    expect(kinds(outcomes.flat())).toEqual({ published: 5, unchanged: 35 });
  });

  it('accepts the version that starts the day after, and any district beside it', async () => {
    await database.policies.publish(publicationOf('next-day/1', { effectiveFrom: '2022-03-10', effectiveTo: '2023-12-31' }), NOW);
    expect((await database.policies.publish(publicationOf('next-day/2', { effectiveFrom: '2024-01-01' }), NOW)).kind).toBe('published');
    expect((await database.policies.publish(publicationOf('other-district/1', { effectiveFrom: '2024-01-01' }), NOW)).kind).toBe(
      'published',
    );
  });

  it('lets drafts and guidance stand beside what is in force', async () => {
    await database.policies.publish(publicationOf('drafts/1', { effectiveFrom: '2022-03-10' }), NOW);
    for (const nature of ['consultation-draft', 'guidance'] as const) {
      const offered = publicationOf(`drafts/${nature}`, { nature, effectiveFrom: '2022-03-10' });
      expect((await database.policies.publish(offered, NOW)).kind).toBe('published');
      expect(await database.policies.byId(`drafts/${nature}`)).toMatchObject({ nature, effectiveFrom: null, effectiveTo: null });
    }
  });

  it('is open to the owner role as well', async () => {
    const owner = await Database.connect(test.ownerUrl);
    expect((await owner.policies.publish(publicationOf('by-owner/1'), NOW)).kind).toBe('published');
    await owner.close();
  });

  it('refuses bytes that do not give the digest', async () => {
    const offered = publicationOf('forged/1');
    await expect(database.policies.publish({ ...offered, digest: publicationOf('forged/2').digest }, NOW)).rejects.toThrow(
      'policy_digest_is_of_content',
    );
  });

  it('lets one of eight concurrent publishers of overlapping versions win, and tells the others whom they overlap', async () => {
    for (let round = 0; round < 5; round += 1) {
      const outcomes = await eightAtOnce(test.appUrl, (one, index) =>
        one.policies.publish(publicationOf(`race${round}/v${index}`, { effectiveFrom: `2023-01-0${index + 1}` }), NOW),
      );
      expect(kinds(outcomes)).toEqual({ published: 1, refused: 7 });
      const winner = outcomes.find((outcome) => outcome.kind === 'published') as { policyId: string };
      for (const outcome of outcomes) {
        if (outcome.kind !== 'refused') continue;
        expect(outcome.problem.code).toBe('validity-overlaps');
        expect(outcome.problem.en).toContain(winner.policyId);
      }
    }
  });

  it('lets one of eight concurrent publishers of the same content publish it, and tells the others that it is there', async () => {
    for (let round = 0; round < 5; round += 1) {
      const outcomes = await eightAtOnce(test.appUrl, (one) =>
        one.policies.publish(publicationOf(`same${round}/1`, { effectiveFrom: '2023-01-01' }), NOW),
      );
      expect(kinds(outcomes)).toEqual({ published: 1, unchanged: 7 });
    }
  });
});
