import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, YANGPU_ROUTING_FACTS, yangpuRouting, type Data, type TestApi } from './test-api.ts';

const RESULT = 'result { __typename ... on Decision { id status policy outcomeJson } ... on RequestRefused { problems { code pointer } } }';

describe('the other operations', () => {
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

  describe('decideMany', () => {
    const MANY = `query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { __typename ... on DecisionBatch { items { index id ${RESULT} } } ... on RequestRefused { problems { code pointer } } } }`;

    it('answers each question in its place; one that is refused does not stop the others', async () => {
      const inputs = [
        yangpuRouting({ id: 'first' }),
        yangpuRouting({ id: 'refused', facts: { constructionAmountYuan: '1.234' } }),
        yangpuRouting({ id: 'twice', factsJson: { projectNature: 'new' } }),
        yangpuRouting({ facts: { ...YANGPU_ROUTING_FACTS, constructionAmountYuan: '999999.99' } }),
      ];
      const { decideMany } = await ask(MANY, { inputs });
      expect(decideMany.items).toMatchObject([
        { index: 0, id: 'first', result: { id: 'first', status: 'DETERMINED', outcomeJson: { route: 'conference-review' } } },
        { index: 1, id: 'refused', result: { problems: [{ code: 'money-not-exact', pointer: '/facts/constructionAmountYuan' }] } },
        { index: 2, id: 'twice', result: { problems: [{ code: 'fact-given-twice', pointer: '/factsJson/projectNature' }] } },
        { index: 3, id: null, result: { outcomeJson: { route: 'filing' } } },
      ]);
    });

    it('says how many too many there are, without counting what is left of all', async () => {
      const query =
        'query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { ... on RequestRefused { problems { messageZh messageEn } } } }';
      const { decideMany } = await ask(query, { inputs: Array.from({ length: 260 }, () => yangpuRouting()) });
      expect(decideMany.problems[0].messageZh).toBe('一次请求最多提 250 个问题，此处提 260 个：请分批提交。');
      expect(decideMany.problems[0].messageEn).not.toContain('left');
    });

    it('takes 250 questions and refuses 251, none of them answered', async () => {
      const most = await ask(MANY, { inputs: Array.from({ length: 250 }, (_, index) => yangpuRouting({ id: `${index}` })) });
      expect(most['decideMany'].items.map(({ id }: { id: string }) => Number(id))).toEqual(
        Array.from({ length: 250 }, (_, index) => index),
      );
      const { decideMany } = await ask(MANY, { inputs: Array.from({ length: 251 }, () => yangpuRouting()) });
      expect(decideMany).toEqual({ __typename: 'RequestRefused', problems: [{ code: 'too-many-questions', pointer: '/inputs' }] });
    });
  });

  it('analyses a published policy: what rests on what, the fewest facts, the clauses', async () => {
    const FINDINGS = `... on PolicyAnalysis { policy exhaustive seed groups { question group basis combinations paths }
      findings { code severity basis key pointer messageZh messageEn question facts asOf citations { article } } } ... on RequestRefused { problems { code pointer } }`;
    const { analysis } = await ask(`{ analysis(policy: "yangpu/2021-3") { ${FINDINGS} } }`);
    expect(analysis).toMatchObject({ policy: 'yangpu/2021-3', exhaustive: expect.any(Boolean), seed: 1 });
    expect(analysis.groups.length).toBeGreaterThan(10);
    for (const finding of analysis.findings)
      expect(finding).toMatchObject({ severity: expect.stringMatching(/^(ERROR|WARNING|NOTE)$/), messageZh: expect.any(String) });
    const { unknown } = await ask(`{ unknown: analysis(policy: "nowhere/1") { ${FINDINGS} } }`);
    expect(unknown.problems).toEqual([{ code: 'unknown-policy', pointer: '/policy' }]);
    const { a, b } = await ask(
      `{ a: analysis(policy: "yangpu/2021-3") { ${FINDINGS} } b: analysis(policy: "yangpu/2021-3") { ${FINDINGS} } }`,
    );
    expect(a.policy).toBe('yangpu/2021-3');
    expect(b.problems).toEqual([{ code: 'too-many-questions', pointer: '/policy' }]);
  });

  it('one request asks 250 questions in all, however it spreads them', async () => {
    const items = '... on DecisionBatch { items { index } } ... on RequestRefused { problems { code pointer } }';
    const { a, b, c } = await ask(
      `query ($most: [DecideInput!]!, $one: DecideInput!) { a: decideMany(inputs: $most) { ${items} } b: decideMany(inputs: $most) { ${items} } c: decide(input: $one) { __typename } }`,
      {
        most: Array.from({ length: 249 }, () => yangpuRouting()),
        one: yangpuRouting(),
      },
    );
    expect(a.items).toHaveLength(249);
    expect(b.problems).toEqual([{ code: 'too-many-questions', pointer: '/inputs' }]);
    expect(c).toEqual({ __typename: 'Decision' });
  });

  describe('decideAcross', () => {
    const ACROSS = `query ($input: DecideAcrossInput!) { decideAcross(input: $input) { __typename ... on DecisionComparison { places { district asOf factsLeftAside ${RESULT} } } ... on RequestRefused { problems { code pointer } } } }`;
    const places = [
      { district: 'yangpu', asOf: '2024-03-18' },
      { district: 'yangpu', asOf: '2010-01-01' },
      { district: 'yicheng', asOf: '2022-06-01' },
    ];

    it('asks the same facts side by side and says what a district does not take', async () => {
      const { decideAcross } = await ask(ACROSS, { input: { question: 'ROUTING', places, facts: YANGPU_ROUTING_FACTS } });
      expect(decideAcross.places.map(({ district, asOf }: { district: string; asOf: string }) => ({ district, asOf }))).toEqual(places);
      const [now, before, yicheng] = decideAcross.places;
      expect(now).toMatchObject({ factsLeftAside: [], result: { status: 'DETERMINED', outcomeJson: { route: 'conference-review' } } });
      expect(before).toMatchObject({ factsLeftAside: [], result: { status: 'NO_POLICY', policy: null } });
      expect(yicheng.result).toMatchObject({ __typename: 'Decision', policy: 'yicheng/2022-1' });
      expect(yicheng.factsLeftAside).toContain('constructionAmountIncludesMlpsFee');
    });

    it('refuses a fact that no place takes', async () => {
      const { decideAcross } = await ask(ACROSS, { input: { question: 'ROUTING', places, factsJson: { constructionAmuontYuan: 1 } } });
      expect(decideAcross).toMatchObject({ problems: [{ code: 'undeclared-fact', pointer: '/facts/constructionAmuontYuan' }] });
    });

    it.each([0, 51])('refuses %i places', async (count) => {
      const { decideAcross } = await ask(ACROSS, {
        input: { question: 'ROUTING', places: Array.from({ length: count }, () => places[0]) },
      });
      expect(decideAcross).toMatchObject({ problems: [{ code: 'places-out-of-range', pointer: '/places' }] });
    });
  });

  describe('policies', () => {
    const POLICIES =
      'query ($district: String, $first: Int, $after: String) { policies(district: $district, first: $first, after: $after) { __typename ... on PolicyConnection { totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } ... on RequestRefused { problems { code pointer } } } }';

    it('lists what is published, page by page, each once', async () => {
      const seen: string[] = [];
      let after: string | null = null;
      let total = 0;
      do {
        const { policies }: Data = await ask(POLICIES, { first: 2, after });
        seen.push(...policies.nodes.map(({ id }: { id: string }) => id));
        total = policies.totalCount;
        expect(policies.pageInfo.hasPreviousPage).toBe(after !== null);
        after = policies.pageInfo.hasNextPage ? policies.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual([...new Set(seen)].sort());
      expect(seen).toHaveLength(total);
      expect(seen).toEqual(expect.arrayContaining(['shangcheng/2024-draft', 'yangpu/2021-3', 'yangpu/2023-10', 'yicheng/2022-1']));
    });

    it('lists one district’s; a district without any has an empty list', async () => {
      expect((await ask(POLICIES, { district: 'yangpu' }))['policies'].nodes).toEqual([{ id: 'yangpu/2021-3' }, { id: 'yangpu/2023-10' }]);
      expect((await ask(POLICIES, { district: 'nowhere' }))['policies']).toMatchObject({
        totalCount: 0,
        nodes: [],
        pageInfo: { startCursor: null },
      });
    });

    it('refuses pages out of range and cursors that it never gave', async () => {
      expect((await ask(POLICIES, { first: 0 }))['policies']).toMatchObject({
        problems: [{ code: 'page-size-out-of-range', pointer: '/first' }],
      });
      expect((await ask(POLICIES, { first: 101 }))['policies']).toMatchObject({ problems: [{ code: 'page-size-out-of-range' }] });
      expect((await ask(POLICIES, { after: '***' }))['policies']).toMatchObject({
        problems: [{ code: 'cursor-not-valid', pointer: '/after' }],
      });
      const { endCursor } = (await ask(POLICIES, { first: 1, district: 'yangpu' }))['policies'].pageInfo;
      expect((await ask(POLICIES, { after: endCursor }))['policies']).toMatchObject({ problems: [{ code: 'cursor-not-valid' }] });
      expect((await ask(POLICIES, { after: endCursor, district: 'yangpu' }))['policies'].nodes).toEqual([{ id: 'yangpu/2023-10' }]);
    });

    it('lists from the end as well', async () => {
      const { policies } = await ask(
        '{ policies(last: 2) { ... on PolicyConnection { nodes { id } pageInfo { startCursor hasPreviousPage hasNextPage } } } }',
      );
      expect(policies.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
      const before = await ask(
        'query ($before: String) { policies(last: 1, before: $before) { ... on PolicyConnection { nodes { id } } } }',
        {
          before: policies.pageInfo.startCursor,
        },
      );
      const { all } = await ask('{ all: policies { ... on PolicyConnection { nodes { id } } } }');
      expect([...before['policies'].nodes, ...policies.nodes]).toEqual(all.nodes.slice(-3));
    });

    it('shows one with its dates, texts and questions, and what it is on a day', async () => {
      const { policy } = await ask(
        '{ policy(id: "yangpu/2023-10") { ... on Policy { id version district { id titleZh } titleZh nature issuerZh effectiveFrom effectiveTo digest documents { id titleZh number } documentsNotHeld { titleZh } repeals { titleZh policy held } questions before: statusOn(asOf: "2023-05-14") from: statusOn(asOf: "2023-05-15") never: statusOn(asOf: "2023-02-30") } } }',
      );
      expect(policy).toMatchObject({
        id: 'yangpu/2023-10',
        district: { id: 'yangpu' },
        nature: 'REGULATION',
        effectiveFrom: '2023-05-15',
        before: 'NOT_YET_IN_FORCE',
        from: 'IN_FORCE',
        never: null,
      });
      expect(policy.questions).toEqual(expect.arrayContaining(['ROUTING', 'SUBMISSION', 'DEADLINES']));
      expect(policy.documents.length).toBeGreaterThan(0);
    });

    it('lists the facts that a policy takes, those of its own among them, for all questions or one', async () => {
      const { policy } = await ask(
        '{ policy(id: "shanghai/2018") { ... on Policy { all: facts { name } cloud: facts(question: CLOUD) { name type codes { code } questions } } } }',
      );
      expect(policy.all.length).toBeGreaterThan(policy.cloud.length);
      expect(policy.all.map(({ name }: Data) => name)).toEqual(policy.all.map(({ name }: Data) => name).toSorted());
      for (const fact of policy.cloud) expect(fact.questions).toContain('CLOUD');
      const services = policy.cloud.find(({ name }: Data) => name === 'requestedCloudServices');
      expect(services).toMatchObject({ type: 'LIST_OF_CODE' });
      expect(services.codes.length).toBeGreaterThan(40);
    });

    it('knows a policy that a later one ended, and a draft, for what they are', async () => {
      const { old, draft } = await ask(
        '{ old: policy(id: "yangpu/2021-3") { ... on Policy { last: statusOn(asOf: "2023-05-14") after: statusOn(asOf: "2023-05-15") } } draft: policy(id: "shangcheng/2024-draft") { ... on Policy { statusOn(asOf: "2024-10-01") } } }',
      );
      expect(old).toEqual({ last: 'IN_FORCE', after: 'REPEALED' });
      expect(draft).toEqual({ statusOn: 'CONSULTATION_DRAFT' });
    });

    it('refuses an id that nothing is published under', async () => {
      const { policy } = await api.run('Policy', { id: 'yangpu/1999' });
      if (policy.__typename !== 'RequestRefused') return expect.unreachable(policy.__typename);
      expect(policy.problems).toMatchObject([{ code: 'unknown-policy', pointer: '/id' }]);
      expect(policy.problems[0]?.messageZh).toContain('yangpu/2023-10');
    });
  });

  describe('policyInForce', () => {
    it.each([
      ['yangpu', '2023-05-14', 'yangpu/2021-3'],
      ['yangpu', '2023-05-15', 'yangpu/2023-10'],
      ['yicheng', '2023-12-31', 'yicheng/2022-1'],
    ] as const)('%s on %s: %s', async (district, asOf, id) => {
      expect((await api.run('PolicyInForce', { district, asOf })).policyInForce).toMatchObject({ __typename: 'Policy', id });
    });

    it('says that none is, and what is held instead', async () => {
      expect((await api.run('PolicyInForce', { district: 'yicheng', asOf: '2024-01-01' })).policyInForce).toEqual({
        __typename: 'NoPolicyInForce',
        district: 'yicheng',
        asOf: '2024-01-01',
        held: [{ id: 'yicheng/2022-1' }],
      });
      expect((await api.run('PolicyInForce', { district: 'shangcheng', asOf: '2024-10-01' })).policyInForce).toMatchObject({
        __typename: 'NoPolicyInForce',
      });
    });

    it('refuses a day that does not exist and a district that is not held', async () => {
      expect((await api.run('PolicyInForce', { district: 'yangpu', asOf: '2024-02-30' })).policyInForce).toMatchObject({
        problems: [{ code: 'date-not-valid', pointer: '/asOf' }],
      });
      expect((await api.run('PolicyInForce', { district: 'atlantis', asOf: '2024-02-29' })).policyInForce).toMatchObject({
        problems: [{ code: 'unknown-district', pointer: '/district' }],
      });
    });
  });

  describe('rules', () => {
    const RULES =
      'query ($policy: ID!, $question: Question!) { rules(policy: $policy, question: $question) { __typename ... on QuestionRules { policy question groups { id titleZh titleEn kind when rules { id titleZh titleEn strength status condition ifStated then adds blockers warnings exceptionOf citations { id documentTitleZh article summaryEn } contested { clause readingZh readingEn alternative citation { article } } } } } ... on RequestRefused { problems { code pointer } } } }';

    it('shows every rule with its condition and resolved clauses', async () => {
      const { rules } = await ask(RULES, { policy: 'yangpu/2023-10', question: 'ROUTING' });
      expect(rules.groups.length).toBeGreaterThan(0);
      for (const group of rules.groups)
        for (const rule of group.rules) {
          expect(rule.titleZh && rule.titleEn && rule.strength).toBeTruthy();
          expect(rule.condition).not.toBeUndefined();
          expect(rule.citations.length).toBeGreaterThan(0);
          for (const clause of rule.citations) expect(clause.documentTitleZh).toBeTruthy();
        }
    });

    it('shows no groups where the policy has no rules for the question', async () => {
      expect((await ask(RULES, { policy: 'yicheng/2022-1', question: 'CLOUD' }))['rules']).toMatchObject({ __typename: 'QuestionRules' });
    });

    it('refuses an unknown policy', async () => {
      expect((await api.run('Rules', { policy: 'x/1', question: 'ROUTING' })).rules).toMatchObject({
        problems: [{ code: 'unknown-policy', pointer: '/policy' }],
      });
    });
  });

  describe('calendar', () => {
    it('shows a year with the notice it stands on', async () => {
      const { calendar } = await api.run('Calendar', { year: 2024 });
      if (calendar.__typename !== 'CalendarYear') return expect.unreachable(calendar.__typename);
      expect(calendar.restDays).toContain('2024-10-01');
      expect(calendar.makeUpWorkingDays).toContain('2024-02-04');
      expect(calendar.notices[0]?.number).toBe('国办发明电〔2023〕7号');
    });

    it('says that a year is not known', async () => {
      const { calendar } = await api.run('Calendar', { year: 2099 });
      if (calendar.__typename !== 'CalendarNotKnown') return expect.unreachable(calendar.__typename);
      expect(calendar.year).toBe(2099);
      expect(calendar.knownYears).toContain(2024);
    });
  });
});
