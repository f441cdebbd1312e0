import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXAMPLES, SETUPS } from './example-setups.ts';
import { startTestApi, type TestApi } from './test-api.ts';

/** Tabs in which somebody does the same. */
const TABS = 4;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const MUTATIONS = EXAMPLES.filter(({ document }) => /^mutation\b/m.test(document));

it('whatever is done in several tabs at once is done or refused, and never a fault of the server', async () => {
  const faults = new Set<string>();
  const done = new Set<string>();
  for (const { field, document, variables } of MUTATIONS) {
    const { values = {}, credential } = (await SETUPS[field]?.(api)) ?? {};
    const filled = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`<${name}>`, value), JSON.stringify(variables));
    const headers: Record<string, string> = credential === undefined ? {} : { authorization: `Bearer ${credential}` };
    // Each with a key of its own: no two of them are one request that is repeated.
    const asked = Array.from({ length: TABS }, (_, tab) => ({ ...(JSON.parse(filled) as object), key: `${field}-${tab}` }));
    const replies = await Promise.all(asked.map((one) => api.post(JSON.stringify({ query: document, variables: one }), headers)));
    for (const { body } of replies) {
      if (body.errors?.some(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR') ?? false) faults.add(field);
      if (body.data !== undefined && body.data !== null && body.data[field].problems === undefined) done.add(field);
    }
  }
  expect([...faults].sort()).toEqual([]);
  expect(MUTATIONS.map(({ field }) => field).filter((field) => !done.has(field))).toEqual([]);
}, 60_000);
