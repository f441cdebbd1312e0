import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES, SETUPS, type Prepared } from './example-setups.ts';
import { startTestApi, type TestApi } from './test-api.ts';

/** Members of unions that say there is no answer. */
const NO_ANSWER = new Set(['RequestRefused', 'NoPolicyInForce', 'CalendarNotKnown']);
const refusals = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const isRefusal = '__typename' in value && NO_ANSWER.has(String(value.__typename));
  return isRefusal ? [value] : Object.values(value).flatMap(refusals);
};

describe('the examples of the reference, run as they are printed', () => {
  let api: TestApi;
  const run = async (query: string, variables: unknown, { values = {}, credential }: Prepared = {}): Promise<Record<string, unknown>> => {
    const filled = Object.entries(values).reduce(
      (text, [name, value]) => text.replaceAll(`<${name}>`, value),
      JSON.stringify({ query, variables }),
    );
    const reply = await api.post(filled, credential === undefined ? {} : { authorization: `Bearer ${credential}` });
    expect(reply.body.errors).toBeUndefined();
    expect(reply.status).toBe(200);
    return reply.body.data!;
  };

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it.each(EXAMPLES.map((example) => [example.field, example] as const))('%s is answered', async (field, { document, variables }) => {
    const data = await run(document, variables, await SETUPS[field]?.(api));
    expect(refusals(data)).toEqual([]);
    expect(Object.keys(data)).toEqual([field]);
    expect(data[field]).not.toEqual({});
  });

  it('would be caught where one is refused', async () => {
    const policy = EXAMPLES.find(({ field }) => field === 'policy')!;
    expect(refusals(await run(policy.document, { id: 'nowhere/1' }))).toHaveLength(1);
  });
});
