import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Caller, CallerPost } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import { graphql, parse, subscribe, type ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { newRequestContext } from '../request-context.ts';
import { authorisationGaps, guardSchema } from './guard-schema.ts';
import type { IdentityRule } from './identity-rule.ts';

const SDL = `
  type RequestRefused { problems: [Problem!]! }
  type Problem { code: String! requires: Requires }
  type Requires { roles: [String!]! scopes: [String!]! stepUp: Boolean! }
  type Note { text: String! secret: String firm: String! }
  union NoteResult = Note | RequestRefused
  type Query { note: NoteResult! open: Int! }
  type Mutation { publish: NoteResult! }
  type Subscription { noted: NoteResult! }
`;
const note = { __typename: 'Note', text: 't', secret: 's', firm: 'f' };
const schemaOf = (done: string[] = []) =>
  makeExecutableSchema({
    typeDefs: SDL,
    resolvers: {
      Query: { note: () => note, open: () => 1 },
      Mutation: {
        publish: () => {
          done.push('published');
          return note;
        },
      },
      Subscription: {
        noted: {
          subscribe: async function* () {
            yield note;
          },
          resolve: (event: unknown) => event,
        },
      },
    },
  });

const TABLE: Readonly<Record<string, IdentityRule>> = {
  'Query.open': 'anyone',
  'Query.note': 'signed-in',
  'Mutation.publish': { roles: ['policy-approver', 'district-admin'], scopes: ['projects.write'], stepUp: true },
  'Subscription.noted': { roles: 'any', scopes: ['projects.read'] },
  'Note.secret': { roles: ['auditor'] },
};

const NOW = 1_000 as Instant;
const caller = (over: Partial<Caller> & { readonly role?: CallerPost['role'] } = {}): Caller => ({
  district: 'yangpu',
  kind: 'person',
  id: 'p1',
  posts: over.role === undefined ? [] : [{ role: over.role, unit: 'u1', onBehalfOf: null }],
  scopes: null,
  sessionId: 's1',
  steppedUpUntil: null,
  ...over,
});
const contextOf = (who: Caller | null) => newRequestContext({ requestId: 'r', caller: who, at: NOW });

const REFUSED = '... on RequestRefused { problems { code requires { roles scopes stepUp } } }';
const run = async (source: string, who: Caller | null, done?: string[]) =>
  (await graphql({ schema: guardSchema(schemaOf(done), TABLE), source, contextValue: contextOf(who) })) as ExecutionResult<
    Record<string, { readonly problems?: readonly { readonly code: string }[] }>
  >;
const codeOf = async (who: Caller | null, done?: string[]) =>
  (await run(`mutation { publish { __typename ${REFUSED} } }`, who, done)).data?.['publish']?.problems?.[0]?.code;

describe('a field behind a rule', () => {
  it('is answered by a typed refusal that names who may, and its resolver never runs', async () => {
    const done: string[] = [];
    expect(await codeOf(null, done)).toBe('sign-in-required');
    expect(await codeOf(caller({ role: 'applicant' }), done)).toBe('not-permitted');
    expect(await codeOf(caller({ role: 'policy-approver' }), done)).toBe('step-up-required');
    expect(await codeOf(caller({ role: 'policy-approver', steppedUpUntil: NOW }), done)).toBe('step-up-required');
    expect(done).toEqual([]);
    expect((await run(`mutation { publish { ${REFUSED} } }`, null)).data?.['publish']?.problems).toEqual([
      { code: 'sign-in-required', requires: { roles: ['policy-approver', 'district-admin'], scopes: ['projects.write'], stepUp: true } },
    ]);
    expect(await codeOf(caller({ role: 'policy-approver', steppedUpUntil: (NOW + 1) as Instant }), done)).toBeUndefined();
    expect(done).toEqual(['published']);
  });

  it('is open to an API client only by scope, and never where the second factor is asked for', async () => {
    const client = (scopes: Caller['scopes'], role?: CallerPost['role']) =>
      caller({ kind: 'client', sessionId: null, scopes, ...(role === undefined ? {} : { role }) });
    const noted = async (who: Caller | null) => {
      const events = await subscribe({
        schema: guardSchema(schemaOf(), TABLE),
        document: parse(`subscription { noted { __typename ${REFUSED} } }`),
        contextValue: contextOf(who),
      });
      const told: unknown[] = [];
      for await (const { data } of events as AsyncIterable<ExecutionResult>) told.push(data?.['noted']);
      return told;
    };
    expect(await noted(client(['projects.read']))).toEqual([{ __typename: 'Note' }]);
    expect(await noted(client(['decide']))).toMatchObject([{ __typename: 'RequestRefused', problems: [{ code: 'not-permitted' }] }]);
    expect(await noted(caller())).toEqual([{ __typename: 'Note' }]);
    expect(await noted(null)).toMatchObject([{ problems: [{ code: 'sign-in-required' }] }]);
    expect(await codeOf(client(['projects.write'], 'policy-approver'))).toBe('not-permitted');
  });

  it('within an object is null to others, with an error that has the code; the rest is answered', async () => {
    const query = '{ note { ... on Note { text secret } } open }';
    const reply = await run(query, caller({ role: 'applicant' }));
    expect(reply.data).toEqual({ note: { text: 't', secret: null }, open: 1 });
    expect(reply.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['note', 'secret'], 'not-permitted']]);
    expect((await run(query, caller({ role: 'auditor' }))).data).toEqual({ note: { text: 't', secret: 's' }, open: 1 });
  });
});

describe('a table that does not fit the schema', () => {
  it('stops the start, and names every line', () => {
    const { 'Mutation.publish': _, ...lacking } = TABLE;
    const wrong = { ...lacking, 'Query.gone': 'anyone', 'Note.firm': { roles: ['auditor'] }, 'Query.open': 'signed-in' } as const;
    expect(authorisationGaps(schemaOf(), wrong)).toEqual([
      'Mutation.publish has no line in the table: who may use it?',
      'Query.open cannot say that it is refused: its result should be a union with RequestRefused',
      'Query.gone is no field of the schema',
      'Note.firm is protected and not nullable: what would it be to others?',
    ]);
    expect(() => guardSchema(schemaOf(), wrong)).toThrow('Mutation.publish has no line');
  });
});
