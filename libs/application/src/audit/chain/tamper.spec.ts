import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { Database, type Change } from '@guicheng/persistence';
import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorSigner, type Anchor } from '../anchor.ts';
import { anchorChains } from '../anchor-chains.ts';
import type { ChainBreak } from './chain-break.ts';
import { anchorKeys } from './judge-anchors.ts';
import { verifyChain, type ChainVerification } from './verify-chain.ts';

const NOW = 1_795_600_000_123 as Instant;
const LENGTH = 9;
const { privateKey } = generateKeyPairSync('ed25519');
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
const SIGNER = anchorSigner(PEM);
const KEYS = anchorKeys([PUBLIC]);

const changeOf = (district: string, index: number): Change => ({
  district,
  actor: { kind: 'person', id: `p-${index}`, onBehalfOf: index % 3 === 0 ? 'p-0' : null },
  requestId: `r-${index}`,
  at: (NOW + index) as Instant,
  idempotency: null,
});

/** Hashes the entry anew, as somebody who knows how would. */
const REHASH = (from: number) => `
  do $$ declare place bigint; begin
    for place in select sequence from audit_entry where district = $d$%D$d$ and sequence >= ${from} order by sequence loop
      update audit_entry e set previous_hash = coalesce(
        (select hash from audit_entry p where p.district = e.district and p.sequence = place - 1), repeat('0', 64))
        where district = $d$%D$d$ and sequence = place and place > ${from};
      update audit_entry e set hash = guicheng_audit_hash(e) where district = $d$%D$d$ and sequence = place;
    end loop;
  end $$`;
const HERE = `district = '%D'`;
const SHIFT = (from: number, by: number) => `
  update audit_entry set sequence = -sequence where ${HERE} and sequence >= ${from};
  update audit_entry set sequence = -sequence + ${by} where ${HERE} and sequence < 0`;
const INSERT = (sequence: number, previous: string) => `
  insert into audit_entry values ('%D', ${sequence}, now(), 'system', 'forger', null, 'r', 'a.b', 'k', 'i', '{}', ${previous}, repeat('f', 64))`;
const HASH_OF = (sequence: number) => `(select hash from audit_entry where ${HERE} and sequence = ${sequence})`;
const SWAP = (a: number, b: number) => `
  update audit_entry set sequence = -${a} where ${HERE} and sequence = ${a};
  update audit_entry set sequence = ${a} where ${HERE} and sequence = ${b};
  update audit_entry set sequence = ${b} where ${HERE} and sequence = -${a}`;

/** What somebody with every right does to a chain of nine, and what is said of it. The seventh entry was anchored. */
const TAMPERED: readonly (readonly [name: string, statements: string, found: Partial<ChainBreak>])[] = [
  ...['actor_id', 'action', 'subject_id', 'details', 'request_id'].map(
    (column) =>
      [
        `another ${column}`,
        `update audit_entry set ${column} = 'x' where ${HERE} and sequence = 4`,
        { kind: 'edited', sequence: 4n, differs: 'content' },
      ] as const,
  ),
  [
    'another instant',
    `update audit_entry set recorded_at = recorded_at + interval '1 ms' where ${HERE} and sequence = 1`,
    { kind: 'edited', sequence: 1n },
  ],
  ['no instant', `update audit_entry set recorded_at = 'infinity' where ${HERE} and sequence = 4`, { kind: 'edited', sequence: 4n }],
  [
    'nobody represented',
    `update audit_entry set on_behalf_of = null where ${HERE} and sequence = 3`,
    { kind: 'edited', sequence: 3n, differs: 'content' },
  ],
  [
    'another hash',
    `update audit_entry set hash = repeat('a', 64) where ${HERE} and sequence = 4`,
    { kind: 'edited', sequence: 4n, differs: 'hash' },
  ],
  [
    'another hash before',
    `update audit_entry set previous_hash = repeat('a', 64) where ${HERE} and sequence = 4`,
    { kind: 'edited', sequence: 4n, differs: 'previous-hash' },
  ],
  [
    'the last entry edited',
    `update audit_entry set details = '{}' where ${HERE} and sequence = 9`,
    { kind: 'edited', sequence: 9n, differs: 'content' },
  ],
  [
    'an entry edited and hashed anew',
    `update audit_entry e set details = '{}' where ${HERE} and sequence = 4; update audit_entry e set hash = guicheng_audit_hash(e) where ${HERE} and sequence = 4`,
    { kind: 'edited', sequence: 4n, differs: 'content-and-hash' },
  ],
  ['an entry deleted', `delete from audit_entry where ${HERE} and sequence = 4`, { kind: 'deleted', sequence: 4n, count: 1n }],
  ['the first deleted', `delete from audit_entry where ${HERE} and sequence <= 2`, { kind: 'deleted', sequence: 1n, count: 2n }],
  [
    'entries deleted, the others renumbered',
    `delete from audit_entry where ${HERE} and sequence in (4, 5); ${SHIFT(6, -2)}`,
    { kind: 'deleted', sequence: 4n, count: 2n },
  ],
  ['an entry put in, the others renumbered', `${SHIFT(4, 1)}; ${INSERT(4, HASH_OF(3))}`, { kind: 'inserted', sequence: 4n, count: 1n }],
  [
    'an entry put in with a hash of its own, the others renumbered',
    `${SHIFT(4, 1)}; ${INSERT(4, HASH_OF(3))}; update audit_entry e set hash = guicheng_audit_hash(e) where ${HERE} and sequence = 4`,
    { kind: 'inserted', sequence: 4n, count: 1n },
  ],
  ['an entry put at the end', INSERT(10, `repeat('e', 64)`), { kind: 'inserted', sequence: 10n }],
  ['neighbours that changed places', SWAP(4, 5), { kind: 'reordered', sequence: 4n }],
  ['two that changed places', SWAP(2, 6), { kind: 'reordered', sequence: 2n }],
  ['the tail cut off', `delete from audit_entry where ${HERE} and sequence > 5`, { kind: 'cut', sequence: 6n, count: 2n, anchoredAt: 7n }],
  ['all of it deleted', `delete from audit_entry where ${HERE}`, { kind: 'cut', sequence: 1n, anchoredAt: 7n }],
  [
    'an edited entry and everything behind it hashed anew',
    `update audit_entry set details = '{}' where ${HERE} and sequence = 4; ${REHASH(4)}`,
    { kind: 'rewritten', sequence: 1n, anchoredAt: 7n },
  ],
];

describe('a chain', () => {
  let test: TestDatabase;
  let app: Database;
  let auditor: Database;
  let superuser: Client;
  const anchors = new Map<string, Anchor[]>();

  /** Nine entries; the seventh is anchored. */
  const makeChain = async (district: string): Promise<void> => {
    const append = async (index: number): Promise<unknown> =>
      app.change(changeOf(district, index), async () => ({
        kind: 'done',
        value: null,
        audit: { action: 'trial.made', subjectKind: 'trial', subjectId: `第${index}号`, details: { index } },
      }));
    for (let index = 1; index <= 7; index++) await append(index);
    const kept: Anchor[] = [];
    const store = { last: async () => new Map(), append: async (made: readonly Anchor[]) => void kept.push(...made) };
    await anchorChains({ database: auditor, store, signer: SIGNER, clock: { now: () => NOW }, districts: () => [district] });
    anchors.set(district, kept);
    for (let index = 8; index <= LENGTH; index++) await append(index);
  };
  const verify = (district: string, keys = KEYS, held = anchors.get(district) ?? []): Promise<ChainVerification> =>
    verifyChain(auditor, district, { anchors: held, keys });

  beforeAll(async () => {
    test = await templateDatabase();
    [app, auditor] = [await Database.connect(test.appUrl, { poolSize: 4 }), await Database.connect(test.auditorUrl, { poolSize: 2 })];
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    // Neither triggers nor keys hold: what is found is found by the chain alone.
    await superuser.query(`set session_replication_role = replica; alter table audit_entry drop constraint audit_entry_sequence_positive`);
    await Promise.all(['sound', ...TAMPERED.map((_, index) => `tampered-${index}`)].map(makeChain));
  });
  afterAll(async () => {
    await Promise.all([app.close(), auditor.close(), superuser.end()]);
    await test.close();
  });

  it('that nobody touched is intact, up to its head', async () => {
    expect(await verify('sound')).toMatchObject({ status: 'intact', entries: LENGTH, head: { sequence: 9n }, pinsHeld: 1, broken: null });
    expect(await verify('nowhere')).toMatchObject({ status: 'intact', entries: 0, head: null });
  });

  it.each(TAMPERED.map(([name, statements, found], index) => [name, `tampered-${index}`, statements, found] as const))(
    'tells %s by kind and place',
    async (_, district, statements, found) => {
      expect(await verify(district)).toMatchObject({ status: 'intact' });
      await superuser.query(statements.replaceAll('%D', district));
      const verification = await verify(district);
      expect(verification).toMatchObject({ status: 'broken', broken: found });
    },
  );

  it('is not intact beside an anchor that somebody forged; a key that is not at hand proves nothing', async () => {
    const [anchor] = anchors.get('sound')!;
    expect(await verify('sound', KEYS, [{ ...anchor!, sequence: 6 }])).toMatchObject({
      status: 'broken',
      forgedAnchors: [{ sequence: 6 }],
    });
    expect(await verify('sound', new Map())).toMatchObject({ status: 'intact', pinsHeld: 0, unknownKeyAnchors: [anchor] });
  });

  it('of fifty writers at once has no gap and verifies', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        app.change(changeOf('crowd', index), async () => ({
          kind: 'done',
          value: null,
          audit: { action: 'trial.made', subjectKind: 'trial', subjectId: 'x', details: {} },
        })),
      ),
    );
    expect(await verify('crowd')).toMatchObject({ status: 'intact', entries: 50, head: { sequence: 50n } });
  });
});
