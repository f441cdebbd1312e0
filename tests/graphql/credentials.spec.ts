import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type TestApi } from './test-api.ts';

describe('a credential that does not hold', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it.each(['Bearer gcs_yangpu_x', 'Bearer', 'Basic YTpi', 'Bearer a b', 'bearer \u00e9'])(
    'refuses the whole request, which never counts as nobody’s: %s',
    async (authorization) => {
      const reply = await api.post(JSON.stringify({ query: '{ engineVersion }' }), { authorization });
      expect([reply.status, reply.body.errors?.[0]?.extensions['code']]).toEqual([401, 'credential-not-valid']);
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer error=/);
      expect(api.log.join('')).not.toContain('gcs_yangpu_x');
    },
  );

  it('is another thing than none at all', async () => {
    expect((await api.ask('{ engineVersion }')).status).toBe(200);
  });
});

describe('a problem', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('names the inputs that it is about', async () => {
    const query =
      'query ($input: DecideInput!) { decide(input: $input) { ... on RequestRefused { problems { code fields clauses { id } requires { roles } } } } }';
    const { data } = (await api.ask(query, { input: yangpuRouting({ facts: { constructionAmountYuan: '1.001' } }) })).body;
    expect(data!['decide'].problems).toMatchObject([{ fields: ['constructionAmountYuan'], clauses: [], requires: null }]);
  });
});
