import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, YANGPU_ROUTING_FACTS, type Data, type TestApi } from './test-api.ts';

const STEP = `__typename
  ... on InterviewStep { decision { status outcomeJson policy explanation { zh } }
    question { fact zh en noneIsAnswer mostRemaining definition { name titleZh type unit nullable codes { code titleZh } } why { rule titleZh titleEn clauses citations { article } } }
    mayBeRaised { name titleZh } skipped factsJson }
  ... on RequestRefused { problems { code pointer messageZh messageEn } }`;

describe('an interview over HTTP', () => {
  let api: TestApi;
  const interview = async (answered: readonly unknown[], beside: Record<string, unknown> = {}): Promise<Data> => {
    const { body } = await api.ask(`query ($input: InterviewInput!) { interview(input: $input) { ${STEP} } }`, {
      input: { district: 'yangpu', question: 'ROUTING', asOf: '2024-03-18', answered, ...beside },
    });
    expect(body.errors).toBeUndefined();
    return body.data!['interview'];
  };

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('goes question by question to a determined route, and never beyond what it said may remain', async () => {
    const project: Record<string, unknown> = { ...YANGPU_ROUTING_FACTS, isUrgentKeyWork: false, buildsOwnWebsite: false };
    const answered: unknown[] = [];
    const bounds: number[] = [];
    let step = await interview(answered);
    for (; step['question'] !== null; step = await interview(answered)) {
      const { fact, mostRemaining, definition, why, zh } = step['question'];
      expect(zh).toMatch(/？$/u);
      expect(definition).toMatchObject({ name: fact });
      expect(why.length).toBeGreaterThan(0);
      expect(why[0].citations.length).toBeGreaterThan(0);
      bounds.push(mostRemaining);
      answered.push(fact in project ? { facts: { [fact]: project[fact] } } : { notKnown: fact });
      expect(answered.length).toBeLessThan(30);
    }
    expect(step['decision']).toMatchObject({ status: 'DETERMINED', outcomeJson: { route: 'conference-review' } });
    bounds.forEach((bound, index) => expect(answered.length - index).toBeLessThanOrEqual(bound));
    expect(Object.keys(step['factsJson']).length).toBe(answered.length);
    expect(step['mayBeRaised'].length).toBeGreaterThan(0);
  });

  it('goes back by leaving out the last answer, and takes facts known before', async () => {
    const first = await interview([]);
    const { fact } = first['question'];
    const second = await interview([{ facts: { [fact]: false } }]);
    expect(second['question'].fact).not.toBe(fact);
    expect(await interview([])).toEqual(first);
    expect((await interview([], { facts: { [fact]: false } }))['question']).toEqual(second['question']);
    expect((await interview([], { factsJson: { [fact]: false } }))['question']).toEqual(second['question']);
    expect((await interview([{ notKnown: fact }]))['skipped']).toEqual([fact]);
  });

  it('refuses what is no answer, naming it', async () => {
    const codes = async (answered: readonly unknown[], beside = {}): Promise<unknown[]> =>
      (await interview(answered, beside))['problems'].map(({ code, pointer }: Data) => [code, pointer]);
    expect(await codes([{}, { facts: { isClassified: true, projectNature: 'NEW' } }])).toEqual([
      ['answer-not-single', '/answered/0'],
      ['answer-not-single', '/answered/1'],
    ]);
    expect(await codes([{ facts: { isClassified: true }, notKnown: 'projectNature' }])).toEqual([['answer-not-single', '/answered/0']]);
    expect(await codes([{ facts: { isClassified: false } }, { facts: { constructionAmountYuan: '1.234' } }])).toEqual([
      ['money-not-exact', '/answered/1/facts/constructionAmountYuan'],
    ]);
    expect(await codes([{ notKnown: '__proto__' }])).toEqual([['undeclared-fact', '/answered/0/notKnown']]);
    expect(await codes([{ factsJson: { constructor: 1 } }])).toEqual([['undeclared-fact', '/answered/0/facts/constructor']]);
    expect(await codes([{ factsJson: [] }])).toEqual([['wrong-type', '/answered/0/factsJson']]);
    expect(await codes([{ facts: { isClassified: null } }])).toEqual([['not-nullable', '/answered/0/facts/isClassified']]);
    expect(await codes([], { district: 'nowhere' })).toEqual([['unknown-district', '/district']]);
    expect(await codes(Array.from({ length: 251 }, () => ({ notKnown: 'isClassified' })))).toEqual([['too-many-answers', '/answered']]);
  });

  it('ends at once where nothing is in force, and where facts contradict', async () => {
    expect(await interview([], { asOf: '2020-01-01' })).toMatchObject({ decision: { status: 'NO_POLICY' }, question: null });
    const contradiction = await interview([{ facts: { constructionAmountYuan: 1 } }, { facts: { hardwareAmountYuan: 2 } }]);
    expect(contradiction).toMatchObject({ decision: { status: 'CONTRADICTORY_FACTS' }, question: null });
  });
});
