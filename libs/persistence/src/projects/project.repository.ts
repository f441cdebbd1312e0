import { In, type EntityManager } from 'typeorm';
import { isUuid } from '../uuid-column.ts';
import { countProjects, findFactNames, findIds, findPage } from './project-page.ts';
import type { ProjectFilter, ProjectOrder, ProjectPage, ProjectWindow } from './project-page.ts';
import type { ProjectRecord, ProjectRevision, RevisionNote } from './project-record.ts';
import { ProjectRevisionEntity } from './project-revision.entity.ts';
import { projectOfRow, revisionOfRow, rowOfProject, rowOfRevision } from './project-rows.ts';
import { ProjectEntity } from './project.entity.ts';

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const BATCH = 1_000;

/** A project to keep, and how it came about. */
export interface NewProject {
  readonly project: ProjectRecord;
  readonly note: RevisionNote;
}

/** The projects of the unit of work's district, each change with the revision that tells of it. */
export interface ProjectRepository {
  byId(projectId: string): Promise<ProjectRecord | undefined>;
  /** The units of these projects, by project; one that there is not is left out. */
  unitsOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** As `byId`; nobody else changes it until the transaction ends. */
  lockById(projectId: string): Promise<ProjectRecord | undefined>;
  page(window: ProjectWindow): Promise<ProjectPage>;
  /** The ids of all that there are, in an order. */
  ids(filter: ProjectFilter, order: ProjectOrder, descending: boolean): Promise<readonly string[]>;
  /** These projects in the order of their ids here; those that are of none of these units now are left out. Null: of any. */
  byIds(projectIds: readonly string[], units: readonly string[] | null): Promise<readonly ProjectRecord[]>;
  count(filter: ProjectFilter): Promise<number>;
  /** Names of the facts that any of these projects states, ascending. */
  factNames(filter: ProjectFilter): Promise<readonly string[]>;
  /** Which of these codes projects have. */
  codesTaken(codes: readonly string[]): Promise<ReadonlySet<string>>;
  /** The first of `count` running numbers of a year that are the caller's from now on; who comes next waits for this transaction. */
  takeNumbers(year: number, count: number): Promise<number>;
  /** Keeps new projects, all but those whose code another project has by now: the codes of these, none in the usual case. Waits for who is just taking one of the codes. */
  add(projects: readonly NewProject[]): Promise<ReadonlySet<string>>;
  /** Keeps a locked project as it is now; its revision is the next one. */
  change(project: ProjectRecord, note: RevisionNote): Promise<void>;
  /** Revisions from the newest, `limit` of those before `before`; null: from the last. */
  history(projectId: string, before: number | null, limit: number): Promise<readonly ProjectRevision[]>;
}

const NUMBERS = `
  insert into project_number as number (district, year, last) values ($1, $2, $3)
  on conflict (district, year) do update set last = number.last + excluded.last
  returning last`;

/** The projects that a transaction with a tenant can see. */
export const projectRepository = (manager: EntityManager, district: string): ProjectRepository => ({
  byId: async (projectId) => {
    const row = isUuid(projectId) ? await manager.findOneBy(ProjectEntity, { district, projectId }) : null;
    return row === null ? undefined : projectOfRow(row);
  },
  unitsOf: async (projectIds) => {
    const rows = await manager.query<{ id: string; unit: string }[]>(
      `select project_id as id, unit_id as unit from project where district = $1 and project_id = any($2::uuid[])`,
      [district, projectIds.filter(isUuid)],
    );
    return new Map(rows.map(({ id, unit }) => [id, unit]));
  },
  lockById: async (projectId) => {
    if (!isUuid(projectId)) return undefined;
    const row = await manager.findOne(ProjectEntity, { where: { district, projectId }, lock: { mode: 'pessimistic_write' } });
    return row === null ? undefined : projectOfRow(row);
  },
  page: (window) => findPage(manager, district, window),
  ids: (filter, order, descending) => findIds(manager, district, { filter, order, descending }),
  byIds: async (projectIds, units) => {
    const rows = await manager.findBy(ProjectEntity, { district, projectId: In([...projectIds]) });
    const found = new Map(rows.map((row) => [row.projectId, row]));
    return projectIds.flatMap((id) => {
      const row = found.get(id);
      return row === undefined || (units !== null && !units.includes(row.unitId)) ? [] : [projectOfRow(row)];
    });
  },
  count: (filter) => countProjects(manager, district, filter),
  factNames: (filter) => findFactNames(manager, district, filter),
  codesTaken: async (codes) => {
    const rows = await manager.query<{ code: string }[]>(`select code from project where district = $1 and code = any($2)`, [
      district,
      codes,
    ]);
    return new Set(rows.map(({ code }) => code));
  },
  takeNumbers: async (year, count) => {
    const [{ last }] = await manager.query<[{ last: number }]>(NUMBERS, [district, year, count]);
    return last - count + 1;
  },
  add: async (projects) => {
    // In one order, or two that add the same codes would wait for each other.
    const ordered = projects.toSorted((a, b) => Number(a.project.code > b.project.code) - Number(a.project.code < b.project.code));
    const taken = new Set<string>();
    for (let start = 0; start < ordered.length; start += BATCH) {
      const batch = ordered.slice(start, start + BATCH).map(({ project, note }) => ({ row: rowOfProject(district, project), note }));
      const kept = await manager
        .createQueryBuilder()
        .insert()
        .into(ProjectEntity)
        .values(batch.map(({ row }) => row))
        .orIgnore()
        .returning('project_id')
        .updateEntity(false)
        .execute();
      const ids = new Set((kept.raw as { project_id: string }[]).map((row) => row.project_id));
      for (const { row } of batch) if (!ids.has(row.projectId)) taken.add(row.code);
      const revisions = batch.filter(({ row }) => ids.has(row.projectId)).map(({ row, note }) => rowOfRevision(row, note));
      if (revisions.length > 0)
        await manager.createQueryBuilder().insert().into(ProjectRevisionEntity).values(revisions).updateEntity(false).execute();
    }
    return taken;
  },
  change: async (project, note) => {
    const row = rowOfProject(district, project);
    await manager.update(ProjectEntity, { district, projectId: project.projectId, revision: project.revision - 1 }, row);
    // A revision stands once: who did not lock the project fails here.
    await manager.insert(ProjectRevisionEntity, rowOfRevision(row, note));
  },
  history: async (projectId, before, limit) => {
    const query = manager
      .createQueryBuilder(ProjectRevisionEntity, 'revision')
      .where('revision.district = :district and revision.projectId = :projectId', { district, projectId });
    if (before !== null) query.andWhere('revision.revision < :before', { before });
    return (await query.orderBy('revision.revision', 'DESC').limit(limit).getMany()).map(revisionOfRow);
  },
});
