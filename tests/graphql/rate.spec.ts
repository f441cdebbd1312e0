import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type SignedInCaller, type TestApi } from './test-api.ts';

const MANY = 'query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { __typename } }';

describe('who asks much', () => {
  let api: TestApi;
  let somebody: SignedInCaller;
  let now = 1_795_651_200_000;
  const clock: Clock = { now: () => instantOf(now) as Instant };
  beforeAll(async () => {
    api = await startTestApi({ rate: { caller: 600, address: 600 }, clock });
    somebody = await api.signedIn('yangpu', ['applicant']);
  });
  afterAll(() => api.close());

  const inputs = Array.from({ length: 145 }, () => yangpuRouting());

  it('is told what is left, and refused by the second at which to come again', async () => {
    for (const left of [452, 304, 156, 8]) {
      const { status, headers, body } = await somebody.ask(MANY, { inputs });
      expect(status).toBe(200);
      expect(headers.get('ratelimit-policy')).toBe('"points";q=600;w=60');
      expect(headers.get('ratelimit')).toBe(`"points";r=${left};t=${Math.ceil((600 - left) / 10)}`);
      expect((body as { extensions?: unknown }).extensions).toEqual({
        cost: {
          requested: 145,
          actual: 145,
          limit: 250,
          points: 148,
          bucket: { limit: 600, remaining: left, fullInSeconds: Math.ceil((600 - left) / 10) },
        },
      });
    }
    const refused = await somebody.ask(MANY, { inputs });
    expect([refused.status, refused.headers.get('retry-after'), refused.body.data]).toEqual([429, '14', undefined]);
    expect(refused.headers.get('ratelimit')).toBe('"points";r=8;t=60');
    expect(refused.body.errors).toMatchObject([
      {
        message: expect.stringMatching(/^请求过于频繁/) as string,
        extensions: { code: 'rate-limited', points: 148, retryAfterMilliseconds: 14_000 },
      },
    ]);
    expect((refused.body as { extensions?: unknown }).extensions).toMatchObject({
      cost: { points: 148, bucket: { limit: 600, remaining: 8, fullInSeconds: 60 } },
    });
    now += 13_999;
    expect((await somebody.ask(MANY, { inputs })).status).toBe(429);
    now += 1;
    expect((await somebody.ask(MANY, { inputs })).status).toBe(200);
  });

  it('keeps nobody else from asking', async () => {
    expect((await somebody.ask(MANY, { inputs })).status).toBe(429);
    expect((await (await api.signedIn('yangpu', ['applicant'])).ask(MANY, { inputs })).status).toBe(200);
    const anonymous = await api.ask(MANY, { inputs });
    expect([anonymous.status, anonymous.headers.get('ratelimit')]).toEqual([200, null]);
  });

  it('is refused what no answer may hold', async () => {
    const ten = (part: (n: number) => string): string => Array.from({ length: 10 }, (_, n) => part(n)).join(' ');
    const node = `${ten((n) => `s${n}: statusOn(asOf: "2024-01-01")`)} ${ten((n) => `d${n}: documents { id titleZh number }`)}`;
    const pages = ten((n) => `p${n}: policies(first: 100) { ...page }`);
    const { body } = await api.ask(
      `{ ${pages} } fragment page on PolicyConnection { a: nodes { ...node } b: nodes { ...node } } fragment node on Policy { ${node} }`,
    );
    expect(body.errors).toMatchObject([{ extensions: { code: 'cost-exceeded', limit: 'values', most: 100_000 } }]);
  });
});
