import { randomUUID } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { publicationOf, templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database.ts';
import type { ReceiptRecord } from './receipt.repository.ts';

const NOW = 1_795_600_000_123 as Instant;

/** Bytes that a careless store would change: key order, white space, a wide character, an escaped NUL, a number's last zeros. */
const AWKWARD = '{"b":1.50,  "a":"规程 😀 \\u0000 é"}';

const policy = publicationOf('east/2023-1', { effectiveFrom: '2023-05-15' });

const receiptOf = (district: string, over: Partial<ReceiptRecord> = {}): ReceiptRecord => ({
  receiptId: randomUUID(),
  district,
  policyId: null,
  policyDigest: null,
  engineVersion: '0.1.0',
  calendarDigest: 'sha256:calendar',
  question: 'routing',
  asOf: '2024-03-18',
  mode: 'in-force',
  requestCanonical: AWKWARD,
  decisionCanonical: AWKWARD,
  isPublic: true,
  createdAt: NOW,
  ...over,
});

describe('receipts', () => {
  let test: TestDatabase;
  let database: Database;
  const east = receiptOf('east', { policyId: 'east/2023-1', policyDigest: policy.digest });
  const west = receiptOf('west');

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    await database.policies.publish(policy, NOW);
    for (const receipt of [east, west]) await database.inDistrict(receipt.district, ({ receipts }) => receipts.append(receipt));
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('come back byte for byte, with the day and the instant they were given', async () => {
    expect(await database.inDistrict('east', ({ receipts }) => receipts.byId(east.receiptId))).toEqual(east);
  });

  it('may say that no policy answered', async () => {
    expect(await database.inDistrict('west', ({ receipts }) => receipts.byId(west.receiptId))).toEqual(west);
  });

  it('name only a policy that was published with that digest', async () => {
    const wrong = receiptOf('east', { policyId: 'east/2023-1', policyDigest: publicationOf('east/2024').digest });
    await expect(database.inDistrict('east', ({ receipts }) => receipts.append(wrong))).rejects.toThrow(
      'decision_receipt_policy_published',
    );
    const half = receiptOf('east', { policyId: 'east/2023-1' });
    await expect(database.inDistrict('east', ({ receipts }) => receipts.append(half))).rejects.toThrow(
      'decision_receipt_policy_with_digest',
    );
  });

  it('are written once', async () => {
    await expect(database.inDistrict('east', ({ receipts }) => receipts.append(east))).rejects.toThrow('decision_receipt_pk');
  });

  it('are not found from another district', async () => {
    expect(await database.inDistrict('east', ({ receipts }) => receipts.byId(west.receiptId))).toBeUndefined();
  });

  it('are not written into another district', async () => {
    const forged = receiptOf('west');
    await expect(database.inDistrict('east', ({ receipts }) => receipts.append(forged))).rejects.toThrow('row-level security');
  });

  it('are gone when the transaction fails', async () => {
    const lost = receiptOf('east');
    const failing = database.inDistrict('east', async ({ receipts }) => {
      await receipts.append(lost);
      throw new Error('after the append');
    });
    await expect(failing).rejects.toThrow('after the append');
    expect(await database.inDistrict('east', ({ receipts }) => receipts.byId(lost.receiptId))).toBeUndefined();
  });

  it('of sixteen units of work at once on four connections stay in their districts', async () => {
    const pool = await Database.connect(test.appUrl, { poolSize: 4 });
    const districts = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? 'east' : 'west'));
    const mine = await Promise.all(
      districts.map((district) =>
        pool.inDistrict(district, async ({ receipts }) => {
          const own = receiptOf(district);
          await receipts.append(own);
          return [await receipts.byId(own.receiptId), await receipts.byId((district === 'east' ? west : east).receiptId)];
        }),
      ),
    );
    expect(mine.map(([own, other]) => [own?.district, other])).toEqual(districts.map((district) => [district, undefined]));
    await pool.close();
  });

  describe('before a client that speaks SQL as the app role', () => {
    let client: Client;

    const inDistrict = async <T>(district: string | undefined, work: () => Promise<T>): Promise<T> => {
      await client.query('begin');
      try {
        if (district !== undefined) await client.query(`select set_config('guicheng.district', $1, true)`, [district]);
        return await work();
      } finally {
        await client.query('rollback');
      }
    };

    beforeAll(async () => {
      client = new Client({ connectionString: test.appUrl });
      await client.connect();
    });
    afterAll(() => client.end());

    it.each([
      ['a plain select', `select district from decision_receipt`],
      ['a condition on both districts', `select district from decision_receipt where district in ('east', 'west')`],
      ['a union', `select district from decision_receipt union all select district from decision_receipt where true`],
      ['a join over the shared policies', `select r.district from policy p full join decision_receipt r on true`],
      ['a common table expression', `with all_of_them as materialized (select * from decision_receipt) select district from all_of_them`],
      ['an aggregate', `select distinct unnest(array_agg(district)) as district from decision_receipt`],
      ['a lateral subquery', `select x.district from (values (1)) v, lateral (select * from decision_receipt) x`],
    ])('%s shows the own district and no other', async (_, statement) => {
      const { rows } = await inDistrict('east', () => client.query<{ district: string }>(statement));
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.district))).toEqual(new Set(['east']));
    });

    it('a condition that raises on what it sees never sees the other district', async () => {
      const leak = `select district from decision_receipt where 1 / (case when district = 'west' then 0 else 1 end) = 1`;
      expect((await inDistrict('east', () => client.query(leak))).rows.length).toBeGreaterThan(0);
    });

    it.each([
      [`select 1 from decision_receipt`],
      [`select count(*) from decision_receipt where district = 'east'`],
      [
        `insert into decision_receipt select 'east', gen_random_uuid(), null, null, '', '', '', '2024-01-01', 'in-force', '', '', now(), true`,
      ],
    ])('without a district the database raises: %s', async (statement) => {
      await expect(inDistrict(undefined, () => client.query(statement))).rejects.toMatchObject({ code: 'GC001' });
    });

    it('the district of one transaction is not left to the next', async () => {
      await inDistrict('east', () => client.query('select 1 from decision_receipt'));
      await expect(client.query('select 1 from decision_receipt')).rejects.toMatchObject({ code: 'GC001' });
    });

    it.each([
      [`update decision_receipt set question = 'limits'`],
      [`delete from decision_receipt`],
      [`truncate decision_receipt`],
      [`update policy set content = ''`],
      [`delete from policy`],
      [`truncate policy cascade`],
      [`insert into policy select * from policy`],
      [`set local role guicheng_publisher; update policy set content = ''`],
      [`set local role guicheng_publisher; delete from policy`],
      [`set local role guicheng_publisher; select 1 from decision_receipt`],
      [`alter table decision_receipt disable row level security`],
      [`alter table decision_receipt no force row level security`],
      [`alter table decision_receipt disable trigger all`],
      [`drop policy decision_receipt_of_district on decision_receipt`],
      [`alter table policy disable trigger policy_immutable`],
      [`create or replace function guicheng_current_district() returns text language sql as $$ select 'west' $$`],
      [`create table mine (id int)`],
      [`create temporary table policy (id int)`],
      [`create schema mine`],
      [`set local role guicheng_owner`],
      [`set local session_replication_role = replica`],
      [`copy decision_receipt to program 'cat'`],
      [`select pg_read_file('postmaster.pid')`],
      [`select 1 from migration`],
      [`lock table policy in access exclusive mode`],
    ])('is refused: %s', async (statement) => {
      // 42501: insufficient privilege.
      await expect(inDistrict('east', () => client.query(statement))).rejects.toMatchObject({ code: '42501' });
    });
  });

  it.each([
    [`update decision_receipt set question = 'limits'`],
    [`delete from decision_receipt`],
    [`truncate decision_receipt`],
    [`update policy set version = version`],
    [`delete from policy where policy_id = 'east/2023-1'`],
    [`truncate policy cascade`],
  ])('are append-only for the owner role too: %s', async (statement) => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query('begin');
    await owner.query(`select set_config('guicheng.district', 'east', true)`);
    await expect(owner.query(statement)).rejects.toMatchObject({ code: 'GC002' });
    await owner.end();
  });

  it('are hidden from the owner role without a district', async () => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await expect(owner.query('select 1 from decision_receipt')).rejects.toMatchObject({ code: 'GC001' });
    await owner.end();
  });
});
