import type { CivilDate, Instant } from '@guicheng/kernel';
import { formatCivilDate, isStorable } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnsOfDays, daysOfColumns, type Days } from '../../civil-date-column.ts';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { inListOrder, type KeyRange } from '../../key-range.ts';
import { isUuid } from '../../uuid-column.ts';
import { PersonEntity } from './person.entity.ts';

/** A person's name and contact: personal data. */
export interface PersonParticulars {
  readonly nameZh: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** A person of the district (人员). */
export interface PersonRecord extends PersonParticulars, Days {
  readonly personId: string;
  readonly recordedAt: Instant;
}

/** Which people a list shows. */
export interface PersonQuery {
  /** Those who are there on this day. */
  readonly on: CivilDate;
  /** Part of the name. */
  readonly name?: string;
  /** Who holds an own post in this unit on the day. */
  readonly unitId?: string;
  /** Who holds an own post of this role on the day. */
  readonly role?: string;
  readonly range: KeyRange;
}

/** The people of the unit of work's district. */
export interface PersonRepository {
  add(person: PersonRecord): Promise<void>;
  change(personId: string, particulars: PersonParticulars): Promise<void>;
  end(personId: string, lastDay: CivilDate): Promise<void>;
  byId(personId: string): Promise<PersonRecord | undefined>;
  /** Several; in no order, without those that there are not. */
  byIds(personIds: readonly string[]): Promise<PersonRecord[]>;
  /** In the order in which they were added. */
  list(query: PersonQuery): Promise<PersonRecord[]>;
}

const recordOf = (row: PersonEntity): PersonRecord => ({
  personId: row.personId,
  nameZh: row.nameZh,
  phone: row.phone,
  email: row.email,
  ...daysOfColumns(row),
  recordedAt: instantOfColumn(row.recordedAt),
});

const HOLDS = (what: string): string => `exists (select from post p where p.district = person.district and p.person_id = person.person_id
  and daterange(p.from_day, p.to_day + 1) @> cast(:on as date) and ${what})`;

/** The people that a transaction with a tenant can see. */
export const personRepository = (manager: EntityManager, district: string): PersonRepository => ({
  add: async ({ from, to, recordedAt, ...person }) => {
    await manager.insert(PersonEntity, { district, ...person, ...columnsOfDays({ from, to }), recordedAt: columnOfInstant(recordedAt) });
  },
  change: async (personId, { nameZh, phone, email }) => {
    await manager.update(PersonEntity, { district, personId }, { nameZh, phone, email });
  },
  end: async (personId, lastDay) => {
    await manager.update(PersonEntity, { district, personId }, { toDay: formatCivilDate(lastDay) });
  },
  byId: async (personId) => {
    const row = isUuid(personId) ? await manager.findOneBy(PersonEntity, { district, personId }) : null;
    return row ? recordOf(row) : undefined;
  },
  byIds: async (personIds) => {
    const query = manager.createQueryBuilder(PersonEntity, 'person').where('person.district = :district', { district });
    return (await query.andWhere('person.personId = any(:ids)', { ids: personIds.filter(isUuid) }).getMany()).map(recordOf);
  },
  list: async ({ on, name, unitId, role, range }) => {
    if ((name !== undefined && !isStorable(name)) || (unitId !== undefined && !isUuid(unitId))) return [];
    const query = manager.createQueryBuilder(PersonEntity, 'person').where('person.district = :district', { district });
    query.andWhere('daterange(person.fromDay, person.toDay + 1) @> cast(:on as date)', { on: formatCivilDate(on) });
    if (name !== undefined) query.andWhere('strpos(person.nameZh, :name) > 0', { name });
    if (unitId !== undefined) query.andWhere(HOLDS('p.unit_id = :unitId'), { unitId });
    if (role !== undefined) query.andWhere(HOLDS('p.role = :role'), { role });
    if (range.from !== null) query.andWhere(`person.personId ${range.backwards ? '<' : '>'} :from`, { from: range.from });
    query.orderBy('person.personId', range.backwards ? 'DESC' : 'ASC').limit(range.limit);
    return inListOrder((await query.getMany()).map(recordOf), range);
  },
});
