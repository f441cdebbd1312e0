import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, YANGPU_ROUTING_FACTS, yangpuRouting, type TestApi } from './test-api.ts';

const DECIDE =
  'query ($input: DecideInput!) { decide(input: $input) { __typename ... on Decision { status error { facts pointer } } ... on RequestRefused { problems { code pointer messageZh messageEn } } } }';

const withFacts = (facts: Record<string, unknown>): Record<string, unknown> =>
  yangpuRouting({ facts: { ...YANGPU_ROUTING_FACTS, ...facts } });
const withJson = (factsJson: unknown): Record<string, unknown> => yangpuRouting({ facts: {}, factsJson });
const nested = (levels: number): unknown => Array.from({ length: levels }).reduce((inner) => [inner], 1);

describe('bad input', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());
  afterEach(async () => {
    const { body } = await api.ask('{ engineVersion }');
    expect(body.data).toEqual({ engineVersion: expect.any(String) });
    expect(api.log.filter((line) => line.includes('fault'))).toEqual([]);
  });

  describe('is a typed refusal that names the place', () => {
    it.each<[string, Record<string, unknown>, string, string]>([
      ['an undeclared fact', withJson({ favouriteColour: 'red' }), 'undeclared-fact', '/facts/favouriteColour'],
      ['a fact of another question', withFacts({ acceptanceResult: 'PASSED' }), 'undeclared-fact', '/facts/acceptanceResult'],
      ['a fact named __proto__', withJson(JSON.parse('{"__proto__":{"isClassified":true}}')), 'undeclared-fact', '/facts/__proto__'],
      ['a fact named constructor', withJson({ constructor: 1 }), 'undeclared-fact', '/facts/constructor'],
      ['a text for an amount', withFacts({ constructionAmountYuan: 'much' }), 'wrong-type', '/facts/constructionAmountYuan'],
      ['a boolean for an amount', withFacts({ constructionAmountYuan: true }), 'wrong-type', '/facts/constructionAmountYuan'],
      ['a text for a boolean', withJson({ isClassified: 'true' }), 'wrong-type', '/facts/isClassified'],
      ['a list for a boolean', withJson({ isClassified: [true] }), 'wrong-type', '/facts/isClassified'],
      [
        'a third decimal as a number',
        withFacts({ constructionAmountYuan: 999_999.999 }),
        'money-not-exact',
        '/facts/constructionAmountYuan',
      ],
      [
        'a third decimal as a text',
        withFacts({ constructionAmountYuan: '999999.999' }),
        'money-not-exact',
        '/facts/constructionAmountYuan',
      ],
      ['a negative amount', withFacts({ constructionAmountYuan: -0.01 }), 'negative-amount', '/facts/constructionAmountYuan'],
      ['an amount beyond exactness', withFacts({ constructionAmountYuan: 1e20 }), 'number-too-large', '/facts/constructionAmountYuan'],
      ['null for a fact that cannot be none', withFacts({ constructionAmountYuan: null }), 'not-nullable', '/facts/constructionAmountYuan'],
      ['an unknown code', withJson({ projectNature: 'shiny' }), 'unknown-code', '/facts/projectNature'],
      ['an unknown district', yangpuRouting({ district: 'atlantis' }), 'unknown-district', '/district'],
      ['a day without leading zeros', yangpuRouting({ asOf: '2024-3-18' }), 'date-not-valid', '/asOf'],
      ['a day that does not exist', yangpuRouting({ asOf: '2023-02-29' }), 'date-not-valid', '/asOf'],
      ['a number for a day', yangpuRouting({ asOf: 20240318 }), 'wrong-type', '/asOf'],
      ['a fact given twice', yangpuRouting({ factsJson: { isClassified: false } }), 'fact-given-twice', '/factsJson/isClassified'],
      ['facts that are a list', withJson([1]), 'wrong-type', '/factsJson'],
      [
        'half a surrogate pair in a text',
        withJson({ higherLevelExceptionBasis: '\ud83d' }),
        'text-not-unicode',
        '/facts/higherLevelExceptionBasis',
      ],
      ['half a surrogate pair in a name', withJson({ '\ud83d': 1 }), 'text-not-unicode', '/facts'],
      ['half a surrogate pair in the id', yangpuRouting({ id: 'a\udc00' }), 'text-not-unicode', '/id'],
      ['half a surrogate pair in the district', yangpuRouting({ district: '\ud83d' }), 'text-not-unicode', '/district'],
      ['U+0000 in the id of a receipt', yangpuRouting({ id: 'a\u0000', receipt: true }), 'text-has-nul', '/id'],
    ])('%s', async (_, input, code, pointer) => {
      const { body } = await api.ask(DECIDE, { input });
      expect(body.errors).toBeUndefined();
      expect(body.data!['decide']).toMatchObject({ __typename: 'RequestRefused' });
      expect(body.data!['decide'].problems).toContainEqual({
        code,
        pointer,
        messageZh: expect.stringMatching(/[一-鿿]/),
        messageEn: expect.any(String),
      });
    });

    it.each(['mutation { x }', 'subscription { x }'])('%s: there is no such operation, and no fault', async (query) => {
      const { body } = await api.ask(query);
      expect(body.data).toBeUndefined();
      expect(body.errors).toContainEqual(
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }) }),
      );
    });

    it('with all problems at once', async () => {
      const { body } = await api.ask(DECIDE, { input: withFacts({ constructionAmountYuan: -1, hardwareAmountYuan: '0.001' }) });
      expect(body.data!['decide'].problems.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/facts/constructionAmountYuan',
        '/facts/hardwareAmountYuan',
      ]);
    });
  });

  it('facts that contradict each other are a decision that names them', async () => {
    const { body } = await api.ask(DECIDE, { input: withFacts({ constructionAmountYuan: 100, hardwareAmountYuan: 200 }) });
    expect(body.data!['decide']).toMatchObject({
      status: 'CONTRADICTORY_FACTS',
      error: { facts: expect.arrayContaining(['constructionAmountYuan', 'hardwareAmountYuan']) },
    });
  });

  describe('that the schema already excludes is refused before anything runs, and placed', () => {
    it.each<[string, Record<string, unknown>, string]>([
      ['an unknown question', yangpuRouting({ question: 'WEATHER' }), '/variables/input/question'],
      ['an unknown code of a typed fact', withFacts({ projectNature: 'SHINY' }), '/variables/input/facts/projectNature'],
      ['a fact that no district shares', withFacts({ favouriteColour: 'red' }), '/variables/input/facts'],
      ['a text for a boolean', withFacts({ isClassified: 'yes' }), '/variables/input/facts/isClassified'],
      ['an object for an amount', withFacts({ constructionAmountYuan: { yuan: 1 } }), '/variables/input/facts/constructionAmountYuan'],
      ['JSON of 33 levels', withJson(nested(33)), '/variables/input/factsJson'],
      ['JSON of 100,000 levels', withJson('DEEP'), '/variables/input/factsJson'],
    ])('%s', async (_, input, pointer) => {
      const text = JSON.stringify({ query: DECIDE, variables: { input } }).replace('"DEEP"', '['.repeat(100_000) + ']'.repeat(100_000));
      const { status, body } = await api.post(text, { accept: 'application/graphql-response+json' });
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(body.errors![0]!.extensions['problems']).toContainEqual({
        code: 'input-type-mismatch',
        pointer,
        messageZh: expect.any(String),
        messageEn: expect.any(String),
      });
    });
  });

  describe('with one name twice in an object', () => {
    const MANY =
      'query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { ... on DecisionBatch { items { index result { __typename ... on RequestRefused { problems { code pointer messageZh } } } } } } }';
    const twice = (query: string, variables: Record<string, unknown>) =>
      JSON.stringify({ query, variables }).replaceAll('"isPettyHardware":false', '"isPettyHardware":false,"isPettyHardware":true');
    const other = yangpuRouting({ facts: { isClassified: false } });

    it('refuses that question of a batch and no other', async () => {
      const { body } = await api.post(twice(MANY, { inputs: [other, yangpuRouting(), other] }));
      expect(body.errors).toBeUndefined();
      expect(body.data!['decideMany'].items).toMatchObject([
        { result: { __typename: 'Decision' } },
        { index: 1, result: { __typename: 'RequestRefused', problems: [{ code: 'key-twice', pointer: '/facts/isPettyHardware' }] } },
        { result: { __typename: 'Decision' } },
      ]);
    });

    it.each<[string, string, Record<string, unknown>]>([
      ['a single question', DECIDE, { input: yangpuRouting() }],
      [
        'a list that is no batch',
        'query ($inputs: [DecideInput!]!) { decide(input: { district: "a", question: ROUTING, asOf: "2024-01-01", factsJson: $inputs }) { __typename } }'.replace(
          '[DecideInput!]!',
          'JSON',
        ),
        { inputs: [yangpuRouting()] },
      ],
      ['a variable that nothing uses', '{ engineVersion }', { inputs: [yangpuRouting()] }],
      [
        'a batch that is also something else',
        MANY.replace('{ decideMany', '{ policy(id: $id) { __typename } decideMany').replace('($inputs', '($id: ID!, $inputs'),
        { inputs: [other], id: yangpuRouting() },
      ],
    ])('refuses the request when it is %s', async (_, query, variables) => {
      const { status, body } = await api.post(twice(query, variables), { accept: 'application/graphql-response+json' });
      expect(status).toBe(400);
      expect(body.data).toBeUndefined();
      expect(body.errors).toMatchObject([{ message: expect.stringMatching(/^同一对象/), extensions: { code: 'key-twice' } }]);
    });
  });

  describe('that is no GraphQL request at all', () => {
    it.each<[string, BodyInit, number, string]>([
      ['malformed JSON', '{"query": "{ engineVersion }"', 400, 'malformed-json'],
      ['an empty body', '', 400, 'malformed-json'],
      ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), 400, 'body-not-utf8'],
      ['an encoded half surrogate', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), 400, 'body-not-utf8'],
      ['a body of 10 MB', JSON.stringify({ query: '{ engineVersion }', padding: 'x'.repeat(10 * 1024 * 1024) }), 413, 'body-too-large'],
    ])('%s is answered by code, in Chinese and English, without a stack', async (_, sent, status, code) => {
      const reply = await api.post(sent);
      expect(reply.status).toBe(status);
      expect(reply.body.errors).toMatchObject([
        { extensions: { code, messageZh: expect.stringMatching(/[一-鿿]/), requestId: reply.headers.get('x-request-id') } },
      ]);
      expect(JSON.stringify(reply.body)).not.toMatch(/node_modules|\.[tj]s:\d|\n\s+at /);
    });

    it('another media type is 415', async () => {
      expect(await api.post('<query/>', { 'content-type': 'application/xml' })).toMatchObject({
        status: 415,
        body: { errors: [{ extensions: { code: 'media-type-not-supported' } }] },
      });
    });

    it.each([
      ['null', 'not-a-graphql-request'],
      ['5', 'not-a-graphql-request'],
      ['"text"', 'not-a-graphql-request'],
      ['[]', 'batching-not-supported'],
      ['{}', 'query-missing'],
      ['{"query":5}', 'query-missing'],
      ['{"query":""}', 'query-missing'],
    ])('the JSON %s is answered 400', async (text, code) => {
      expect(await api.post(text)).toMatchObject({ status: 400, body: { errors: [{ extensions: { code } }] } });
    });

    it('an address that is none of ours is 404, one that cannot be read 400', async () => {
      const missing = await fetch(`${api.url}/wp-login.php`);
      expect([missing.status, (await missing.json()).errors[0].extensions.code]).toEqual([404, 'not-found']);
      const unreadable = await fetch(`${api.url}/graphiql/%E0%A4%A`);
      expect([unreadable.status, (await unreadable.json()).errors[0].extensions.code]).toEqual([400, 'bad-request']);
    });
  });
});
