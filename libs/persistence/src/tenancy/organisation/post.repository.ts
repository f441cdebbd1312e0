import type { CivilDate, Instant } from '@guicheng/kernel';
import { formatCivilDate } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnsOfDays, daysOfColumns, type Days } from '../../civil-date-column.ts';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { inListOrder, type KeyRange } from '../../key-range.ts';
import { isUuid } from '../../uuid-column.ts';
import { PostEntity } from './post.entity.ts';

/** A role that a person has in a unit from day to day (任职). */
export interface PostRecord extends Days {
  readonly postId: string;
  readonly personId: string;
  readonly unitId: string;
  /** Code of the role; which there are, and what they may, the application knows. */
  readonly role: string;
  /** When it was entered; the first day may lie before. */
  readonly recordedAt: Instant;
}

/** A role in a unit that somebody may act in on some days: an own post, or that of a person who is away. */
export interface Holding {
  readonly postId: string;
  readonly unitId: string;
  readonly role: string;
  /** The person who is away; null: an own post. */
  readonly onBehalfOf: string | null;
}

/** Which posts a list shows. */
export interface PostQuery {
  readonly on: CivilDate;
  readonly unitId?: string;
  readonly role?: string;
  readonly range: KeyRange;
}

/** The posts of the unit of work's district. */
export interface PostRepository {
  add(post: PostRecord): Promise<void>;
  /** Sets the last day; earlier than it was. */
  end(postId: string, lastDay: CivilDate): Promise<void>;
  byId(postId: string): Promise<PostRecord | undefined>;
  /** All that a person ever held or will hold, oldest first. */
  ofPerson(personId: string): Promise<PostRecord[]>;
  /** The posts that people hold in a unit after this day, oldest first. */
  inUnitAfter(unitId: string, day: CivilDate): Promise<PostRecord[]>;
  /** What a person may act in on the day, own posts first. */
  heldOn(personId: string, day: CivilDate): Promise<Holding[]>;
  /** What these people may act in on any of these days. */
  heldBy(personIds: readonly string[], days: Days): Promise<(Holding & { readonly personId: string })[]>;
  /** Posts of the day, in the order in which they were entered. */
  list(query: PostQuery): Promise<PostRecord[]>;
  /** Whether there is one post of one of these roles that is held on all of these days. */
  isHeld(roles: readonly string[], days: Days): Promise<boolean>;
}

const HELD = `
  select h.person_id as "personId", h.post_id as "postId", h.unit_id as "unitId", h.role, h.on_behalf_of as "onBehalfOf"
  from guicheng_holdings($1, $2::uuid[]) h where h.days && daterange($3::date, $4::date + 1)
  order by h.on_behalf_of nulls first, h.post_id`;
const PERSON_THERE = `
  select from person p where p.district = $1 and p.person_id = $2 and daterange(p.from_day, p.to_day + 1) @> $3::date`;

const recordOf = (row: PostEntity): PostRecord => ({
  postId: row.postId,
  personId: row.personId,
  unitId: row.unitId,
  role: row.role,
  ...daysOfColumns(row),
  recordedAt: instantOfColumn(row.recordedAt),
});

/** The posts that a transaction with a tenant can see. */
export const postRepository = (manager: EntityManager, district: string): PostRepository => {
  const posts = () => manager.createQueryBuilder(PostEntity, 'post').where('post.district = :district', { district });
  const heldBy: PostRepository['heldBy'] = (personIds, days) => {
    const { fromDay, toDay } = columnsOfDays(days);
    return manager.query(HELD, [district, personIds.filter(isUuid), fromDay, toDay]);
  };
  return {
    add: async ({ from, to, recordedAt, ...post }) => {
      await manager.insert(PostEntity, { district, ...post, ...columnsOfDays({ from, to }), recordedAt: columnOfInstant(recordedAt) });
    },
    end: async (postId, lastDay) => {
      await manager.update(PostEntity, { district, postId }, { toDay: formatCivilDate(lastDay) });
    },
    byId: async (postId) => {
      const row = isUuid(postId) ? await manager.findOneBy(PostEntity, { district, postId }) : null;
      return row ? recordOf(row) : undefined;
    },
    ofPerson: async (personId) =>
      (await manager.find(PostEntity, { where: { district, personId }, order: { fromDay: 'ASC', postId: 'ASC' } })).map(recordOf),
    inUnitAfter: async (unitId, day) =>
      (
        await posts()
          .andWhere('post.unitId = :unitId', { unitId })
          .andWhere(`daterange(post.fromDay, post.toDay + 1) && daterange(cast(:day as date), null, '()')`, { day: formatCivilDate(day) })
          .orderBy('post.fromDay')
          .getMany()
      ).map(recordOf),
    heldOn: async (personId, day) => {
      if (!isUuid(personId)) return [];
      const there = await manager.query<unknown[]>(PERSON_THERE, [district, personId, formatCivilDate(day)]);
      return there.length === 0 ? [] : heldBy([personId], { from: day, to: day });
    },
    heldBy,
    list: async ({ on, unitId, role, range }) => {
      if (unitId !== undefined && !isUuid(unitId)) return [];
      const query = posts().andWhere('daterange(post.fromDay, post.toDay + 1) @> cast(:on as date)', { on: formatCivilDate(on) });
      if (unitId !== undefined) query.andWhere('post.unitId = :unitId', { unitId });
      if (role !== undefined) query.andWhere('post.role = :role', { role });
      if (range.from !== null) query.andWhere(`post.postId ${range.backwards ? '<' : '>'} :from`, { from: range.from });
      query.orderBy('post.postId', range.backwards ? 'DESC' : 'ASC').limit(range.limit);
      return inListOrder((await query.getMany()).map(recordOf), range);
    },
    isHeld: async (roles, days) => {
      const { fromDay: first, toDay: last } = columnsOfDays(days);
      const held = posts()
        .andWhere('post.role = any(:roles)', { roles })
        .andWhere('daterange(post.fromDay, post.toDay + 1) @> daterange(cast(:first as date), cast(:last as date) + 1)', { first, last });
      return (await held.getCount()) > 0;
    },
  };
};
