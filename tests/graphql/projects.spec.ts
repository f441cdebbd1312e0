import { fixedClock, instantOf } from '@guicheng/kernel';
import { testDistrict, testId, type TestDistrict, type TestPerson } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

const clock = fixedClock(instantOf(Date.UTC(2026, 0, 5, 2))!);
let keys = 0;
const key = (): string => `key-${(keys += 1)}`;

describe('the project register over HTTP', () => {
  let api: TestApi;
  let here: TestDistrict;
  let there: TestDistrict;
  const signedIn = new Map<string, Promise<SignedInCaller>>();
  const as = ({ district, people }: TestDistrict, person: TestPerson): Promise<SignedInCaller> => {
    const id = people[person];
    const known = signedIn.get(id) ?? api.signInAs(district, id);
    signedIn.set(id, known);
    return known;
  };
  const record = async (caller: SignedInCaller, over: Record<string, unknown> = {}) => {
    const input = {
      title: '智慧校园',
      unit: here.units.bureau,
      facts: { projectNature: 'NEW' as const, constructionAmountYuan: 980000 },
      ...over,
    };
    const { recordProject } = await caller.run('RecordProject', { input, key: key() });
    if (recordProject.__typename !== 'Project') throw new Error(JSON.stringify(recordProject));
    return recordProject;
  };

  beforeAll(async () => {
    api = await startTestApi({ clock });
    const database = await api.database();
    here = await testDistrict(database, 'yangpu');
    there = await testDistrict(database, 'yicheng');
  });
  afterAll(() => api.close());

  it('records a project with typed facts, and shows them typed', async () => {
    const project = await record(await as(here, 'bureauApplicant'), { code: 'JY-1' });
    expect(project).toMatchObject({ code: 'JY-1', status: 'DRAFT', revision: 1, amount: 980000, createdAt: '2026-01-05T10:00:00+08:00' });
    expect(project.facts).toEqual([
      { name: 'constructionAmountYuan', titleZh: '建设金额', value: { kind: 'MONEY', written: '980000' } },
      { name: 'projectNature', titleZh: '项目性质', value: { kind: 'CODE', written: 'new' } },
    ]);
  });

  it('is for who is signed in and has a post for it; facts that are wrong are named', async () => {
    const variables = { input: { title: 'x', unit: here.units.bureau }, key: key() };
    const refusal = async (caller: Pick<SignedInCaller, 'run'>, input: Record<string, unknown> = {}) => {
      const { recordProject } = await caller.run('RecordProject', { ...variables, input: { ...variables.input, ...input }, key: key() });
      return recordProject.__typename === 'RequestRefused' ? recordProject.problems.map(({ code, pointer }) => `${code} ${pointer}`) : [];
    };
    expect(await refusal(api)).toEqual(['sign-in-required ']);
    expect(await refusal(await as(here, 'auditor'))).toEqual(['not-permitted ']);
    expect(await refusal(await as(here, 'townApplicant'))).toEqual(['unit-not-yours /input/unit']);
    const officer = await as(here, 'officer');
    expect(await refusal(officer, { unit: there.units.bureau })).toEqual(['unknown-unit /input/unit']);
    expect(await refusal(officer, { factsJson: { nonsense: 1, constructionAmountYuan: '1.001' } })).toEqual([
      'undeclared-fact /input/facts/nonsense',
      'money-not-exact /input/facts/constructionAmountYuan',
    ]);
  });

  it('answers the same mutation again with the same project', async () => {
    const caller = await as(here, 'bureauApplicant');
    const variables = { input: { title: '只登记一次', unit: here.units.bureau }, key: key() };
    const [first, second] = [await caller.run('RecordProject', variables), await caller.run('RecordProject', variables)];
    expect(second).toEqual(first);
    const { projects } = await caller.run('Projects', { filter: { text: '只登记一次' } });
    expect(projects).toMatchObject({ totalCount: 1 });
  });

  it('names in a refusal what the caller sent', async () => {
    const caller = await as(here, 'bureauApplicant');
    const { id } = await record(caller);
    const none = testId('yangpu', 'no project');
    const pointersOf = async (text: string): Promise<string[]> => {
      const conflict = /changeProject|submitProject|withdrawProject/.test(text)
        ? '... on ProjectConflict { problems { pointer fields } }'
        : '';
      const body = `{ __typename ... on RequestRefused { problems { pointer fields } } ${conflict} }`;
      const { body: reply } = await caller.ask(text.replace('BODY', body));
      if (reply.data === undefined || reply.data === null) expect.fail(JSON.stringify(reply));
      const { problems = [] } = reply.data!['answer'] as { problems?: { pointer: string; fields: string[] }[] };
      return problems.map(({ pointer, fields }) => `${pointer} ${fields.join()}`);
    };
    const mutation = (field: string, input: string, idempotencyKey = key()) =>
      pointersOf(`mutation { answer: ${field}(input: { ${input} }, idempotencyKey: "${idempotencyKey}") BODY }`);
    expect(await pointersOf(`{ answer: project(id: "${none}") BODY }`)).toEqual(['/id id']);
    expect(await pointersOf(`{ answer: askProject(input: { id: "${none}", question: ROUTING }) BODY }`)).toEqual(['/input/id id']);
    expect(await pointersOf(`{ answer: askProject(input: { id: "${id}", question: ROUTING, asOf: "x" }) BODY }`)).toEqual([
      '/input/asOf asOf',
    ]);
    for (const field of ['changeProject', 'submitProject', 'withdrawProject']) {
      expect(await mutation(field, `id: "${none}", expectedRevision: 1`)).toEqual(['/input/id id']);
      expect(await mutation(field, `id: "${id}", expectedRevision: 7`)).toEqual(['/input/expectedRevision expectedRevision']);
    }
    expect(await mutation('changeProject', `id: "${id}", expectedRevision: 1, title: "", unit: "${none}", factsJson: []`)).toEqual([
      '/input/factsJson factsJson',
    ]);
    expect(await mutation('changeProject', `id: "${id}", expectedRevision: 1, title: "", unit: "${none}"`)).toEqual([
      '/input/title title',
      '/input/unit unit',
    ]);
    expect(await mutation('changeProject', `id: "${id}", expectedRevision: 1, forgetFacts: ["projectNature", "nonsense"]`)).toEqual([
      '/input/forgetFacts/1 forgetFacts',
    ]);
    expect(await mutation('recordProject', `title: "", unit: "${none}"`, '')).toEqual(['/idempotencyKey idempotencyKey']);
  });

  it('answers an edit from an old revision with the project as it is now', async () => {
    const caller = await as(here, 'bureauApplicant');
    const { id } = await record(caller);
    const change = (title: string) => caller.run('ChangeProject', { input: { id, expectedRevision: 1, title }, key: key() });
    expect((await change('先改')).changeProject).toMatchObject({ __typename: 'Project', revision: 2, title: '先改' });
    expect((await change('后改')).changeProject).toEqual({
      __typename: 'ProjectConflict',
      problems: [{ code: 'revision-conflict', messageZh: expect.stringContaining('第 2 版') as string }],
      current: { revision: 2, title: '先改' },
    });
  });

  it('submits under the policy in force, decides under it, and keeps a receipt that verifies', async () => {
    const caller = await as(here, 'bureauApplicant');
    const { id } = await record(caller);
    const { submitProject } = await caller.run('SubmitProject', { input: { id, expectedRevision: 1 }, key: key() });
    expect(submitProject).toMatchObject({ status: 'SUBMITTED', submittedOn: '2026-01-05', policy: { id: 'yangpu/2023-10' } });
    const { project } = await caller.run('Project', { id });
    expect(project).toMatchObject({
      history: {
        nodes: [
          { act: 'SUBMITTED', changed: ['status'] },
          { act: 'RECORDED', changed: [] },
        ],
        pageInfo: { hasNextPage: false },
      },
      decide: { __typename: 'Decision', policy: 'yangpu/2023-10' },
    });
    const { askProject } = await caller.run('AskProject', {
      input: { id, question: 'ROUTING', facts: { isClassified: false }, receipt: true },
    });
    if (askProject.__typename !== 'ProjectAnswer') expect.fail(JSON.stringify(askProject));
    expect(askProject).toMatchObject({ under: 'PINNED', decision: { id: `project/${id}/2` } });
    const { verifyReceipt } = await caller.run('VerifyReceipt', { id: askProject.decision.receipt! });
    expect(verifyReceipt).toMatchObject({ status: 'VERIFIED' });
  });

  it('is refused where no policy is in force, with the dates', async () => {
    const caller = await as(there, 'bureauApplicant');
    const { id } = await record(caller, { unit: there.units.bureau, facts: {} });
    const { submitProject } = await caller.run('SubmitProject', { input: { id, expectedRevision: 1 }, key: key() });
    expect(submitProject).toMatchObject({
      __typename: 'RequestRefused',
      problems: [{ code: 'no-policy-in-force', messageEn: expect.stringContaining('2022-03-10 to 2023-12-31') as string }],
    });
  });

  it('pages both ways; a cursor is no cursor of another order or district', async () => {
    const officer = await as(here, 'officer');
    for (const title of ['甲', '乙', '丙', '丁', '戊'])
      await record(officer, { title: `分页${title}`, code: `P-${title}`, unit: here.units.town });
    const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $order: ProjectOrder!) {
      projects(filter: { text: "分页" }, orderBy: $order, direction: ASCENDING, first: $first, after: $after, last: $last, before: $before) {
        ... on ProjectConnection { nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
        ... on RequestRefused { problems { code } } } }`;
    const page = async (caller: SignedInCaller, variables: Record<string, unknown>) =>
      (await caller.ask(PAGE, { order: 'CODE', ...variables })).body.data!['projects'];
    const titles = ({ nodes }: { nodes: { title: string }[] }) => nodes.map(({ title }) => title.slice(2));
    const first = await page(officer, { first: 2 });
    expect(titles(first)).toEqual(['丁', '丙']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page(officer, { first: 2, after: first.pageInfo.endCursor });
    expect(titles(second)).toEqual(['乙', '戊']);
    expect(titles(await page(officer, { last: 2, before: second.pageInfo.startCursor }))).toEqual(['丁', '丙']);
    expect(titles(await page(officer, { last: 1 }))).toEqual(['甲']);
    const elsewhere = await as(there, 'officer');
    for (const [caller, order] of [
      [officer, 'TITLE'],
      [elsewhere, 'CODE'],
    ] as const)
      expect(await page(caller, { first: 2, after: first.pageInfo.endCursor, order })).toEqual({
        problems: [{ code: 'cursor-not-valid' }],
      });
  });

  it('shows nobody of another district or unit anything, and says nothing of it', async () => {
    const { id } = await record(await as(here, 'bureauApplicant'), { title: '不外传的项目' });
    const absent = (await (await as(here, 'officer')).run('Project', { id: testId('yangpu', 'no project') })).project;
    expect(absent).toMatchObject({ problems: [{ code: 'unknown-project' }] });
    const input = { id: testId('yangpu', 'no project'), question: 'ROUTING' } as const;
    const absentInput = (await (await as(here, 'officer')).run('AskProject', { input })).askProject;
    for (const caller of [await as(there, 'officer'), await as(here, 'townApplicant')]) {
      expect((await caller.run('Project', { id })).project).toEqual(absent);
      const asked = await caller.run('AskProject', { input: { id, question: 'ROUTING' } });
      expect(asked.askProject).toEqual(absentInput);
      const edit = { input: { id, expectedRevision: 1 }, key: key() };
      expect((await caller.run('WithdrawProject', edit)).withdrawProject).toEqual(absentInput);
      const { projects } = await caller.run('Projects', { filter: { text: '不外传' } });
      expect(projects).toMatchObject({ nodes: [], totalCount: 0 });
    }
    expect(api.log.join('\n')).not.toContain('不外传');
  });
});
