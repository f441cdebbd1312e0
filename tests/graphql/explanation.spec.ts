import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, YANGPU_ROUTING_FACTS, yangpuRouting, type Data, type TestApi } from './test-api.ts';

const VALUE =
  'value { kind none written boolean integer decimal percent money date code text items { written } fields { name value { kind written integer } } }';
const EXPLANATION = `explanation { zh en figures { ofZh ofEn zh en ${VALUE} unit source { kind name operator } clauses citations { article } } }`;
const TREE = `traceTree { __typename
  ... on TraceTree { groups { group titleZh titleEn } rules { group rule titleZh standing displacedBy clauses citations { article } condition gives { field titleZh node } }
    nodes { index parent form zh en reached holds ${VALUE} valueZh valueEn unit source { kind name operator } parts } }
  ... on RequestRefused { problems { code pointer messageZh } } }`;
const LARGE = { ...YANGPU_ROUTING_FACTS, constructionAmountYuan: '5200000.00', hardwareAmountYuan: 1_820_000 };

describe('a decision explained over HTTP', () => {
  let api: TestApi;
  const ask = async (query: string, variables?: Record<string, unknown>): Promise<Data> => {
    const { body } = await api.ask(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data!;
  };

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('is one paragraph with typed figures, their units and sources', async () => {
    const { decide } = await ask(`query ($input: DecideInput!) { decide(input: $input) { ... on Decision { ${EXPLANATION} } } }`, {
      input: yangpuRouting({ facts: LARGE }),
    });
    const { zh, en, figures } = decide.explanation;
    expect(zh).toContain('硬件占比 35 %（由硬件建设金额 182 万元、建设金额 520 万元得出，超过 30 %）');
    expect(en).toContain('hardware share');
    const of = (title: string, kind: string) => figures.find((one: Data) => one['ofZh'] === title && one['source'].kind === kind);
    expect(of('硬件建设金额', 'FACT')).toMatchObject({ zh: '182 万元', unit: 'CNY', clauses: [], source: { name: 'hardwareAmountYuan' } });
    expect(of('硬件建设金额', 'FACT').value).toMatchObject({
      kind: 'MONEY',
      none: false,
      written: '1820000',
      money: 1_820_000,
      percent: null,
    });
    expect(of('硬件占比', 'DEFINITION').value).toMatchObject({ kind: 'PERCENT', percent: 35, money: null });
    expect(of('硬件占比', 'RULE')).toMatchObject({ zh: '30 %', unit: 'percent', value: { percent: 30 } });
    expect(of('硬件占比', 'RULE').citations.length).toBeGreaterThan(0);
  });

  it('and its whole tree is a list of nodes that name each other by position', async () => {
    const { decide } = await ask(`query ($input: DecideInput!) { decide(input: $input) { ... on Decision { ${TREE} } } }`, {
      input: yangpuRouting({ facts: LARGE }),
    });
    const { groups, rules, nodes } = decide.traceTree;
    expect(groups.length).toBeGreaterThan(1);
    nodes.forEach((node: Data, index: number) => {
      expect(node['index']).toBe(index);
      for (const part of node['parts']) expect(nodes[part]).toBeDefined();
      if (node['parent'] === null) return;
      expect(node['parent']).toBeLessThan(index);
      expect(nodes[node['parent']].parts).toContain(index);
    });
    const roots = new Set(rules.flatMap((rule: Data) => [rule['condition'], ...rule['gives'].map((one: Data) => one['node'])]));
    for (const node of nodes) if (node.parent === null) expect(roots.has(node.index)).toBe(true);
    const applying = rules.find((one: Data) => one['standing'] === 'APPLIES' && one['gives'].some(({ field }: Data) => field === 'route'));
    expect(nodes[applying.condition].holds).toBe(true);
    const route = applying.gives.find(({ field }: Data) => field === 'route');
    expect(nodes[route.node].value).toMatchObject({ kind: 'CODE', code: 'government-investment' });
    expect(nodes.find((one: Data) => one['source'].name === 'hardwareAmountYuan').value.money).toBe(1_820_000);
  });

  it('is there for each of many and for districts side by side; the tree at most 25 times', async () => {
    const inputs = Array.from({ length: 30 }, () => yangpuRouting({ facts: LARGE }));
    const { decideMany } = await ask(
      `query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { ... on DecisionBatch { items { result { ... on Decision { explanation { zh } traceTree { __typename ... on RequestRefused { problems { code } } } } } } } } }`,
      { inputs },
    );
    const trees = decideMany.items.map(({ result }: Data) => result.traceTree.__typename);
    expect(trees.filter((name: string) => name === 'TraceTree')).toHaveLength(25);
    expect(decideMany.items.at(-1).result.traceTree.problems).toEqual([{ code: 'too-many-trees' }]);
    for (const { result } of decideMany.items) expect(result.explanation.zh).toContain('35 %');
    const { decideAcross } = await ask(
      `{ decideAcross(input: { question: VERSION, places: [{ district: "yicheng", asOf: "2022-05-01" }, { district: "yicheng", asOf: "2024-05-01" }] }) { ... on DecisionComparison { places { result { ... on Decision { status explanation { zh figures { zh value { date } } } traceTree { ... on TraceTree { nodes { zh } } } } } } } } }`,
    );
    const [inForce, expired] = decideAcross.places.map(({ result }: Data) => result);
    expect(inForce.explanation.zh).toContain('有效期至 2023 年 12 月 31 日');
    expect(inForce.explanation.figures).toContainEqual({ zh: '2023 年 12 月 31 日', value: { date: '2023-12-31' } });
    expect(expired).toMatchObject({ status: 'NO_POLICY', explanation: { figures: [] }, traceTree: { nodes: [] } });
    expect(expired.explanation.zh).toContain('2024 年 5 月 1 日，文件已过有效期');
  });

  it('says what to ask next, and what contradicts', async () => {
    const paragraph = async (facts: Record<string, unknown>): Promise<string> => {
      const { decide } = await ask('query ($input: DecideInput!) { decide(input: $input) { ... on Decision { explanation { zh } } } }', {
        input: yangpuRouting({ facts }),
      });
      return decide.explanation.zh;
    };
    expect(await paragraph({})).toContain('请答：“涉密项目”，是还是否？');
    expect(await paragraph({ ...LARGE, hardwareAmountYuan: 6_000_000 })).toMatch(/^所填事实互相矛盾：.*600 万元.*请核对后再问。$/u);
  });
});
