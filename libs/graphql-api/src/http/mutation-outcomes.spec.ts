import { ApolloServer, HeaderMap } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Instant } from '@guicheng/kernel';
import { problem } from '@guicheng/policy-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refused } from '../errors/problem-view.ts';
import { newRequestContext, type RequestContext } from '../request-context.ts';
import { noteMutationOutcomes } from './mutation-outcomes.ts';
import { statusPlugin } from './status-plugin.ts';

const schema = noteMutationOutcomes(
  makeExecutableSchema({
    typeDefs: `type Query { a: Int } type Mutation { do(code: String): Result! }
      type RequestRefused { problems: [Problem!]! } type Problem { code: String! } type Done { n: Int! } union Result = Done | RequestRefused`,
    resolvers: {
      Mutation: {
        do: (_: unknown, { code }: { readonly code?: string }) =>
          code === undefined ? { __typename: 'Done', n: 1 } : refused([problem(code, '', '中', 'en')]),
      },
    },
  }),
);

describe('a mutation that is refused for its idempotency key', () => {
  const server = new ApolloServer<RequestContext>({ schema, plugins: [statusPlugin], stopOnTerminationSignals: false });
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const ask = async (query: string, accept = '*/*') => {
    const headers = new HeaderMap([
      ['content-type', 'application/json'],
      ['accept', accept],
    ]);
    const reply = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: { query } },
      context: async () => newRequestContext({ requestId: 'r', caller: null, at: 1 as Instant }),
    });
    const body = reply.body.kind === 'complete' ? (JSON.parse(reply.body.string) as { readonly data: unknown }) : undefined;
    return [reply.status ?? 200, reply.headers.get('retry-after'), body?.data];
  };
  const inFlight = 'do(code: "idempotency-in-flight") { __typename }';
  const refusal = { __typename: 'RequestRefused' };

  it('has the status of HTTP for it, and the refusal as its answer', async () => {
    expect(await ask(`mutation { ${inFlight} }`)).toEqual([409, '1', { do: refusal }]);
    expect(await ask('mutation { do(code: "idempotency-key-reused") { __typename } }')).toEqual([422, undefined, { do: refusal }]);
    expect(await ask(`mutation { a: ${inFlight} b: ${inFlight} }`)).toEqual([409, '1', { a: refusal, b: refusal }]);
  });

  it('keeps 200 where another one was carried out or refused for something else, and where an answer with data must be 2xx', async () => {
    for (const other of ['do', 'do(code: "not-permitted")', 'do(code: "idempotency-key-reused")'])
      expect((await ask(`mutation { a: ${inFlight} b: ${other} { __typename } }`))[0]).toBe(200);
    expect((await ask('mutation { do { __typename } }'))[0]).toBe(200);
    expect(await ask(`mutation { ${inFlight} }`, 'application/graphql-response+json')).toEqual([200, undefined, { do: refusal }]);
  });
});
