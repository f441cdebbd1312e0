import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type Data, type TestApi } from './test-api.ts';

const DECIDE =
  'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { receipt digest status } ... on RequestRefused { problems { code } } } }';
const RECEIPT =
  'query ($id: ID!) { receipt(id: $id) { __typename ... on Receipt { id recordedAt district question asOf mode policy digest engineVersion facts decision rulePath verified verificationProblems { code pointer } } ... on RequestRefused { problems { code pointer } } } }';

describe('receipts', () => {
  let api: TestApi;
  const decide = async (input: Record<string, unknown>): Promise<Data> => (await api.ask(DECIDE, { input })).body.data!['decide'];
  const show = async (id: string): Promise<Data> => (await api.ask(RECEIPT, { id })).body.data!['receipt'];

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('records what was asked and answered; run again, the bytes are the same', async () => {
    const { receipt, digest } = await decide(yangpuRouting({ id: '甲-1', receipt: true }));
    expect(await show(receipt)).toMatchObject({
      __typename: 'Receipt',
      id: receipt,
      district: 'yangpu',
      question: 'ROUTING',
      asOf: '2024-03-18',
      mode: 'IN_FORCE',
      policy: 'yangpu/2023-10',
      digest,
      facts: { applicantType: 'government-department', constructionAmountYuan: 1_000_000 },
      decision: { id: '甲-1', status: 'determined', outcome: { route: 'conference-review' } },
      verified: true,
      verificationProblems: [],
    });
  });

  it.each([
    ['no policy in force', { district: 'yicheng', question: 'ROUTING', asOf: '2030-01-01', facts: {} }],
    ['facts missing', { district: 'yangpu', question: 'ROUTING', asOf: '2024-03-18', facts: {} }],
    ['a simulation', { district: 'shangcheng', question: 'ROUTING', asOf: '2024-03-18', mode: 'SIMULATE', facts: {} }],
    ['a simulation of what is repealed', { district: 'yangpu', question: 'ROUTING', asOf: '2021-01-01', mode: 'SIMULATE', facts: {} }],
  ])('holds for %s', async (_, input) => {
    const { receipt } = await decide({ ...input, receipt: true });
    expect(await show(receipt)).toMatchObject({ verified: true, verificationProblems: [] });
  });

  it('are kept for each question of a batch that asked for one, whatever the district', async () => {
    const inputs = [
      yangpuRouting({ receipt: true }),
      yangpuRouting(),
      { district: 'yicheng', question: 'ROUTING', asOf: '2022-06-01', receipt: true },
      yangpuRouting({ receipt: true, factsJson: { nonsense: 1 } }),
      yangpuRouting({ receipt: true }),
    ];
    const { body } = await api.ask(
      'query ($inputs: [DecideInput!]!) { decideMany(inputs: $inputs) { ... on DecisionBatch { items { result { __typename ... on Decision { receipt district } } } } } }',
      { inputs },
    );
    const results = body.data!['decideMany'].items.map(({ result }: { result: unknown }) => result);
    expect(results).toMatchObject([
      { receipt: expect.any(String) },
      { receipt: null },
      { receipt: expect.any(String), district: 'yicheng' },
      { __typename: 'RequestRefused' },
      { receipt: expect.any(String) },
    ]);
    expect(new Set([0, 2, 4].map((index) => results[index].receipt)).size).toBe(3);
    expect(await show(results[2].receipt)).toMatchObject({ district: 'yicheng', verified: true });
  });

  it('tells when the record is not what the engine says', async () => {
    const { receipt } = await decide(yangpuRouting({ id: 'forged', receipt: true }));
    const owner = new Client({ connectionString: api.databaseUrl.superuser });
    await owner.connect();
    // Only a superuser who switches the guards off can do this.
    await owner.query(`set session_replication_role = replica`);
    await owner.query(
      `update decision_receipt set decision_canonical = replace(decision_canonical, 'conference-review', 'filing') where request_canonical like '%"forged"%'`,
    );
    await owner.end();
    expect(await show(receipt)).toMatchObject({
      verified: false,
      verificationProblems: [{ code: 'decision-differs', pointer: '/decision' }],
    });
  });

  it.each([
    '',
    'x',
    'r_',
    'r_eWFuZ3B1',
    `r_${Buffer.from('yangpu/00000000-0000-7000-8000-000000000000').toString('base64url')}`,
    `r_${Buffer.from("x';--/y").toString('base64url')}`,
  ])('refuses the id "%s", which is no receipt', async (id) => {
    expect(await show(id)).toEqual({ __typename: 'RequestRefused', problems: [{ code: 'unknown-receipt', pointer: '/id' }] });
  });
});
