import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '../../libs/graphql-api/src/generation/reference/examples.ts';
import { startTestApi, type TestApi } from './test-api.ts';

const examples = readExamples(new URL('../../libs/graphql-api/examples', import.meta.url).pathname);

/** Keys of an answer at any depth that say it is none: refused, nothing in force, not known. */
const REFUSING = new Set(['problems', 'held', 'knownYears']);
const refusals = (value: unknown): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => (REFUSING.has(key) ? [inner] : refusals(inner)));

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
