import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '../../libs/graphql-api/src/generation/reference/examples.ts';
import { startTestApi, type TestApi } from './test-api.ts';

const examples = readExamples(new URL('../../libs/graphql-api/examples', import.meta.url).pathname);

/** Members of unions that say there is no answer. */
const NO_ANSWER = new Set(['RequestRefused', 'NoPolicyInForce', 'CalendarNotKnown']);
const refusals = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const isRefusal = '__typename' in value && NO_ANSWER.has(String(value.__typename));
  return isRefusal ? [value] : Object.values(value).flatMap(refusals);
};

describe('the examples of the reference, run as they are printed', () => {
  let api: TestApi;
  let receipt: string;
  const run = async (document: string, variables: unknown): Promise<Record<string, unknown>> => {
    const reply = await api.post(JSON.stringify({ query: document, variables }).replaceAll('<receipt>', receipt));
    expect(reply.body.errors).toBeUndefined();
    expect(reply.status).toBe(200);
    return reply.body.data!;
  };

  beforeAll(async () => {
    api = await startTestApi();
    const decide = examples.find(({ field }) => field === 'decide')!;
    receipt = (await api.ask(decide.document, decide.variables)).body.data!['decide'].receipt;
  });
  afterAll(() => api.close());

  it.each(examples.map((example) => [example.field, example] as const))('%s is answered', async (field, { document, variables }) => {
    const data = await run(document, variables);
    expect(refusals(data)).toEqual([]);
    expect(Object.keys(data)).toEqual([field]);
    expect(data[field]).not.toEqual({});
  });

  it('would be caught where one is refused', async () => {
    const policy = examples.find(({ field }) => field === 'policy')!;
    expect(refusals(await run(policy.document, { id: 'nowhere/1' }))).toHaveLength(1);
  });
});
