import { buildSchema, getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type TestApi } from './test-api.ts';

describe('GraphQL over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('passes every audit of graphql-http without an error or a warning', async () => {
    // Some of them ask for a type of the schema, which is shown to callers who are signed in.
    const authorization = `Bearer ${(await api.signedIn('yangpu')).token}`;
    const fetchFn: typeof fetch = (input, init = {}) => fetch(input, { ...init, headers: { ...(init.headers as object), authorization } });
    const audits = serverAudits({ url: `${api.url}/graphql`, fetchFn });
    expect(audits.length).toBeGreaterThan(50);
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    expect(
      results.flatMap((result) => (result.status === 'error' || result.status === 'warn' ? [`${result.status}: ${result.name}`] : [])),
    ).toEqual([]);
  });

  describe('limits what one document may ask', () => {
    const nested = (levels: number): string => (levels === 1 ? 'id' : `x { ${nested(levels - 1)} }`);

    it.each<[string, string, string]>([
      [
        'more than 10 fields of Query',
        `{ ${Array.from({ length: 11 }, (_, index) => `a${index}: engineVersion`).join(' ')} }`,
        'root-fields',
      ],
      ['more than 16 levels', `{ ${nested(17)} }`, 'levels'],
      [
        'more than 2,000 fields, counted through fragments',
        `{ policies { ...on PolicyConnection { ...f0 } } } ${Array.from({ length: 12 }, (_, index) => `fragment f${index} on PolicyConnection { ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f12 on PolicyConnection { totalCount }`,
        'fields',
      ],
      [
        'fragments that double sixty times',
        `{ ...f0 } ${Array.from({ length: 60 }, (_, index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f60 on Query { engineVersion }`,
        'fields',
      ],
    ])('%s', async (_, query, limit) => {
      const started = performance.now();
      const { body } = await api.ask(query);
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(body.data).toBeUndefined();
      expect(body.errors!.map(({ extensions }) => extensions['limit'])).toContain(limit);
    });

    it('a document of more than 4,000 tokens is not parsed', async () => {
      const { status, body } = await api.ask(`{ ${'engineVersion '.repeat(4_001)} }`);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ message: expect.stringMatching(/^查询语句超过/), extensions: { code: 'document-too-long' } }]);
    });

    it.each([
      ['fields', '{ policies '.repeat(1_999)],
      ['lists', `{ decide(input: ${'['.repeat(3_900)}) }`],
    ])('a document that nests %s some thousand levels deep is not parsed', async (_, query) => {
      const { status, body } = await api.ask(query);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ message: expect.stringMatching(/^查询语句的括号/), extensions: { code: 'document-too-deep' } }]);
    });

    it('a fragment within itself is refused', async () => {
      const { body } = await api.ask('{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }');
      expect(body.errors![0]!.message).toContain('within itself');
    });

    it('the introspection of tools passes for who is signed in', async () => {
      const query = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, specifiedByUrl: true });
      expect((await (await api.signedIn('yangpu')).ask(query)).body.errors).toBeUndefined();
    });

    it.each([
      '{ __schema { queryType { name } } }',
      '{ a: __type(name: "Query") { name } }',
      '{ ...f } fragment f on Query { __schema { queryType { name } } }',
    ])('nobody else is shown the schema by it: %s', async (query) => {
      for (const _ of ['asked once', 'asked again, the document known']) {
        const { status, body } = await api.ask(query);
        expect([status, body.data]).toEqual([200, undefined]);
        expect(body.errors).toMatchObject([{ message: expect.stringMatching(/^接口结构/), extensions: { code: 'sign-in-required' } }]);
      }
      expect((await api.ask('{ __typename engineVersion }')).body.errors).toBeUndefined();
    });

    it('the text of the schema is there for everybody', async () => {
      const reply = await fetch(`${api.url}/schema.graphql`);
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(
        buildSchema(await reply.text())
          .getQueryType()
          ?.getFields()['decide']?.description,
      ).toMatch(/\p{Script=Han}/u);
    });
  });

  describe('speaks Chinese first, with a stable code, also where the protocol refuses', () => {
    const JSON_TYPE = { 'content-type': 'application/json' };
    const url = (query: string): string => `?query=${encodeURIComponent(query)}`;
    const gzip = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    const OK = JSON.stringify({ query: '{ engineVersion }' });

    it.each<[string, string, RequestInit, number, string]>([
      ['a GET that a page elsewhere could send', url('{ engineVersion }'), {}, 400, 'csrf-header-missing'],
      ['a GET without a query', '', { headers: JSON_TYPE }, 400, 'query-missing'],
      ['a GET that gives the query twice', `${url('{ engineVersion }')}&query=x`, { headers: JSON_TYPE }, 400, 'query-missing'],
      [
        'a GET with variables that are no JSON',
        `${url('{ engineVersion }')}&variables={`,
        { headers: JSON_TYPE },
        400,
        'request-part-wrong-type',
      ],
      ['a GET with a deep document', url('{a'.repeat(200)), { headers: JSON_TYPE }, 400, 'document-too-deep'],
      ['a POST without a body', '', { method: 'POST' }, 400, 'body-missing'],
      [
        'a POST of a form',
        '',
        { method: 'POST', body: new URLSearchParams({ query: '{ engineVersion }' }) },
        415,
        'media-type-not-supported',
      ],
      ['a POST of plain text', '', { method: 'POST', body: OK }, 415, 'media-type-not-supported'],
      ['a batch', '', { method: 'POST', body: `[${OK},${OK}]`, headers: JSON_TYPE }, 400, 'batching-not-supported'],
      [
        'variables that are a text',
        '',
        { method: 'POST', body: '{"query":"{a}","variables":"{}"}', headers: JSON_TYPE },
        400,
        'request-part-wrong-type',
      ],
      ['a compressed body', '', { method: 'POST', body: OK, headers: gzip }, 415, 'encoding-not-supported'],
      [
        'a body in GBK',
        '',
        { method: 'POST', body: OK, headers: { 'content-type': 'application/json; charset=gbk' } },
        415,
        'charset-not-supported',
      ],
      ['PUT', '', { method: 'PUT', body: OK, headers: JSON_TYPE }, 405, 'method-not-allowed'],
      ['DELETE', '', { method: 'DELETE' }, 405, 'method-not-allowed'],
      ['PATCH of plain text', '', { method: 'PATCH', body: 'x' }, 405, 'method-not-allowed'],
      ['OPTIONS', '', { method: 'OPTIONS' }, 405, 'method-not-allowed'],
      ['an answer in XML', '', { method: 'POST', body: OK, headers: { ...JSON_TYPE, accept: 'application/xml' } }, 406, 'not-acceptable'],
      [
        'an answer in nothing that there is',
        '',
        { method: 'POST', body: OK, headers: { ...JSON_TYPE, accept: 'application/json;q=0, text/html' } },
        406,
        'not-acceptable',
      ],
      ['a document that breaks off', '', { method: 'POST', body: '{"query":"{"}', headers: JSON_TYPE }, 200, 'GRAPHQL_PARSE_FAILED'],
      [
        'a field that is not there',
        '',
        { method: 'POST', body: '{"query":"{ x }"}', headers: JSON_TYPE },
        200,
        'GRAPHQL_VALIDATION_FAILED',
      ],
      [
        'an operation that is not there',
        '',
        { method: 'POST', body: '{"query":"query A { engineVersion }","operationName":"B"}', headers: JSON_TYPE },
        200,
        'OPERATION_RESOLUTION_FAILURE',
      ],
      [
        'a variable of the wrong type',
        '',
        { method: 'POST', body: '{"query":"query ($a: ID!) { policy(id: $a) { __typename } }","variables":{"a":[]}}', headers: JSON_TYPE },
        200,
        'BAD_USER_INPUT',
      ],
    ])('%s', async (_, address, init, status, code) => {
      const response = await fetch(`${api.url}/graphql${address}`, init);
      const { errors } = (await response.json()) as {
        errors: { message: string; extensions: { code: string; requestId: string } }[];
      };
      expect([response.status, errors[0]!.extensions.code]).toEqual([status, code]);
      expect(errors[0]!.extensions.requestId).toBe(response.headers.get('x-request-id'));
      expect(errors[0]!.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(errors[0]!.message).toMatch(/^.*[一-鿿].* · .*[a-z]/);
      if (status === 405) expect(response.headers.get('allow')).toBe('GET, POST');
    });

    it.each([
      ['mutation', 'mutation { signOut(idempotencyKey: "k") { __typename } }', 'POST'],
      ['subscription', 'subscription { events { __typename } }', 'WebSocket'],
    ])('a GET of a %s', async (_, document, instead) => {
      const response = await fetch(`${api.url}/graphql${url(document)}`, { headers: JSON_TYPE });
      const { errors } = (await response.json()) as { errors: { message: string; extensions: Record<string, string> }[] };
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      const { code, messageZh, messageEn } = errors[0]!.extensions;
      expect([code, errors[0]!.message]).toEqual(['method-not-allowed', `${messageZh} · ${messageEn}`]);
      for (const said of [messageZh, messageEn]) expect(said).toContain(instead);
    });

    it.each(['utf-8', '"UTF-8"', 'utf8'])('a body in charset=%s is read', async (charset) => {
      expect(await api.post(OK, { 'content-type': `application/json; charset=${charset}`, 'content-encoding': 'identity' })).toMatchObject({
        status: 200,
        body: { data: { engineVersion: expect.any(String) } },
      });
    });
  });

  it('says under which id a request is logged; a harmless id of the caller’s is kept', async () => {
    expect((await api.post('{"query":"{ engineVersion }"}', { 'x-request-id': 'oa-4711' })).headers.get('x-request-id')).toBe('oa-4711');
    expect((await api.post('{"query":"{ engineVersion }"}', { 'x-request-id': '{"level":60}' })).headers.get('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it('is alive, ready, and counts operations and decisions', async () => {
    await api.ask('query ($input: DecideInput!) { decide(input: $input) { __typename } }', { input: yangpuRouting() });
    expect(await (await fetch(`${api.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${api.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', problems: {} }]);
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toMatch(/guicheng_graphql_operations_total\{operation="decide",result="ok"\} [1-9]/);
    expect(metrics).toMatch(/guicheng_graphql_operation_seconds_count\{operation="decide"\} [1-9]/);
    expect(metrics).toMatch(/guicheng_decisions_total\{status="determined"\} [1-9]/);
  });

  it('leads a browser to GraphiQL', async () => {
    const home = await fetch(`${api.url}/`, { redirect: 'manual' });
    expect([home.status, home.headers.get('location')]).toEqual([302, '/graphiql/']);
  });
});
