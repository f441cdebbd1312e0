import type { Database } from '@guicheng/persistence';
import { templateDatabase, testDistrict, type TestDatabase, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, CallerPost, Role } from '../tenancy/caller.ts';
import { listProjectsWith } from './list-projects.ts';
import { DAY, openRegister, type Register } from './project.fixture.ts';
import { readProjectWith, showProjectWith } from './show-project.ts';

const MARK = { requestId: 'r', at: DAY };
const LIST = {
  filter: { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null },
  order: 'code',
  descending: false,
  from: null,
  backwards: false,
  limit: 5,
  withTotal: false,
} as const;

describe('an audited read', () => {
  let test: TestDatabase;
  let register: Register<TestDistrict>;
  const post = (role: Role, unit: keyof TestDistrict['units'], onBehalfOf: string | null = null): CallerPost => ({
    role,
    unit: register.here.units[unit],
    onBehalfOf,
  });
  const holding = (posts: readonly CallerPost[]): Caller => ({ ...register.here.caller('townApplicant'), posts });
  /** A database to which something happens between the transaction that tells that an entry is due and the one that leaves it. */
  const interrupted = (meanwhile: () => Promise<unknown>): Database =>
    Object.assign(Object.create(register.database) as Database, {
      inDistrict: register.database.inDistrict.bind(register.database),
      change: async (...args: Parameters<Database['change']>) => {
        await meanwhile();
        return register.database.change(...args);
      },
    });
  const record = async () => {
    const caller = register.here.caller('officer');
    const input = { code: null, title: '审计', unitId: register.here.units.bureau, facts: {} };
    const made = await register.application.recordProject(caller, input, register.change(caller));
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return { ...made.value, caller };
  };

  beforeAll(async () => {
    test = await templateDatabase();
    register = await openRegister(test.appUrl, testDistrict);
  });
  afterAll(async () => {
    await register.close();
    await test.close();
  });

  it('shows nothing and leaves nothing when what let the caller read is gone by the time it reads', async () => {
    const { projectId } = await record();
    const before = await register.audit('yicheng');
    for (const read of [
      (database: Database, caller: Caller) => showProjectWith(readProjectWith({ database }))(caller, projectId, MARK),
      (database: Database, caller: Caller) => listProjectsWith({ database })(caller, LIST, MARK),
    ]) {
      const posts = [post('auditor', 'finance')];
      const refused = await read(
        interrupted(async () => posts.splice(0)),
        holding(posts),
      );
      expect(refused).toMatchObject({ ok: false, error: [{ code: expect.stringMatching(/^(unknown-project|not-permitted)$/) as string }] });
    }
    expect(await register.audit('yicheng')).toEqual(before);
  });

  it('tells of the project as it is when it is read, and in whose post that is', async () => {
    const { projectId, caller: officer } = await record();
    const move = { projectId, expectedRevision: 1, title: null, unitId: register.here.units.town, facts: {}, forget: [] };
    const database = interrupted(() => register.application.changeProject(officer, move, register.change(officer)));
    const reader = holding([post('auditor', 'finance', 'auditor-away'), post('applicant', 'town')]);
    const shown = await showProjectWith(readProjectWith({ database }))(reader, projectId, MARK);
    expect(shown).toMatchObject({ ok: true, value: { unitId: register.here.units.town, revision: 2 } });
    const entry = (await register.audit('yicheng')).at(-1)!;
    expect(entry).toMatchObject({ action: 'project.read-of-other-unit', subjectId: projectId, onBehalfOf: null });
    expect(JSON.parse(entry.details)).toEqual({ revision: 2, unitId: register.here.units.town });
  });
});
