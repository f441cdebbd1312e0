import { readFileSync } from 'node:fs';
import { createApplication, officialCalendars, PolicyLibrary, type Caller, type Role, type Scope } from '@guicheng/application';
import { formatInstant, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { publicationOf, templateDatabase, type TestDatabase } from '@guicheng/testing';
import { graphql, type GraphQLSchema } from 'graphql';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executableSchema } from '../executable-schema.ts';
import { newRequestContext } from '../request-context.ts';

const START = Date.UTC(2026, 0, 5, 1) as Instant;
const HOUR = 3_600_000;
const EXAMPLE = readFileSync(new URL('../../examples/audit-entries.graphql', import.meta.url), 'utf8');
const at = (hours: number): string => formatInstant((START + hours * HOUR) as Instant);
const callerWith = (role: Role, more: Partial<Caller> = {}): Caller => ({
  district: 'east',
  kind: 'person',
  id: 'p-1',
  posts: [{ role, unit: 'u-1', onBehalfOf: null }],
  scopes: null,
  sessionId: null,
  steppedUpUntil: null,
  ...more,
});
const AUDITOR = callerWith('auditor');
const clientWith = (scope: Scope): Caller => ({ ...AUDITOR, kind: 'client', scopes: [scope] });

interface Answer {
  readonly __typename: string;
  readonly nodes: readonly { readonly sequence: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
  readonly problems: readonly { readonly code: string; readonly pointer: string }[];
}

describe('Query.auditEntries', () => {
  let test: TestDatabase;
  let database: Database;
  let schema: GraphQLSchema;
  const ask = async (caller: Caller | null, variableValues: Record<string, unknown> = {}, source = EXAMPLE): Promise<Answer> => {
    const contextValue = newRequestContext({ requestId: 'r', caller, at: START });
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    expect(errors).toBeUndefined();
    return (data as { auditEntries: Answer }).auditEntries;
  };
  const numbers = async (variables: Record<string, unknown>): Promise<number[]> =>
    (await ask(AUDITOR, variables)).nodes.map(({ sequence }) => sequence);

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { poolSize: 2 });
    for (let hour = 0; hour < 5; hour++)
      await database.policies.publish(publicationOf(`east/${hour}`, { nature: 'guidance' }), (START + hour * HOUR) as Instant, {
        actor: { kind: 'person', id: hour === 2 ? 'p-2' : 'p-1', onBehalfOf: hour === 3 ? 'p-9' : null },
        requestId: `r-${hour}`,
      });
    await database.policies.publish(publicationOf('west/canary', { nature: 'guidance' }), START);
    const library = new PolicyLibrary(database.policies, officialCalendars([]));
    const secretKey = new Uint8Array(32);
    const random = (count: number): Uint8Array => new Uint8Array(count);
    const application = createApplication({ database, library, clock: { now: () => START }, random, secretKey });
    schema = executableSchema({ application, secretKey });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('shows auditors and audit administrators their district’s trail, newest first, and no other', async () => {
    for (const caller of [AUDITOR, callerWith('audit-administrator'), clientWith('audit.read')]) {
      const answer = await ask(caller);
      expect(answer.nodes.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
      expect(JSON.stringify(answer)).not.toContain('west');
    }
    expect((await ask(AUDITOR)).nodes[1]).toMatchObject({
      recordedAt: at(3),
      actor: { kind: 'PERSON', id: 'p-1', onBehalfOf: 'p-9' },
      action: 'policy.publish',
      subjectKind: 'policy',
      subjectId: 'east/3',
      details: { nature: 'guidance', effectiveFrom: null },
    });
  });

  it.each<[string, Caller | null, string]>([
    ['nobody', null, 'sign-in-required'],
    ['a district administrator', callerWith('district-admin'), 'not-permitted'],
    ['a platform operator', callerWith('platform-operator'), 'not-permitted'],
    ['a client without the scope', clientWith('decide'), 'not-permitted'],
  ])('refuses %s', async (_, caller, code) => {
    expect(await ask(caller)).toMatchObject({ __typename: 'RequestRefused', problems: [{ code }] });
  });

  it('filters by action, feature, actor, thing and time', async () => {
    expect(await numbers({ filter: { action: 'policy.publish' } })).toHaveLength(5);
    expect(await numbers({ filter: { action: 'policy.' } })).toHaveLength(5);
    expect(await numbers({ filter: { action: 'policy' } })).toEqual([]);
    expect(await numbers({ filter: { actorId: 'p-2' } })).toEqual([3]);
    expect(await numbers({ filter: { subjectKind: 'policy', subjectId: 'east/1' } })).toEqual([2]);
    expect(await numbers({ filter: { from: at(1), to: at(3) } })).toEqual([3, 2]);
    expect(await numbers({ filter: { subjectId: `east/1' or true` } })).toEqual([]);
  });

  it('is walked by pages, and counted when that is selected', async () => {
    const first = await ask(AUDITOR, { first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await ask(AUDITOR, { first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const back = `query ($before: String) { auditEntries(last: 2, before: $before) { __typename ... on AuditEntryConnection { totalCount nodes { sequence } } } }`;
    const before = await ask(AUDITOR, { before: second.pageInfo.endCursor }, back);
    expect(before).toMatchObject({ totalCount: 5, nodes: [{ sequence: 3 }, { sequence: 2 }] });
    const west = await ask({ ...AUDITOR, district: 'west' }, { after: first.pageInfo.endCursor });
    expect(west.problems).toMatchObject([{ code: 'cursor-not-valid' }]);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ from: 'yesterday' }, 'instant-not-valid', '/filter/from'],
    [{ from: at(1), to: at(1) }, 'period-empty', '/filter/to'],
    [{ actorId: 'a\u0000' }, 'text-has-nul', '/filter/actorId'],
  ])('refuses the filter %j', async (filter, code, pointer) => {
    expect((await ask(AUDITOR, { filter })).problems).toMatchObject([{ code, pointer }]);
  });

  it('shows an entry whose details were spoilt', async () => {
    const superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    await superuser.query(
      `set session_replication_role = replica; update audit_entry set details = '{' where district = 'east' and sequence = 1`,
    );
    await superuser.end();
    expect((await ask(AUDITOR)).nodes[4]).toMatchObject({ sequence: 1, details: null });
  });
});
