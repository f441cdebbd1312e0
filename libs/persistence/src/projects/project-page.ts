import type { Fen, Instant } from '@guicheng/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { columnOfInstant } from '../instant-column.ts';
import { isUuid } from '../uuid-column.ts';
import type { ProjectRecord, ProjectStatus } from './project-record.ts';
import { columnOfAmount, projectOfRow } from './project-rows.ts';
import { ProjectEntity } from './project.entity.ts';

/** Which projects; null: not asked about. */
export interface ProjectFilter {
  /** Only of these units; an empty list: none at all. */
  readonly units: readonly string[] | null;
  readonly status: ProjectStatus | null;
  /** In the title or the code, upper and lower case alike. */
  readonly text: string | null;
  /** At least; an unknown amount is within no bounds. */
  readonly amountFrom: Fen | null;
  /** At most. */
  readonly amountTo: Fen | null;
  readonly nature: string | null;
}

/** What a list is sorted by. Titles by code points; an unknown amount stands below every known one. */
export type ProjectOrder = 'updated' | 'code' | 'title' | 'amount';

/** Where a page ends: the sort key of a project, and its id. */
export interface ProjectPosition {
  readonly key: string | number;
  readonly projectId: string;
}

/** A page of a list. */
export interface ProjectWindow {
  readonly filter: ProjectFilter;
  readonly order: ProjectOrder;
  readonly descending: boolean;
  /** Behind this position, or before it when `backwards`; null: from the end that is walked from. */
  readonly from: ProjectPosition | null;
  /** Towards the beginning of the list; the page is in the list's order all the same. */
  readonly backwards: boolean;
  readonly limit: number;
}

/** What was found, in the list's order, and whether more stands that way. */
export interface ProjectPage {
  readonly projects: readonly ProjectRecord[];
  readonly more: boolean;
}

const COLUMN: Readonly<Record<ProjectOrder, string>> = {
  updated: 'project.updatedAt',
  code: 'project.code',
  title: 'project.title',
  amount: 'project.amountFen',
};

/** The position of a project in a list of this order. */
export const positionOf = (order: ProjectOrder, project: ProjectRecord): ProjectPosition => {
  const { projectId, updatedAt, code, title, amount } = project;
  return { key: { updated: updatedAt, code, title, amount: Number(columnOfAmount(amount)) }[order], projectId };
};

const literal = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

const filtered = (query: SelectQueryBuilder<ProjectEntity>, filter: ProjectFilter): SelectQueryBuilder<ProjectEntity> => {
  const { units, status, text, amountFrom, amountTo, nature } = filter;
  if (units !== null) query.andWhere('project.unitId = any(:units::uuid[])', { units: units.filter(isUuid) });
  if (status !== null) query.andWhere('project.status = :status', { status });
  if (text !== null) query.andWhere('(project.title ilike :text or project.code ilike :text)', { text: literal(text) });
  if (amountFrom !== null || amountTo !== null) query.andWhere('project.amountFen >= :amountFrom', { amountFrom: amountFrom ?? 0 });
  if (amountTo !== null) query.andWhere('project.amountFen <= :amountTo', { amountTo });
  if (nature !== null) query.andWhere('project.nature = :nature', { nature });
  return query;
};

const selection = (manager: EntityManager, district: string, filter: ProjectFilter): SelectQueryBuilder<ProjectEntity> =>
  filtered(manager.createQueryBuilder(ProjectEntity, 'project').where('project.district = :district', { district }), filter);

/** One page, found by its key: the hundredth costs what the first does. */
export const findPage = async (manager: EntityManager, district: string, window: ProjectWindow): Promise<ProjectPage> => {
  const { filter, order, descending, from, backwards, limit } = window;
  const column = COLUMN[order];
  const down = descending !== backwards;
  const query = selection(manager, district, filter);
  if (from !== null) {
    const key = order === 'updated' ? columnOfInstant(from.key as Instant) : from.key;
    query.andWhere(`(${column}, project.projectId) ${down ? '<' : '>'} (:key, :projectId)`, { key, projectId: from.projectId });
  }
  const direction = down ? 'DESC' : 'ASC';
  const rows = await query
    .orderBy(column, direction)
    .addOrderBy('project.projectId', direction)
    .limit(limit + 1)
    .getMany();
  const projects = rows.slice(0, limit).map(projectOfRow);
  return { projects: backwards ? projects.reverse() : projects, more: rows.length > limit };
};

/** The ids of all of them, in the list's order. */
export const findIds = async (
  manager: EntityManager,
  district: string,
  { filter, order, descending }: Pick<ProjectWindow, 'filter' | 'order' | 'descending'>,
): Promise<readonly string[]> => {
  const direction = descending ? 'DESC' : 'ASC';
  const rows = await selection(manager, district, filter)
    .select('project.projectId', 'id')
    .orderBy(COLUMN[order], direction)
    .addOrderBy('project.projectId', direction)
    .getRawMany<{ id: string }>();
  return rows.map(({ id }) => id);
};

/** How many there are in all. */
export const countProjects = (manager: EntityManager, district: string, filter: ProjectFilter): Promise<number> =>
  selection(manager, district, filter).getCount();

/** Names of the facts that any of them states, ascending. */
export const findFactNames = async (manager: EntityManager, district: string, filter: ProjectFilter): Promise<readonly string[]> => {
  const rows = await selection(manager, district, filter)
    .select('distinct json_object_keys(project.facts::json)', 'name')
    .getRawMany<{ name: string }>();
  return rows.map(({ name }) => name).sort();
};
