import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, YANGPU_ROUTING_FACTS, type Data, type TestApi } from './test-api.ts';

const ANSWER = `__typename
  ... on WhatIfAnswer { now { status outcomeJson } isSoAlready exhaustive trials zh en cautionZh cautionEn considered { name choosable }
    ways { zh en factsJson decision { status outcomeJson because { citations { article } } }
      changes { fact definition { titleZh choosable } from { money } to { money } until { money } isOpen zh en } } }
  ... on RequestRefused { problems { code pointer messageZh messageEn } }`;

describe('what would have to change, over HTTP', () => {
  let api: TestApi;
  /** 520 万元 with 35 % hardware: government investment. */
  const project = { ...YANGPU_ROUTING_FACTS, constructionAmountYuan: '5200000', hardwareAmountYuan: '1820000', isUrgentKeyWork: false };
  const whatIf = async (wish: unknown, beside: Record<string, unknown> = {}): Promise<Data> => {
    const { body } = await api.ask(`query ($input: WhatIfInput!) { whatIf(input: $input) { ${ANSWER} } }`, {
      input: { district: 'yangpu', question: 'ROUTING', asOf: '2024-03-18', facts: project, wish, ...beside },
    });
    expect(body.errors).toBeUndefined();
    return body.data!['whatIf'];
  };
  const review = { outcome: [{ field: 'route', text: 'conference-review' }] };
  const codes = async (...args: Parameters<typeof whatIf>): Promise<unknown[]> =>
    (await whatIf(...args))['problems'].map(({ code, pointer }: Data) => `${code} ${pointer}`);

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('gives the nearest figures, each decided anew, with its clauses', async () => {
    const answer = await whatIf(review);
    expect(answer).toMatchObject({ now: { outcomeJson: { route: 'government-investment' } }, isSoAlready: false, exhaustive: true });
    const hardware = answer['ways'].find(({ changes }: Data) => changes[0].fact === 'hardwareAmountYuan');
    expect(hardware.changes[0]).toMatchObject({ from: { money: 1_820_000 }, to: { money: 1_560_000 }, until: null, isOpen: true });
    expect(hardware.decision).toMatchObject({ status: 'DETERMINED', outcomeJson: { route: 'conference-review' } });
    expect(hardware.decision.because[0].citations.length).toBeGreaterThan(0);
    expect(answer['considered'].every(({ choosable }: Data) => choosable)).toBe(true);
    expect(answer['cautionZh']).toContain('不得');
  });

  it('says that it did not try everything, in bounded time', async () => {
    const answer = await whatIf({ outcome: [{ field: 'route', text: 'out-of-scope' }] }, { mostFacts: 4 });
    expect(answer).toMatchObject({ exhaustive: false, ways: [] });
    expect(answer['trials']).toBeLessThanOrEqual(3001);
    expect(answer['zh']).toContain('没有全部试过');
  });

  it('refuses what is no wish, facts that are not to be chosen, and bounds out of range', async () => {
    expect(await codes({})).toEqual(['nothing-wanted /wish']);
    expect(
      await codes({
        outcome: [
          { field: 'nowhere', text: 'x' },
          { field: 'route', text: 'elsewhere' },
        ],
      }),
    ).toEqual(['outcome-field-not-known /wish/outcome/0', 'unknown-code /wish/outcome/1']);
    expect(await codes({ outcome: [{ field: 'route' }, { field: 'route', text: 'filing', boolean: true }] })).toEqual([
      'wished-value-not-single /wish/outcome/0',
      'wished-value-not-single /wish/outcome/1',
    ]);
    expect(
      await codes({
        outcome: [
          { field: 'route', text: 'filing' },
          { field: 'route', text: 'filing' },
        ],
      }),
    ).toEqual(['field-wished-twice /wish/outcome/1']);
    expect(await codes({ withoutBlockers: ['__proto__'] })).toEqual(['blocker-not-known /wish/withoutBlockers/0']);
    expect(await codes({ withoutBlockers: Array.from({ length: 51 }, () => 'x') })).toEqual(['out-of-range /wish/withoutBlockers']);
    expect(await codes({ outcome: Array.from({ length: 51 }, (_, index) => ({ field: `f${index}`, text: 'x' })) })).toEqual([
      'out-of-range /wish/outcome',
    ]);
    expect(await codes({ status: 'NO_POLICY' })).toEqual(['status-not-reachable /wish/status']);
    expect(await codes(review, { mayChange: ['isClassified'] })).toEqual(['fact-not-choosable /mayChange/0']);
    expect(await codes(review, { mostFacts: 0, mostWays: 1000 })).toEqual(['out-of-range /mostFacts', 'out-of-range /mostWays']);
  });

  it('counts as many questions, so that one request cannot hold the server', async () => {
    const { body } = await api.ask(
      `query ($input: WhatIfInput!) { ${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}: whatIf(input: $input) { __typename ... on RequestRefused { problems { code } } }`).join(' ')} }`,
      { input: { district: 'yangpu', question: 'ROUTING', asOf: '2024-03-18', facts: project, wish: review, mostFacts: 1 } },
    );
    expect(body.data!['e']).toEqual({ __typename: 'WhatIfAnswer' });
    expect(body.data!['f']).toEqual({ __typename: 'RequestRefused', problems: [{ code: 'too-many-questions' }] });
  });
});
