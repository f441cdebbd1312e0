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

  it('is a file that can be verified elsewhere', async () => {
    const { receipt, digest } = await decide(yangpuRouting({ id: 'to-file', receipt: true }));
    const { body } = await api.ask('query ($id: ID!) { receipt(id: $id) { ... on Receipt { calendarDigest document } } }', { id: receipt });
    const { calendarDigest, document } = body.data!['receipt'];
    expect(document).toMatchObject({
      id: receipt,
      policy: 'yangpu/2023-10',
      digest,
      vocabularyDigest: expect.stringMatching(/^sha256:/),
      calendarDigest,
      request: { id: 'to-file', district: 'yangpu' },
      decision: { status: 'determined' },
    });
  });

  describe('run again', () => {
    const VERIFY =
      'query ($id: ID!) { verifyReceipt(id: $id) { __typename ... on ReceiptVerification { id status firstDifference { pointer side recorded recomputed } reasons { code pointer messageZh messageEn } digest engineVersion presentEngineVersion engine } ... on RequestRefused { problems { code pointer } } } }';
    const verify = async (id: string): Promise<Data> => (await api.ask(VERIFY, { id })).body.data!['verifyReceipt'];

    /** The owner can switch its own guards off; the app role cannot. Whoever does it leaves a receipt that no longer says what the engine says. */
    const alterAsOwner = async (marker: string, set: string): Promise<void> => {
      const owner = new Client({ connectionString: api.databaseUrl.owner });
      await owner.connect();
      try {
        await owner.query('begin');
        await owner.query(`select set_config('guicheng.district', 'yangpu', true)`);
        await owner.query('alter table decision_receipt disable trigger user');
        const { rowCount } = await owner.query(`update decision_receipt set ${set} where request_canonical like $1`, [`%"${marker}"%`]);
        await owner.query('alter table decision_receipt enable trigger user');
        await owner.query('commit');
        expect(rowCount).toBe(1);
      } finally {
        await owner.end();
      }
    };
    const altered = async (marker: string, set: string): Promise<Data> => {
      const { receipt } = await decide(yangpuRouting({ id: marker, receipt: true }));
      expect(await verify(receipt)).toMatchObject({ status: 'VERIFIED', firstDifference: null, reasons: [], engine: 'SAME' });
      await alterAsOwner(marker, set);
      return { ...(await verify(receipt)), shown: await show(receipt) };
    };
    const FORGED = `decision_canonical = replace(decision_canonical, 'conference-review', 'filing')`;

    it.each([
      [
        'its outcome',
        FORGED,
        'decision-differs',
        { pointer: '/outcome/route', side: 'BOTH', recorded: 'filing', recomputed: 'conference-review' },
      ],
      [
        'a fact',
        `request_canonical = replace(request_canonical, '"constructionAmountYuan":1000000', '"constructionAmountYuan":300000')`,
        'decision-differs',
        { pointer: '/outcome/conference', side: 'BOTH' },
      ],
      [
        'a reason that was added',
        `decision_canonical = replace(decision_canonical, '"blockers":[]', '"blockers":[{"code":"x","strength":"mandatory"}]')`,
        'decision-differs',
        { pointer: '/blockers/0', side: 'RECORDED', recorded: { code: 'x', strength: 'mandatory' }, recomputed: null },
      ],
      ['the day beside it', `as_of = '2024-03-19'`, 'record-inconsistent', null],
      ['white space', `decision_canonical = decision_canonical || ' '`, 'record-not-canonical', null],
      ['the text cut off', `decision_canonical = left(decision_canonical, 100)`, 'record-not-canonical', null],
      [
        'a fact that does not exist',
        `request_canonical = replace(request_canonical, 'isClassified', 'isUnheardOf')`,
        'undeclared-fact',
        null,
      ],
    ])('shows that the owner role altered %s', async (what, set, code, difference) => {
      const found = await altered(`altered ${what}`, set);
      expect(found).toMatchObject({ __typename: 'ReceiptVerification', status: 'DIFFERS', firstDifference: difference });
      expect(found['reasons'].map((reason: Data) => reason['code'])).toContain(code);
      for (const { messageZh } of found['reasons']) expect(messageZh).toMatch(/[一-鿿]/);
      if (found['shown']['__typename'] === 'Receipt') expect(found['shown']['verified']).toBe(false);
      else expect(found['shown']['problems']).toEqual([{ code: 'record-not-canonical', pointer: '/id' }]);
    });

    it('is verified whichever engine made it, as long as the bytes are the same', async () => {
      expect(await altered('old engine, same answer', `engine_version = '0.3.1'`)).toMatchObject({
        status: 'VERIFIED',
        engine: 'NOT_KNOWN',
        engineVersion: '0.3.1',
        presentEngineVersion: '1.0.0',
      });
    });

    it('by another engine that answered otherwise cannot be verified, and says which engine', async () => {
      const found = await altered('old engine, other answer', `engine_version = '0.3.1', ${FORGED}`);
      expect(found).toMatchObject({
        status: 'CANNOT_VERIFY',
        firstDifference: { pointer: '/outcome/route' },
        reasons: [{ code: 'engine-version-not-known', pointer: '/engineVersion' }],
      });
      expect(found['reasons'][0]['messageZh']).toContain('0.3.1');
    });

    it('by calendars that are no longer held is verified by its bytes, or says so', async () => {
      const other = `calendar_digest = 'sha256:${'0'.repeat(64)}'`;
      expect(await altered('other calendars, same answer', other)).toMatchObject({ status: 'VERIFIED' });
      expect(await altered('other calendars, other answer', `${other}, ${FORGED}`)).toMatchObject({
        status: 'CANNOT_VERIFY',
        reasons: [{ code: 'calendars-differ', pointer: '/calendarDigest' }],
      });
    });

    it('refuses what is no receipt', async () => {
      expect(await verify('r_x')).toEqual({ __typename: 'RequestRefused', problems: [{ code: 'unknown-receipt', pointer: '/id' }] });
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
