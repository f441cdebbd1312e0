import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type TestApi } from './test-api.ts';

describe('extensions.cost: what a request cost, in questions', () => {
  let api: TestApi;
  const costOf = async (query: string, variables?: Record<string, unknown>): Promise<unknown> => {
    const { data, extensions } = (await api.ask(query, variables)).body as { data?: unknown; extensions?: { cost?: unknown } };
    expect(data).toBeTruthy();
    return extensions?.cost;
  };
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('counts each question of every field', async () => {
    const query =
      'query ($one: DecideInput!, $many: [DecideInput!]!) { a: decide(input: $one) { __typename } b: decideMany(inputs: $many) { __typename } }';
    expect(await costOf(query, { one: yangpuRouting(), many: [yangpuRouting(), yangpuRouting()] })).toEqual({
      requested: 3,
      actual: 3,
      limit: 250,
      points: 4,
    });
  });

  it('tells what was asked for and not given', async () => {
    const query =
      'query ($one: DecideInput!) { decide(input: $one) { __typename } analysis(policy: "yangpu/2021-3") { ... on RequestRefused { problems { code } } } }';
    expect(await costOf(query, { one: yangpuRouting() })).toEqual({ requested: 251, actual: 1, limit: 250, points: 252 });
  });

  it('says nothing where nothing was asked of a policy', async () => {
    expect(await costOf('{ engineVersion calendar(year: 2024) { __typename } }')).toBeUndefined();
  });
});
