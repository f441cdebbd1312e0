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
    const audits = serverAudits({ url: `${api.url}/graphql`, fetchFn: fetch });
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
      const { body } = await api.ask(`{ ${'engineVersion '.repeat(4_001)} }`);
      expect(body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    });

    it('a fragment within itself is refused', async () => {
      const { body } = await api.ask('{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }');
      expect(body.errors![0]!.message).toContain('within itself');
    });

    it('the introspection of tools passes', async () => {
      const { getIntrospectionQuery } = await import('graphql');
      const { body } = await api.ask(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, specifiedByUrl: true }));
      expect(body.errors).toBeUndefined();
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
