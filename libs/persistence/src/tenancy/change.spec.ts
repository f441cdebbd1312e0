import { instantOf, type Instant, type Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import { problem } from '@guicheng/policy-model';
import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditHash, GENESIS, type AuditEntry } from '../audit/audit-hash.ts';
import { Database } from '../database.ts';
import { refuse, type AuditDraft, type Change, type ChangeResult } from './change.ts';

const AT = instantOf(Date.UTC(2026, 0, 5, 1, 2, 3, 4)) as Instant;
const AUDIT: AuditDraft = { action: 'trial.made', subjectKind: 'trial', subjectId: '一', details: { 甲: 1, b: null } };

const changeOf = (over: Partial<Change> = {}): Change => ({
  district: 'east',
  actor: { kind: 'person', id: 'p-1', onBehalfOf: null },
  requestId: 'r-1',
  at: AT,
  idempotency: null,
  ...over,
});
const keyed = (key: string, requestDigest = 'd'): Change => changeOf({ idempotency: { key, requestDigest } });
const done = <T>(value: T, events: readonly string[] = []): ChangeResult<T> => ({
  kind: 'done',
  value,
  audit: AUDIT,
  events: events.map((type) => ({ type, subjectKind: 'trial', subjectId: '一', payload: { type } })),
});
const codes = (result: Result<unknown, Problem[]>): string[] => (result.ok ? [] : result.error.map(({ code }) => code));

describe('a change', () => {
  let test: TestDatabase;
  let database: Database;
  let client: Client;

  const rows = async <T extends object>(query: string, district = 'east'): Promise<T[]> => {
    await client.query('begin');
    await client.query(`select set_config('guicheng.district', $1, true)`, [district]);
    const found = await client.query<T>(query);
    await client.query('rollback');
    return found.rows;
  };
  const chain = async (district = 'east'): Promise<AuditEntry[]> =>
    (
      await rows<Record<string, string>>(
        `select *, (extract(epoch from recorded_at) * 1000)::bigint as at from audit_entry order by sequence`,
        district,
      )
    ).map((row) => ({
      district: row['district']!,
      sequence: BigInt(row['sequence']!),
      recordedAt: instantOf(Number(row['at']))!,
      actorKind: row['actor_kind'] as 'person',
      actorId: row['actor_id']!,
      onBehalfOf: row['on_behalf_of'] ?? null,
      requestId: row['request_id']!,
      action: row['action']!,
      subjectKind: row['subject_kind']!,
      subjectId: row['subject_id']!,
      details: row['details']!,
      previousHash: row['previous_hash']!,
      hash: row['hash']!,
    }));

  beforeAll(async () => {
    test = await templateDatabase();
    // A table of business data, as those of every feature are.
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query(`create table trial (district text, id text, primary key (district, id))`);
    await owner.query(`grant select, insert, update, delete on trial to guicheng_app`);
    await owner.query(
      `create constraint trigger trial_audited after insert or update or delete on trial deferrable initially deferred for each row execute function guicheng_require_audit()`,
    );
    await owner.end();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    database = await Database.connect(test.appUrl, { poolSize: 8 });
    client = new Client({ connectionString: test.appUrl });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.close();
  });

  it('leaves one audit entry, chained to the one before, and its events in their order', async () => {
    expect(await database.change(changeOf(), async () => done({ id: 7 }, ['trial.made', 'trial.told']))).toEqual({
      ok: true,
      value: { id: 7 },
    });
    await database.change(changeOf({ actor: { kind: 'client', id: 'c-1', onBehalfOf: 'p-2' } }), async () => done(null));
    const [first, second] = await chain();
    expect(first).toMatchObject({
      sequence: 1n,
      recordedAt: AT,
      actorId: 'p-1',
      onBehalfOf: null,
      details: '{"b":null,"甲":1}',
      previousHash: GENESIS,
    });
    expect(second).toMatchObject({ sequence: 2n, actorKind: 'client', onBehalfOf: 'p-2', previousHash: first!.hash });
    for (const entry of [first!, second!]) expect(auditHash(entry)).toBe(entry.hash);
    expect(await rows(`select audit_sequence, place, type, payload, status from outbox_event order by audit_sequence, place`)).toEqual([
      { audit_sequence: '1', place: 0, type: 'trial.made', payload: '{"type":"trial.made"}', status: 'pending' },
      { audit_sequence: '1', place: 1, type: 'trial.told', payload: '{"type":"trial.told"}', status: 'pending' },
    ]);
  });

  it('names in whose post it was done as the work found out; where that says nothing, as the change does', async () => {
    const before = (await chain()).length;
    for (const audit of [AUDIT, { ...AUDIT, onBehalfOf: 'p-3' }, { ...AUDIT, onBehalfOf: null }])
      await database.change(changeOf({ actor: { kind: 'person', id: 'p-1', onBehalfOf: 'p-2' } }), async () => ({
        kind: 'done',
        value: null,
        audit,
      }));
    const added = (await chain()).slice(before);
    expect(added.map(({ onBehalfOf }) => onBehalfOf)).toEqual(['p-2', 'p-3', null]);
    for (const entry of added) expect(auditHash(entry)).toBe(entry.hash);
  });

  it('of another district has a chain of its own', async () => {
    await database.change(changeOf({ district: 'west' }), async () => done(null));
    expect(await chain('west')).toMatchObject([{ district: 'west', sequence: 1n, previousHash: GENESIS }]);
  });

  it('that is refused or breaks leaves nothing', async () => {
    const before = (await chain()).length;
    const reason = problem('trial-refused', '', '不行', 'no');
    expect(await database.change(keyed('refused'), async () => refuse(reason))).toEqual({ ok: false, error: [reason] });
    await expect(database.change(keyed('broken'), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await chain()).toHaveLength(before);
    expect(await rows(`select from idempotency_key where key in ('refused', 'broken')`)).toEqual([]);
    expect(await database.change(keyed('refused'), async () => done('now'))).toEqual({ ok: true, value: 'now' });
  });

  it.each(['', 'x'.repeat(256), 'a\u0000b', '\ud800'])(
    'under a key that cannot be kept is refused and not carried out: %j',
    async (key) => {
      expect(codes(await database.change(keyed(key), () => Promise.reject(new Error('done'))))).toEqual(['idempotency-key-not-valid']);
    },
  );

  it('asked again with its key is answered again and not done again', async () => {
    const before = (await chain()).length;
    const first = await database.change(keyed('again'), async () => done({ made: 1 }));
    const second = await database.change(keyed('again'), () => Promise.reject(new Error('done twice')));
    expect(second).toEqual(first);
    expect(await chain()).toHaveLength(before + 1);
    expect(codes(await database.change(keyed('again', 'other'), async () => done(null)))).toEqual(['idempotency-key-reused']);
    const other = changeOf({ actor: { kind: 'person', id: 'p-9', onBehalfOf: null }, idempotency: { key: 'again', requestDigest: 'd' } });
    expect(await database.change(other, async () => done({ made: 2 }))).toEqual({ ok: true, value: { made: 2 } });
  });

  it('asked fifty times at once with one key is done once', async () => {
    let runs = 0;
    const all = await Promise.all(Array.from({ length: 50 }, () => database.change(keyed('fifty'), async () => done({ run: ++runs }))));
    expect(runs).toBe(1);
    for (const one of all) expect(one.ok ? one.value : codes(one)).toEqual(one.ok ? { run: 1 } : ['idempotency-in-flight']);
  });

  it('of fifty at once: every entry has its number and the hash before it', async () => {
    const before = (await chain()).length;
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => database.change(changeOf({ requestId: `r-${index}` }), async () => done(null))),
    );
    const entries = await chain();
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: before + 50 }, (_, index) => BigInt(index + 1)));
    for (const [index, entry] of entries.entries()) {
      expect(auditHash(entry)).toBe(entry.hash);
      expect(entry.previousHash).toBe(entries[index - 1]?.hash ?? GENESIS);
    }
  });

  it('cannot number or hash its entry otherwise', async () => {
    await client.query('begin');
    await client.query(`select set_config('guicheng.district', 'north', true)`);
    const { rows: made } = await client.query(
      `insert into audit_entry values ('north', 99, now(), 'system', 's', null, 'r', 'a.b', 'k', 'i', '{}', 'forged', 'forged') returning sequence, previous_hash, hash`,
    );
    await client.query('rollback');
    expect(made).toEqual([{ sequence: '1', previous_hash: GENESIS, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it.each([
    ['an insert', `insert into trial values ('east', 'x')`],
    ['an update', `update trial set id = 'z' where id = 'y'`],
    ['a deletion', `delete from trial where id = 'y'`],
  ])('%s of business data without an audit entry does not commit', async (_, statement) => {
    const superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    await superuser.query(`set session_replication_role = replica`);
    await superuser.query(`insert into trial values ('east', 'y') on conflict do nothing`);
    await superuser.end();
    await client.query('begin');
    await client.query(`select set_config('guicheng.district', 'east', true)`);
    await client.query(statement);
    await expect(client.query('commit')).rejects.toMatchObject({ code: 'GC003' });
    expect(await rows(`select id from trial`)).toEqual([{ id: 'y' }]);
  });
});
