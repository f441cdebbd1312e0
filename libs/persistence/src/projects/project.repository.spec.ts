import { instantOf, type Fen, type Instant } from '@guicheng/kernel';
import { templateDatabase, testDistrict, testId } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database.ts';
import type { Change, ChangeResult } from '../tenancy/change.ts';
import type { DistrictRepositories } from '../tenancy/unit-of-work.ts';
import { positionOf, type ProjectFilter, type ProjectOrder, type ProjectWindow } from './project-page.ts';
import type { ProjectRecord } from './project-record.ts';

const at = (minutes: number): Instant => instantOf(Date.UTC(2026, 0, 5) + minutes * 60_000)!;
const uuid = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const ACTOR = { kind: 'person', id: 'p-1', onBehalfOf: null } as const;
const ALL: ProjectFilter = { units: null, status: null, text: null, amountFrom: null, amountTo: null, nature: null };

const changeIn = (district: string): Change => ({ district, actor: ACTOR, requestId: 'r-1', at: at(0), idempotency: null });
const done: ChangeResult<null> = {
  kind: 'done',
  value: null,
  audit: { action: 'project.trial', subjectKind: 'project', subjectId: '-', details: {} },
};
const projectIn = (district: string, number: number, over: Partial<ProjectRecord> = {}): ProjectRecord => ({
  projectId: uuid(number),
  code: `C-${String(number).padStart(3, '0')}`,
  title: `项目 ${number}`,
  unitId: testId(district, 'bureau'),
  status: 'draft',
  facts: { projectNature: 'new' },
  revision: 1,
  pinned: null,
  amount: null,
  nature: 'new',
  createdAt: at(number),
  createdBy: 'p-1',
  updatedAt: at(number),
  updatedBy: 'p-1',
  ...over,
});

describe('the projects of a district', () => {
  let test: TestDatabase;
  let database: Database;
  const inChange = async (district: string, work: (repositories: DistrictRepositories) => Promise<unknown>): Promise<void> => {
    await database.change(changeIn(district), async (repositories) => {
      await work(repositories);
      return done;
    });
  };
  const add = (district: string, projects: readonly ProjectRecord[]): Promise<void> =>
    inChange(district, ({ projects: repository }) =>
      repository.add(projects.map((project) => ({ project, note: { act: 'recorded', changed: [], actor: ACTOR } }))),
    );

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    for (const district of ['kept', 'stale', 'silent', 'here', 'there', 'pages', 'pins', 'files']) await testDistrict(database, district);
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('are kept with all that is said of them, and every revision stays', async () => {
    const first = projectIn('kept', 1, { facts: { projectNature: 'new', note: null, 金额: '1.10' }, amount: 110 as Fen });
    await add('kept', [first]);
    const second = { ...first, revision: 2, title: '改名', updatedAt: at(9), updatedBy: 'p-2', amount: null };
    await inChange('kept', async ({ projects }) => {
      expect(await projects.lockById(first.projectId)).toEqual(first);
      await projects.change(second, { act: 'changed', changed: ['title'], actor: ACTOR });
    });
    await database.inDistrict('kept', async ({ projects }) => {
      expect(await projects.byId(first.projectId)).toEqual(second);
      expect(await projects.byId(uuid(404))).toBeUndefined();
      expect(await projects.codesTaken(['C-001', 'C-404'])).toEqual(new Set(['C-001']));
      const [newest, oldest, ...none] = await projects.history(first.projectId, null, 10);
      expect(newest).toMatchObject({ revision: 2, title: '改名', act: 'changed', changed: ['title'], madeAt: at(9) });
      expect(oldest).toMatchObject({ revision: 1, title: '项目 1', act: 'recorded', facts: first.facts, actor: ACTOR });
      expect(none).toEqual([]);
      expect(await projects.history(first.projectId, 2, 10)).toEqual([oldest]);
    });
  });

  it('cannot be changed from a revision that is not the present one', async () => {
    const first = projectIn('stale', 1);
    await add('stale', [first]);
    await inChange('stale', ({ projects }) => projects.change({ ...first, revision: 2 }, { act: 'changed', changed: [], actor: ACTOR }));
    await expect(
      inChange('stale', ({ projects }) => projects.change({ ...first, revision: 2 }, { act: 'changed', changed: [], actor: ACTOR })),
    ).rejects.toThrow('project_revision_pk');
  });

  it('are not changed without an audit entry', async () => {
    const write = database.inDistrict('silent', ({ projects }) =>
      projects.add([{ project: projectIn('silent', 1), note: { act: 'recorded', changed: [], actor: ACTOR } }]),
    );
    await expect(write).rejects.toMatchObject({ code: 'GC003' });
    await expect(database.inDistrict('silent', ({ projects }) => projects.takeNumbers(2026, 1))).rejects.toMatchObject({ code: 'GC003' });
  });

  it('are of no other district, under the same ids and codes', async () => {
    await add('here', [projectIn('here', 1, { title: '本区' })]);
    await add('there', [projectIn('there', 1, { title: '他区' }), projectIn('there', 2)]);
    await database.inDistrict('here', async ({ projects }) => {
      expect(await projects.byId(uuid(1))).toMatchObject({ title: '本区' });
      expect(await projects.byId(uuid(2))).toBeUndefined();
      expect(await projects.count(ALL)).toBe(1);
    });
  });

  it('are given running numbers that no two take', async () => {
    const taken: number[][] = [];
    await Promise.all(
      [1, 5, 2].map((count) =>
        inChange('numbers', async ({ projects }) => {
          const first = await projects.takeNumbers(2026, count);
          taken.push(Array.from({ length: count }, (_, index) => first + index));
        }),
      ),
    );
    expect(taken.flat().sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  describe('in pages', () => {
    // Keys that repeat, so that ids have to settle the order; 23 projects, pages of 5.
    const many = Array.from({ length: 23 }, (_, index) =>
      projectIn('pages', index, {
        title: `${index % 3 === 0 ? '智慧' : '数据'}平台 ${index % 4}`,
        updatedAt: at(index % 6),
        amount: index % 5 === 0 ? null : (((index % 4) * 1_000_000) as Fen),
        unitId: testId('pages', index % 2 === 0 ? 'bureau' : 'town'),
        nature: index % 2 === 0 ? 'new' : null,
      }),
    );
    const read = (over: Partial<ProjectWindow>) =>
      database.inDistrict('pages', ({ projects }) =>
        projects.page({ filter: ALL, order: 'updated', descending: true, from: null, backwards: false, limit: 5, ...over }),
      );
    const ids = (projects: readonly ProjectRecord[]): string[] => projects.map(({ projectId }) => projectId);
    const walk = async (order: ProjectOrder, descending: boolean, backwards: boolean): Promise<string[]> => {
      const pages: string[][] = [];
      let from: ProjectWindow['from'] = null;
      for (let more = true; more;) {
        const page = await read({ order, descending, backwards, from });
        pages.push(ids(page.projects));
        more = page.more;
        from = positionOf(order, (backwards ? page.projects[0] : page.projects.at(-1))!);
      }
      expect(pages.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
      return (backwards ? pages.reverse() : pages).flat();
    };
    const keyOf = (order: ProjectOrder, project: ProjectRecord): string =>
      ({
        updated: String(project.updatedAt),
        code: project.code,
        title: project.title,
        amount: String((project.amount ?? -1) + 1).padStart(20, '0'),
      })[order] + project.projectId;

    beforeAll(() => add('pages', many));

    it.each(
      (['updated', 'code', 'title', 'amount'] as const).flatMap((order) => [
        [order, 'up', false],
        [order, 'down', true],
      ]) as [ProjectOrder, string, boolean][],
    )('by %s, %s, each project stands once and in its place, whichever way they are walked', async (order, _, descending) => {
      const sorted = many.toSorted((a, b) => (keyOf(order, a) < keyOf(order, b) ? -1 : 1));
      const expected = ids(descending ? sorted.reverse() : sorted);
      expect(await walk(order, descending, false)).toEqual(expected);
      expect(await walk(order, descending, true)).toEqual(expected);
    });

    it.each<[string, Partial<ProjectFilter>, (project: ProjectRecord) => boolean]>([
      ['a unit', { units: [testId('pages', 'town'), 'no uuid'] }, ({ unitId }) => unitId === testId('pages', 'town')],
      ['no unit', { units: [] }, () => false],
      ['a text in the title', { text: '智慧' }, ({ title }) => title.includes('智慧')],
      ['a text in the code, whatever its case', { text: 'c-00' }, ({ code }) => code.startsWith('C-00')],
      ['signs that mean something to SQL', { text: '%_' }, () => false],
      ['an amount at least', { amountFrom: 1_000_000 as Fen }, ({ amount }) => (amount ?? -1) >= 1_000_000],
      ['an amount at most', { amountTo: 1_000_000 as Fen }, ({ amount }) => amount !== null && amount <= 1_000_000],
      ['a nature', { nature: 'new' }, ({ nature }) => nature === 'new'],
      ['a status', { status: 'submitted' }, () => false],
    ])('of %s show just those', async (_, over, fits) => {
      const filter = { ...ALL, ...over };
      const page = await read({ filter, limit: 100 });
      expect(ids(page.projects).sort()).toEqual(ids(many.filter(fits)).sort());
      expect(await database.inDistrict('pages', ({ projects }) => projects.count(filter))).toBe(page.projects.length);
    });
  });

  it('are pinned whole: a submitted project has its policy, and a published one', async () => {
    await expect(add('pins', [projectIn('pins', 1, { status: 'submitted' })])).rejects.toThrow('project_submitted_is_pinned');
    const pinned = { policyId: 'pins/1', digest: 'sha256:0', submittedOn: '2026-01-05' };
    await expect(add('pins', [projectIn('pins', 1, { status: 'submitted', pinned })])).rejects.toThrow('project_policy_published');
    await expect(add('pins', [projectIn('pins', 1, { status: 'draft', pinned })])).rejects.toThrow('project_draft_is_not_pinned');
  });

  it('have files until they are removed; an upload is under way until it is attached', async () => {
    const file = {
      fileId: uuid(50),
      projectId: uuid(1),
      name: '批复.pdf',
      mediaType: 'application/pdf',
      size: 5,
      sha256: 'a'.repeat(64),
      objectKey: `files/${uuid(50)}`,
      addedAt: at(1),
      addedBy: 'p-1',
    };
    await add('files', [projectIn('files', 1)]);
    await database.inDistrict('files', async ({ projectFiles }) => {
      await projectFiles.beginUpload(file.objectKey, at(0));
      await projectFiles.beginUpload('lost', at(1));
      expect(await projectFiles.uploadsBefore(at(1), 10)).toEqual([file.objectKey]);
    });
    await inChange('files', ({ projectFiles }) => projectFiles.add(file));
    await database.inDistrict('files', async ({ projectFiles }) => {
      expect(await projectFiles.uploadsBefore(at(9), 10)).toEqual(['lost']);
      await projectFiles.forgetUpload('lost');
      expect(await projectFiles.uploadsBefore(at(9), 10)).toEqual([]);
      expect(await projectFiles.byId(file.fileId)).toEqual(file);
      expect(await projectFiles.ofProjects([uuid(1), uuid(2)])).toEqual([file]);
    });
    await inChange('files', ({ projectFiles }) => projectFiles.remove(file.fileId, at(2), 'p-1'));
    await database.inDistrict('files', async ({ projectFiles }) => {
      expect(await projectFiles.byId(file.fileId)).toBeUndefined();
      expect(await projectFiles.ofProjects([uuid(1)])).toEqual([]);
    });
  });
});
