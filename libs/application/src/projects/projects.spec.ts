import { instantOf, type Instant, type Result } from '@guicheng/kernel';
import type { ProjectRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../tenancy/caller.ts';
import type { ListInput } from './list-projects.ts';
import { DAY, openRegister, type Register } from './project.fixture.ts';
import type { NewProjectInput } from './record-project.ts';

const MARK = { requestId: 'r-read', at: DAY };
const LATER = instantOf(Date.UTC(2025, 0, 6)) as Instant;
const codes = (result: Result<unknown, readonly Problem[]>): string[] => (result.ok ? [] : result.error.map(({ code }) => code));
const LIST: ListInput = {
  filter: { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null },
  order: 'code',
  descending: false,
  from: null,
  backwards: false,
  limit: 50,
  withTotal: true,
};

describe('the project register', () => {
  let test: TestDatabase;
  let register: Register<TestDistrict>;
  const by = (person: Parameters<TestDistrict['caller']>[0]): Caller => register.here.caller(person);
  const inputOf = (over: Partial<NewProjectInput> = {}): NewProjectInput => ({
    code: null,
    title: '智慧校园',
    unitId: register.here.units.bureau,
    facts: { projectNature: 'new', totalInvestmentYuan: 980000 },
    ...over,
  });
  const tryRecord = (caller: Caller, over: Partial<NewProjectInput> = {}) =>
    register.application.recordProject(caller, inputOf(over), register.change(caller));
  const record = async (caller: Caller, over: Partial<NewProjectInput> = {}): Promise<ProjectRecord> => {
    const made = await tryRecord(caller, over);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return made.value;
  };

  beforeAll(async () => {
    test = await templateDatabase();
    register = await openRegister(test.appUrl, testDistrict);
  });
  afterAll(async () => {
    await register.close();
    await test.close();
  });

  describe('recording', () => {
    it('keeps a draft with a running number; what is not stated stays unknown, and an amount has one way to be written', async () => {
      const facts = { projectNature: 'new', totalInvestmentYuan: '980000.00' };
      const project = await record(by('bureauApplicant'), { title: ' 智慧校园 ', facts });
      expect(project).toMatchObject({
        code: expect.stringMatching(/^2023-\d{5}$/) as string,
        title: '智慧校园',
        status: 'draft',
        facts: { projectNature: 'new', totalInvestmentYuan: 980000 },
        revision: 1,
        pinned: null,
        amount: 98_000_000,
        nature: 'new',
        createdBy: register.here.people.bureauApplicant,
      });
      const [entry] = (await register.audit('yicheng')).slice(-1);
      expect(entry).toMatchObject({ action: 'project.record', subjectId: project.projectId });
      expect(entry!.details).not.toContain('智慧');
    });

    it.each<[string, Partial<NewProjectInput>, readonly [code: string, pointer: string][]]>([
      ['no title', { title: ' ' }, [['text-empty', '/title']]],
      ['a title with a line break', { title: 'a\nb' }, [['text-not-printable', '/title']]],
      ['a code too long', { code: 'x'.repeat(65) }, [['text-too-long', '/code']]],
      ['a unit that there is not', { unitId: '00000000-0000-7000-8000-000000000000' }, [['unknown-unit', '/unitId']]],
      ['a fact that no policy declares', { facts: { nonsense: 1 } }, [['undeclared-fact', '/facts/nonsense']]],
      ['a third decimal', { facts: { totalInvestmentYuan: '1.001' } }, [['money-not-exact', '/facts/totalInvestmentYuan']]],
      ['an unknown code', { facts: { projectNature: 'old' } }, [['unknown-code', '/facts/projectNature']]],
      ['half a character', { facts: { projectNature: '\ud800' } }, [['text-not-unicode', '/facts/projectNature']]],
      [
        'everything at once',
        { title: '', facts: { nonsense: 1, projectNature: 2 } },
        [
          ['text-empty', '/title'],
          ['undeclared-fact', '/facts/nonsense'],
          ['wrong-type', '/facts/projectNature'],
        ],
      ],
    ])('is refused with %s', async (_, over, expected) => {
      const refused = await tryRecord(by('bureauApplicant'), over);
      expect(refused.ok ? [] : refused.error.map(({ code, pointer }) => [code, pointer])).toEqual(expected);
    });

    it('refuses a code that another project has, and gives no running number that somebody chose', async () => {
      await record(by('officer'), { code: 'A-1' });
      expect(codes(await tryRecord(by('officer'), { code: ' A-1 ' }))).toEqual(['code-taken']);
      const { code } = await record(by('officer'));
      const next = `2023-${String(Number(code.slice(5)) + 1).padStart(5, '0')}`;
      await record(by('officer'), { code: next });
      expect((await record(by('officer'))).code > next).toBe(true);
    });

    it('is for units that are the applicant’s own or below; for officers of all; for nobody else', async () => {
      const { units } = register.here;
      expect(codes(await tryRecord(by('bureauApplicant'), { unitId: units.institution }))).toEqual([]);
      expect(codes(await tryRecord(by('institutionApplicant'), { unitId: units.bureau }))).toEqual(['unit-not-yours']);
      expect(codes(await tryRecord(by('officer'), { unitId: units.town }))).toEqual([]);
      for (const person of ['auditor', 'reviewer', 'editor', 'admin'] as const)
        expect(codes(await tryRecord(by(person)))).toEqual(['not-permitted']);
      const reader: Caller = { ...by('bureauApplicant'), kind: 'client', scopes: ['projects.read'] };
      expect(codes(await tryRecord(reader))).toEqual(['unit-not-yours']);
    });

    it('under one code several times at once is done once, the others told so', async () => {
      for (let round = 0; round < 5; round++) {
        const tried = await Promise.all([1, 2, 3, 4].map(() => tryRecord(by('officer'), { code: `同号-${round}` })));
        expect(tried.flatMap(codes)).toEqual(['code-taken', 'code-taken', 'code-taken']);
      }
    });

    it('is done once for one key', async () => {
      const caller = by('bureauApplicant');
      const again = () =>
        register.application.recordProject(caller, inputOf(), register.change(caller, { idempotency: { key: 'k', requestDigest: 'd' } }));
      expect(await again()).toEqual(await again());
    });
  });

  describe('changing', () => {
    it('states, forgets and keeps facts, and every revision tells what changed and by whom', async () => {
      const first = await record(by('bureauApplicant'));
      const caller = by('officer');
      const edit = { projectId: first.projectId, expectedRevision: 1, title: null, unitId: null };
      const changed = await register.application.changeProject(
        caller,
        { ...edit, title: '智慧校园二期', facts: { totalInvestmentYuan: 1_500_000.5 }, forget: ['projectNature'] },
        register.change(caller),
      );
      if (!changed.ok) expect.fail(JSON.stringify(changed.error));
      expect(changed.value).toMatchObject({ revision: 2, facts: { totalInvestmentYuan: 1_500_000.5 }, amount: 150_000_050, nature: null });
      const history = await register.application.showProjectHistory(caller, { projectId: first.projectId, before: null, limit: 1 }, MARK);
      expect(history).toMatchObject({
        ok: true,
        value: {
          more: true,
          revisions: [
            {
              revision: 2,
              act: 'changed',
              changed: ['title', 'facts/projectNature', 'facts/totalInvestmentYuan'],
              actor: { id: register.here.people.officer },
            },
          ],
        },
      });
    });

    it('refuses to forget what no policy declares, by its place; a fact that was not stated is forgotten as well', async () => {
      const caller = by('bureauApplicant');
      const { projectId } = await record(caller);
      const forget = async (...names: string[]) => {
        const input = { projectId, expectedRevision: 1, title: null, unitId: null, facts: {}, forget: names };
        const done = await register.application.changeProject(caller, input, register.change(caller));
        return done.ok ? done.value.facts : done.error.problems.map(({ code, pointer }) => `${code} ${pointer}`);
      };
      expect(await forget('projectNature', 'projectNatuer', 'constructor')).toEqual([
        'undeclared-fact /forgetFacts/1',
        'undeclared-fact /forgetFacts/2',
      ]);
      expect(await forget('\ud800')).toEqual(['text-not-unicode /forgetFacts/0']);
      expect(await forget('projectNature', 'isClassified', 'projectNature')).toEqual({ totalInvestmentYuan: 980000 });
    });

    it('from a revision that is no longer the present one is refused with what the project is now', async () => {
      const first = await record(by('bureauApplicant'));
      const caller = by('bureauApplicant');
      const edit = { projectId: first.projectId, expectedRevision: 1, title: null, unitId: null, facts: {}, forget: [] };
      const second = await register.application.changeProject(caller, { ...edit, title: '先' }, register.change(caller));
      const third = await register.application.changeProject(caller, { ...edit, title: '后' }, register.change(caller));
      expect(third.ok ? null : third.error.current).toEqual(second.ok && second.value);
      expect(third.ok ? [] : third.error.problems.map(({ code }) => code)).toEqual(['revision-conflict']);
    });

    it('of one project by twenty at once: one of them, and nineteen conflicts', async () => {
      const { projectId } = await record(by('bureauApplicant'));
      const caller = by('bureauApplicant');
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          register.application.changeProject(
            caller,
            { projectId, expectedRevision: 1, title: `第${index}`, unitId: null, facts: {}, forget: [] },
            register.change(caller),
          ),
        ),
      );
      expect(all.filter(({ ok }) => ok)).toHaveLength(1);
      expect(new Set(all.flatMap((one) => (one.ok ? [] : one.error.problems.map(({ code }) => code))))).toEqual(
        new Set(['revision-conflict']),
      );
    });
  });

  describe('submitting', () => {
    it('pins the policy in force on the day, and the facts can still be changed after it', async () => {
      const caller = by('bureauApplicant');
      const { projectId } = await record(caller);
      const submitted = await register.application.submitProject(caller, { projectId, expectedRevision: 1 }, register.change(caller));
      expect(submitted).toMatchObject({
        ok: true,
        value: { status: 'submitted', pinned: { policyId: 'yicheng/2022-1', submittedOn: '2023-09-01' } },
      });
      const edit = { projectId, expectedRevision: 2, title: null, unitId: null, facts: { totalInvestmentYuan: 1 }, forget: [] };
      const edited = await register.application.changeProject(caller, edit, register.change(caller));
      expect(edited).toMatchObject({ ok: true, value: { revision: 3, status: 'submitted', pinned: { submittedOn: '2023-09-01' } } });
      const again = await register.application.submitProject(caller, { projectId, expectedRevision: 3 }, register.change(caller));
      expect(again).toMatchObject({ ok: false, error: { problems: [{ code: 'project-already-submitted' }] } });
      const moved = { ...edit, expectedRevision: 3, unitId: register.here.units.institution };
      expect(await register.application.changeProject(caller, moved, register.change(caller))).toMatchObject({
        ok: false,
        error: { problems: [{ code: 'project-submitted' }] },
      });
    });

    it('on a day on which nothing is in force is refused with the dates of what is held', async () => {
      const caller = by('bureauApplicant');
      const { projectId } = await record(caller);
      const refused = await register.application.submitProject(
        caller,
        { projectId, expectedRevision: 1 },
        register.change(caller, { at: LATER }),
      );
      if (refused.ok) expect.fail();
      expect(refused.error.problems).toMatchObject([{ code: 'no-policy-in-force' }]);
      expect(refused.error.problems[0]!.zh).toContain('2022-03-10 至 2023-12-31');
    });

    it('can be taken back: a withdrawn project stays in the register as it was', async () => {
      const caller = by('bureauApplicant');
      const { projectId } = await record(caller);
      const edit = { projectId, expectedRevision: 1 };
      expect(await register.application.withdrawProject(caller, edit, register.change(caller))).toMatchObject({
        ok: true,
        value: { status: 'withdrawn', revision: 2 },
      });
      const after = await register.application.submitProject(caller, { projectId, expectedRevision: 2 }, register.change(caller));
      expect(after).toMatchObject({ ok: false, error: { problems: [{ code: 'project-withdrawn' }] } });
    });
  });

  describe('reading', () => {
    it('shows units their own projects and those below, officers all, other districts and strangers nothing', async () => {
      const { projectId } = await record(by('bureauApplicant'), { unitId: register.here.units.institution });
      const see = async (caller: Caller) => codes(await register.application.showProject(caller, projectId, MARK));
      for (const person of ['bureauApplicant', 'institutionApplicant', 'officer', 'admin', 'auditor'] as const)
        expect(await see(by(person))).toEqual([]);
      for (const person of ['townApplicant', 'financeApplicant', 'reviewer', 'editor', 'approver'] as const)
        expect(await see(by(person))).toEqual(['unknown-project']);
      for (const person of ['officer', 'bureauApplicant', 'admin'] as const)
        expect(await see(register.there.caller(person))).toEqual(['unknown-project']);
      expect(await see({ ...by('officer'), kind: 'client', scopes: ['decide'] })).toEqual(['unknown-project']);
      const none = await register.application.showProject(by('officer'), 'no id', MARK);
      expect(none).toEqual(await register.application.showProject(register.there.caller('officer'), projectId, MARK));
    });

    it('of another unit’s project leaves an audit entry; of the own none', async () => {
      const { projectId } = await record(by('bureauApplicant'));
      const before = (await register.audit('yicheng')).length;
      await register.application.showProject(by('bureauApplicant'), projectId, MARK);
      expect(await register.audit('yicheng')).toHaveLength(before);
      await register.application.showProject(by('officer'), projectId, MARK);
      expect((await register.audit('yicheng')).slice(before)).toMatchObject([
        {
          action: 'project.read-of-other-unit',
          subjectId: projectId,
          details: JSON.stringify({ revision: 1, unitId: register.here.units.bureau }),
          actorId: register.here.people.officer,
        },
      ]);
    });

    it('lists what each sees, with one entry for a list beyond the own units', async () => {
      const { units } = register.here;
      await record(by('officer'), { unitId: units.town, title: '街道项目' });
      const list = async (caller: Caller, over: Partial<ListInput['filter']> = {}) => {
        const found = await register.application.listProjects(caller, { ...LIST, filter: { ...LIST.filter, ...over } }, MARK);
        if (!found.ok) throw new Error(JSON.stringify(found.error));
        return found.value;
      };
      const town = await list(by('townApplicant'));
      expect(new Set(town.projects.map(({ unitId }) => unitId))).toEqual(new Set([units.town]));
      expect(town.total).toBe(town.projects.length);
      expect((await list(by('townApplicant'), { units: [units.bureau] })).projects).toEqual([]);
      expect((await list(register.there.caller('officer'))).projects).toEqual([]);
      const before = (await register.audit('yicheng')).length;
      const all = await list(by('auditor'), { text: '街道' });
      expect(all.projects.map(({ title }) => title)).toContain('街道项目');
      const noted = (await register.audit('yicheng')).slice(before);
      expect(noted).toMatchObject([{ action: 'project.list-of-other-units', subjectId: 'yicheng' }]);
      expect(noted[0]!.details).not.toContain('街道');
      expect(codes(await register.application.listProjects(by('editor'), LIST, MARK))).toEqual(['not-permitted']);
      expect(codes(await register.application.listProjects(by('auditor'), { ...LIST, limit: 101 }, MARK))).toEqual([
        'page-size-out-of-range',
      ]);
    });
  });

  describe('asking', () => {
    const ask = async (projectId: string, over: Record<string, unknown> = {}, at: Instant = DAY) => {
      const asked = { projectId, question: 'routing', asOf: null, under: null, facts: {}, receipt: false, ...over };
      const answer = await register.application.askProject(by('officer'), asked, { requestId: 'r', at });
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    };

    it('answers a draft under the policy in force on the day, with its facts and no others', async () => {
      const { projectId } = await record(by('bureauApplicant'), {
        facts: { projectNature: 'new', totalInvestmentYuan: 980000, cloudStopReported: true },
      });
      const answer = await ask(projectId);
      expect(answer).toMatchObject({ under: 'in-force', factsLeftAside: ['cloudStopReported'], receipt: null });
      expect(answer.decision).toMatchObject({
        policy: 'yicheng/2022-1',
        policyStatus: 'in-force',
        asOf: '2023-09-01',
        id: `project/${projectId}/1`,
      });
      expect((await ask(projectId, {}, LATER)).decision).toMatchObject({ status: 'no-policy', policy: null });
    });

    it('answers a submitted one under its pinned policy, also when that has expired; and under the present one when asked so', async () => {
      const caller = by('bureauApplicant');
      const { projectId } = await record(caller);
      await register.application.submitProject(caller, { projectId, expectedRevision: 1 }, register.change(caller));
      expect((await ask(projectId, {}, LATER)).decision).toMatchObject({
        policy: 'yicheng/2022-1',
        policyStatus: 'in-force',
        asOf: '2023-09-01',
      });
      const later = await ask(projectId, { asOf: '2025-01-06', receipt: true }, LATER);
      expect(later).toMatchObject({ under: 'pinned' });
      expect(later.decision).toMatchObject({ policy: 'yicheng/2022-1', policyStatus: 'expired' });
      expect(await register.application.verifyReceipt(by('officer'), later.receipt!, { requestId: 'r', at: LATER })).toMatchObject({
        ok: true,
        value: { verification: { status: 'verified' } },
      });
      expect((await ask(projectId, { under: 'in-force', asOf: '2025-01-06' }, LATER)).decision.policy).toBeNull();
    });

    it('takes facts besides, names those it replaced, and refuses what nobody declares', async () => {
      const { projectId } = await record(by('bureauApplicant'));
      const answer = await ask(projectId, { facts: { totalInvestmentYuan: 5_000_000 } });
      expect(answer).toMatchObject({ factsReplaced: ['totalInvestmentYuan'] });
      expect(answer.request.facts).toMatchObject({ totalInvestmentYuan: 5_000_000 });
      await expect(ask(projectId, { facts: { nonsense: 1 } })).rejects.toThrow('undeclared-fact');
      await expect(ask(projectId, { under: 'pinned' })).rejects.toThrow('project-not-submitted');
      await expect(ask(projectId, { asOf: '2023-02-30' })).rejects.toThrow('date-not-valid');
    });
  });
});
