import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Data, type TestApi } from './test-api.ts';

describe('comparison of policies', () => {
  let api: TestApi;
  const ask = async (query: string): Promise<Data> => {
    const { body } = await api.ask(query);
    expect(body.errors).toBeUndefined();
    return body.data!;
  };

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const COMPARISON = `__typename ... on PolicyComparison { a b question scope { basis decided seed factsOnlyInA factsOnlyInB }
    differences { key kind messageZh messageEn facts asOf stretches { fact from to messageZh }
      parts { kind name titleZh before after beforeZh afterZh }
      before { rules { rule titleZh citations { article } } unknownFacts } after { rules { rule titleZh citations { article } } unknownFacts } } }
    ... on RequestRefused { problems { code pointer } }`;

  it('tells the differences of one question, with the fewest facts and the clauses of both sides', async () => {
    const { comparePolicies } = await ask(
      `{ comparePolicies(a: "yangpu/2021-3", b: "yangpu/2023-10", question: SUPERVISION) { ${COMPARISON} } }`,
    );
    expect(comparePolicies).toMatchObject({ a: 'yangpu/2021-3', b: 'yangpu/2023-10', scope: { basis: 'ALL_CELLS', seed: 1 } });
    expect(comparePolicies.differences.length).toBeGreaterThan(0);
    for (const { before, after, parts } of comparePolicies.differences) {
      expect(parts.length).toBeGreaterThan(0);
      expect(before.rules.length + after.rules.length).toBeGreaterThan(0);
    }
  });

  it('finds nothing between a policy and itself, and names a policy that is not published', async () => {
    const { same, unknown } = {
      ...(await ask(`{ same: comparePolicies(a: "yangpu/2021-3", b: "yangpu/2021-3", question: ROUTING) { ${COMPARISON} } }`)),
      ...(await ask(`{ unknown: comparePolicies(a: "yangpu/2021-3", b: "nowhere/1", question: ROUTING) { ${COMPARISON} } }`)),
    } as Data;
    expect(same).toMatchObject({ scope: { basis: 'SAME_TEXT' }, differences: [] });
    expect(unknown.problems).toEqual([{ code: 'unknown-policy', pointer: '/b' }]);
  });

  it('lays one question of all districts side by side, each entry with its clause', async () => {
    const { districtMatrix } = await api.run('DistrictMatrix', { question: 'ROUTING' });
    if (districtMatrix.__typename !== 'DistrictMatrix') return expect.unreachable(districtMatrix.__typename);
    expect(districtMatrix.policies.length).toBeGreaterThan(2);
    const threshold = districtMatrix.rows.find(({ kind }) => kind === 'THRESHOLD');
    expect(threshold?.cells).toHaveLength(districtMatrix.policies.length);
    const entries = districtMatrix.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.entries));
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every(({ clauses, citedZh }) => clauses.length > 0 && citedZh !== '')).toBe(true);
  });
});
