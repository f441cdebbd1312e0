import { graphqlClient, RequestFailed } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from './test-api.ts';

const question = { district: 'yangpu', question: 'ROUTING', asOf: '2024-03-18' } as const;

describe('the typed client', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('tells an answer from a refusal by its type', async () => {
    const { decide } = await api.run('Decide', { input: { ...question, facts: { projectNature: 'NEW' } } });
    if (decide.__typename !== 'Decision') return expect.unreachable(decide.__typename);
    expect(decide.status).toBe('NEEDS_FACTS');
    expect(decide.missingFacts).toEqual(['isClassified']);
    const refused = (await api.run('Decide', { input: { ...question, district: 'nowhere' } })).decide;
    if (refused.__typename !== 'RequestRefused') return expect.unreachable(refused.__typename);
    expect(refused.problems.map(({ code }) => code)).toEqual(['unknown-district']);
  });

  it('does not compile with a fact, a code or an operation that does not exist; the server refuses them too', async () => {
    const failed = async (running: Promise<unknown>): Promise<RequestFailed> => {
      const error = await running.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof RequestFailed)) return expect.unreachable(String(error));
      return error;
    };
    // @ts-expect-error -- a fact that is mistyped
    const fact = await failed(api.run('Decide', { input: { ...question, facts: { constructionAmuontYuan: 1 } } }));
    expect([fact.status, fact.errors[0]?.extensions?.['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(fact.requestId).toMatch(/\S/);
    // @ts-expect-error -- a question that is none
    await failed(api.run('Rules', { policy: 'yangpu/2023-10', question: 'ROUTE' }));
    // @ts-expect-error -- an operation that is none
    await failed(api.run('Guess', {}));
  });

  it('fails loudly where no GraphQL server answers', async () => {
    const page = graphqlClient(
      `${api.url}/graphql`,
      async () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
    );
    await expect(page('EngineVersion', {})).rejects.toMatchObject({ name: 'RequestFailed', status: 502, message: 'HTTP 502' });
  });
});
