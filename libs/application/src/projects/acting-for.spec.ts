import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { localObjectStore, type ProjectRecord } from '@guicheng/persistence';
import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, CallerPost, Role } from '../tenancy/caller.ts';
import { projectFileUseCases, type ProjectFileUseCases } from './files/project-file-use-cases.ts';
import { writeXlsx } from './ledger/xlsx-write.ts';
import { DAY, openRegister, type NotedEntry, type Register } from './project.fixture.ts';

const MARK = { requestId: 'r', at: DAY };
type Unit = keyof TestDistrict['units'];

/** Of two whose posts let it, the own one is named; of posts that do not let it, none. */
describe('the audit chain and the revisions name in whose post something was done to a project', () => {
  let test: TestDatabase;
  let folder: string;
  let register: Register<TestDistrict>;
  let files: ProjectFileUseCases;
  let before = 0;
  const FILTER = { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null };

  const post = (role: Role, unit: Unit, onBehalfOf: string | null = null): CallerPost => ({
    role,
    unit: register.here.units[unit],
    onBehalfOf,
  });
  const holding = (...posts: CallerPost[]): Caller => ({ ...register.here.caller('financeApplicant'), posts });
  /** An applicant of the finance department who also acts for one of the bureau; the delegated post first, as the database may give it. */
  const deputy = (): Caller => holding(post('applicant', 'bureau', 'away'), post('applicant', 'finance'));
  const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  const noted = async (): Promise<readonly NotedEntry[]> => (await register.audit('yicheng')).slice(before);
  const told = async (): Promise<string[]> => (await noted()).map(({ action, onBehalfOf }) => `${action} ${onBehalfOf ?? 'own'}`);
  const record = async (caller: Caller, unit: Unit): Promise<ProjectRecord> =>
    value(
      await register.application.recordProject(
        caller,
        { code: null, title: '委托', unitId: register.here.units[unit], facts: {} },
        register.change(caller),
      ),
    );
  const revisions = async (projectId: string): Promise<string[]> =>
    (await register.database.inDistrict('yicheng', ({ projects }) => projects.history(projectId, null, 10))).map(
      ({ act, actor }) => `${act} ${actor.onBehalfOf ?? 'own'}`,
    );

  beforeAll(async () => {
    test = await templateDatabase();
    register = await openRegister(test.appUrl, testDistrict);
    folder = await mkdtemp(join(tmpdir(), 'guicheng-files-'));
    let serial = 0;
    const random = (count: number): Uint8Array =>
      Uint8Array.from({ length: count }, (_, index) => (index === count - 1 ? (serial += 1) : 0));
    files = projectFileUseCases({ database: register.database, random, files: localObjectStore(folder) });
  });
  beforeEach(async () => {
    before = (await register.audit('yicheng')).length;
  });
  afterAll(async () => {
    await register.close();
    await test.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['bureau', 'away'],
    ['finance', 'own'],
  ] as const)('when it is recorded, changed, submitted and withdrawn: of the %s, %s', async (unit, whose) => {
    const caller = deputy();
    const { projectId } = await record(caller, unit);
    const edit = (expectedRevision: number) => ({ projectId, expectedRevision });
    const { application } = register;
    const change = { ...edit(1), title: '改', unitId: null, facts: {}, forget: [] };
    value(await application.changeProject(caller, change, register.change(caller)));
    value(await application.submitProject(caller, edit(2), register.change(caller)));
    value(await application.withdrawProject(caller, edit(3), register.change(caller)));
    expect(await told()).toEqual(['record', 'change', 'submit', 'withdraw'].map((act) => `project.${act} ${whose}`));
    expect(await revisions(projectId)).toEqual(['withdrawn', 'submitted', 'changed', 'recorded'].map((act) => `${act} ${whose}`));
  });

  it('when it is moved to a unit that only a post of somebody away lets it be moved to', async () => {
    const caller = deputy();
    const { projectId } = await record(caller, 'finance');
    const move = { projectId, expectedRevision: 1, title: null, unitId: register.here.units.bureau, facts: {}, forget: [] };
    value(await register.application.changeProject(caller, move, register.change(caller)));
    expect(await told()).toEqual(['project.record own', 'project.change away']);
  });

  it('whatever else the actor holds: an auditor’s own post lets nothing be written, a delegated officer’s lets all', async () => {
    const caller = holding(post('auditor', 'finance'), post('office-officer', 'office', 'officer-away'));
    const { projectId } = await record(caller, 'town');
    expect(await told()).toEqual(['project.record officer-away']);
    expect(await revisions(projectId)).toEqual(['recorded officer-away']);
    const own = holding(post('office-officer', 'office', 'officer-away'), post('applicant', 'town'));
    await record(own, 'town');
    expect((await told()).slice(1)).toEqual(['project.record own']);
  });

  it('when files are attached and taken off', async () => {
    const caller = deputy();
    for (const [unit, whose] of [
      ['bureau', 'away'],
      ['finance', 'own'],
    ] as const) {
      const { projectId } = await record(caller, unit);
      const source = (async function* () {
        yield Buffer.from('%PDF-1.7 内容');
      })();
      const attached = await files.attachFile(caller, { projectId, name: '批复.pdf', source }, MARK, () => register.change(caller));
      value(await files.removeFile(caller, projectId, value(attached).fileId, register.change(caller)));
      expect((await told()).slice(-2)).toEqual([`project.attach-file ${whose}`, `project.remove-file ${whose}`]);
    }
  });

  it('when a ledger is taken over: each row by its unit, the whole by the first that needs somebody’s post', async () => {
    const rows = async function* () {
      yield [{ text: '甲' }, { text: 'finance' }];
      yield [{ text: '乙' }, { text: 'bureau' }];
    };
    const file = await buffer(writeXlsx('台账', ['项目名称', '单位代码'], rows()));
    const caller = deputy();
    const report = value(await register.application.importProjects(caller, { file, dryRun: false }, register.change(caller)));
    expect(report).toMatchObject({ imported: 2, errors: [] });
    expect(await told()).toEqual(['project.import away']);
    const { projects } = await register.database.inDistrict('yicheng', (repositories) =>
      repositories.projects.page({
        filter: { ...FILTER, units: caller.posts.map(({ unit }) => unit) },
        order: 'updated',
        descending: true,
        from: null,
        backwards: false,
        limit: 50,
      }),
    );
    const idOf = (title: string): string => projects.find((one) => one.title === title)!.projectId;
    expect([await revisions(idOf('甲')), await revisions(idOf('乙'))]).toEqual([['imported own'], ['imported away']]);
  });

  it('when projects of other units are read, listed and exported', async () => {
    const { projectId } = await record(register.here.caller('bureauApplicant'), 'bureau');
    before = (await register.audit('yicheng')).length;
    const away = holding(post('applicant', 'town'), post('auditor', 'finance', 'auditor-away'));
    const own = holding(post('office-officer', 'office', 'officer-away'), post('auditor', 'finance'));
    const list = { filter: FILTER, order: 'code', descending: false, from: null, backwards: false, limit: 5, withTotal: false } as const;
    for (const caller of [away, own]) {
      value(await register.application.showProject(caller, projectId, MARK));
      value(await register.application.listProjects(caller, list, MARK));
      value(await register.application.exportProjects(caller, { filter: FILTER, order: 'code', descending: false }, MARK));
      value(
        await register.application.exportProjects(
          caller,
          { filter: { ...FILTER, units: [register.here.units.town] }, order: 'code', descending: false },
          MARK,
        ),
      );
    }
    expect(await told()).toEqual([
      'project.read-of-other-unit auditor-away',
      'project.list-of-other-units auditor-away',
      'project.export auditor-away',
      // The town’s own applicant needs nobody’s post for the town’s projects.
      'project.export own',
      'project.read-of-other-unit own',
      'project.list-of-other-units own',
      'project.export own',
      'project.export own',
    ]);
  });

  it('when projects are read through the post of an applicant who is away; through an own post nothing is told', async () => {
    const ofBureau = await record(register.here.caller('bureauApplicant'), 'bureau');
    const ofFinance = await record(register.here.caller('financeApplicant'), 'finance');
    before = (await register.audit('yicheng')).length;
    const list = { order: 'code', descending: false, from: null, backwards: false, limit: 5, withTotal: false } as const;
    const reads = async (projectId: string, units: string[] | null): Promise<void> => {
      value(await register.application.showProject(deputy(), projectId, MARK));
      value(await register.application.showProjectFiles(deputy(), [projectId], { from: null, limit: 5 }, MARK));
      value(await register.application.listProjects(deputy(), { ...list, filter: { ...FILTER, units } }, MARK));
    };
    await reads(ofFinance.projectId, [register.here.units.finance]);
    expect(await told()).toEqual([]);
    await reads(ofBureau.projectId, null);
    expect(await told()).toEqual([
      'project.read-of-other-unit away',
      'project.list-files-of-other-units away',
      'project.list-of-other-units away',
    ]);
  });
});
