import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, openRegister, type Register } from '../projects/project.fixture.ts';
import type { Viewer } from './read-receipt.ts';

const MARK = { requestId: 'r', at: DAY };

describe('the receipt of a project’s question', () => {
  let test: TestDatabase;
  let register: Register<TestDistrict>;
  let projectId: string;
  let id: string;
  const by = (person: Parameters<TestDistrict['caller']>[0]) => register.here.caller(person);
  const seen = async (viewer: Viewer, of = id): Promise<readonly unknown[]> => {
    const { showReceipt, verifyReceipt } = register.application;
    const both = [await showReceipt(viewer, of, MARK), await verifyReceipt(viewer, of, MARK)];
    return both.map((one) => (one.ok ? 'seen' : one.error));
  };
  const noted = async (): Promise<readonly string[]> =>
    (await register.audit('yicheng')).map(({ action, subjectId, actorId }) => `${action} ${subjectId} ${actorId}`);
  const kept = async (requestId: string): Promise<string> => {
    const request = { id: requestId, district: 'yicheng', question: 'routing', asOf: '2022-06-01', facts: {} };
    const answer = await register.application.decide(by('townApplicant'), { request, receipt: true });
    if (!answer.ok || answer.value.receipt === null) throw new Error('refused');
    return answer.value.receipt;
  };

  beforeAll(async () => {
    test = await templateDatabase();
    register = await openRegister(test.appUrl, testDistrict);
    const caller = by('bureauApplicant');
    const input = { code: null, title: '回执', unitId: register.here.units.bureau, facts: { totalInvestmentYuan: 980_000 } };
    const made = await register.application.recordProject(caller, input, register.change(caller));
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    ({ projectId } = made.value);
    const asked = { projectId, question: 'routing', asOf: null, under: null, facts: {}, receipt: true };
    const answer = await register.application.askProject(caller, asked, MARK);
    if (!answer.ok || answer.value.receipt === null) throw new Error('refused');
    id = answer.value.receipt;
  });
  afterAll(async () => {
    await register.close();
    await test.close();
  });

  it('is shown and verified to whoever sees the project; of another unit’s each time leaves an entry', async () => {
    const before = await noted();
    expect(await seen(by('bureauApplicant'))).toEqual(['seen', 'seen']);
    expect(await seen('operator')).toEqual(['seen', 'seen']);
    expect(await noted()).toEqual(before);
    expect(await seen(by('officer'))).toEqual(['seen', 'seen']);
    const entry = `project.read-of-other-unit ${projectId} ${by('officer').id}`;
    expect((await noted()).slice(before.length)).toEqual([entry, entry]);
  });

  it('is to everybody else as one that does not exist, and leaves no entry', async () => {
    const before = await noted();
    const place = Buffer.from('yicheng/019ac0de-0000-7000-8000-00000000ffff', 'utf8');
    const unknown = await seen(by('officer'), `r_${place.toString('base64url')}`);
    expect(unknown[0]).toMatchObject([{ code: 'unknown-receipt' }]);
    const unscoped = { ...by('officer'), scopes: [] };
    for (const viewer of [by('townApplicant'), by('editor'), unscoped, register.there.caller('officer'), null])
      expect(await seen(viewer)).toEqual(unknown);
    expect(await noted()).toEqual(before);
  });

  it('is not mistaken: a request that somebody named alike is read by whoever sees that project, any other by the district', async () => {
    for (const name of [
      'project/1',
      `project/${projectId}`,
      `Project/${projectId}/1`,
      `project/${projectId}/1/2`,
      `x project/${projectId}/1`,
    ])
      expect(await seen(by('townApplicant'), await kept(name))).toEqual(['seen', 'seen']);
    const named = await kept(`project/${projectId}/1`);
    expect(await seen(by('bureauApplicant'), named)).toEqual(['seen', 'seen']);
    expect(await seen(by('townApplicant'), named)).toMatchObject([[{ code: 'unknown-receipt' }], [{ code: 'unknown-receipt' }]]);
    const nowhere = await kept('project/019ac0de-0000-7000-8000-00000000ffff/1');
    expect(await seen(by('officer'), nowhere)).toMatchObject([[{ code: 'unknown-receipt' }], [{ code: 'unknown-receipt' }]]);
  });
});
