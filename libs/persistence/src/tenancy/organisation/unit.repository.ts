import type { CivilDate, Instant } from '@guicheng/kernel';
import { formatCivilDate, isStorable } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { columnsOfDays, daysOfColumns, type Days } from '../../civil-date-column.ts';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { inListOrder, type KeyRange } from '../../key-range.ts';
import { isUuid } from '../../uuid-column.ts';
import type { UnitKind } from './unit-kind.ts';
import { UnitEntity } from './unit.entity.ts';
import { UnitPeriodEntity } from './unit-period.entity.ts';

/** What of a unit never changes. */
export interface UnitRecord {
  readonly unitId: string;
  readonly code: string;
  readonly kind: UnitKind;
  readonly recordedAt: Instant;
}

/** What a unit was called and under which unit it was, from day to day. */
export interface UnitPeriodRecord extends Days {
  readonly periodId: string;
  readonly unitId: string;
  readonly nameZh: string;
  /** Null: under none. */
  readonly parentUnitId: string | null;
  readonly recordedAt: Instant;
}

/** A unit on a day. */
export type UnitOnDay = Omit<UnitRecord, 'recordedAt'> & UnitPeriodRecord;

/** Which units a list shows. */
export interface UnitQuery {
  readonly on: CivilDate;
  readonly kinds?: readonly UnitKind[];
  readonly range: KeyRange;
}

/** The units of the unit of work's district. */
export interface UnitRepository {
  /** Lets nobody else change the organisation of the district until this transaction ends: what is checked after it holds when it is written. */
  hold(): Promise<void>;
  add(unit: UnitRecord, first: UnitPeriodRecord): Promise<void>;
  addPeriod(period: UnitPeriodRecord): Promise<void>;
  /** Sets the last day of a period; earlier than it was. */
  endPeriod(periodId: string, lastDay: CivilDate): Promise<void>;
  byId(unitId: string): Promise<UnitRecord | undefined>;
  byCode(code: string): Promise<UnitRecord | undefined>;
  /** All periods of a unit that have days, oldest first. */
  periods(unitId: string): Promise<UnitPeriodRecord[]>;
  /** Periods of units directly under this one that have days after `day`, oldest first. */
  childPeriodsAfter(unitId: string, day: CivilDate): Promise<UnitPeriodRecord[]>;
  /** The unit as it is on the day; undefined: there is none. */
  on(unitId: string, day: CivilDate): Promise<UnitOnDay | undefined>;
  /** Units of the day, by code. */
  list(query: UnitQuery): Promise<UnitOnDay[]>;
  /** Ids of the unit and of all below it on the day; empty when it does not exist on it. */
  below(unitId: string, day: CivilDate): Promise<string[]>;
  /** Whether a unit is the other one, or above it, on any of these days. */
  isAbove(unitId: string, below: string, days: Days): Promise<boolean>;
  /** Ids of the units above it on the day, the nearest first. */
  above(unitId: string, day: CivilDate): Promise<string[]>;
}

interface JoinedRow extends Record<keyof UnitOnDay, unknown> {
  readonly unitId: string;
  readonly code: string;
  readonly kind: UnitKind;
  readonly periodId: string;
  readonly nameZh: string;
  readonly parentUnitId: string | null;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly recordedAt: Date;
}

const DAYS = `daterange(p.from_day, p.to_day + 1)`;
const ON_DAY = `
  select u.unit_id as "unitId", u.code, u.kind, p.period_id as "periodId", p.name_zh as "nameZh", p.parent_unit_id as "parentUnitId",
    p.from_day as "fromDay", p.to_day as "toDay", p.recorded_at as "recordedAt"
  from unit u join unit_period p on p.district = u.district and p.unit_id = u.unit_id and ${DAYS} @> $2::date
  where u.district = $1`;
const BELOW = `
  with recursive below as (
    select p.unit_id from unit_period p where p.district = $1 and p.unit_id = $3 and ${DAYS} @> $2::date
    union
    select p.unit_id from below b join unit_period p on p.district = $1 and p.parent_unit_id = b.unit_id and ${DAYS} @> $2::date
  )
  select unit_id as "unitId" from below`;
const ABOVE = `
  with recursive above as (
    select p.parent_unit_id as unit_id, 1 as distance from unit_period p where p.district = $1 and p.unit_id = $3 and ${DAYS} @> $2::date
    union
    select p.parent_unit_id, a.distance + 1 from above a join unit_period p on p.district = $1 and p.unit_id = a.unit_id and ${DAYS} @> $2::date
  )
  select unit_id as "unitId" from above where unit_id is not null order by distance`;

const IS_ABOVE = `
  with recursive above as (
    select $5::uuid as unit_id, daterange($2::date, $3::date + 1) as days
    union
    select p.parent_unit_id, a.days * ${DAYS} from above a join unit_period p on p.district = $1 and p.unit_id = a.unit_id
      and p.parent_unit_id is not null and ${DAYS} && a.days
  )
  select exists (select from above where unit_id = $4::uuid) as found`;

const unitOf = (row: UnitEntity): UnitRecord => ({
  unitId: row.unitId,
  code: row.code,
  kind: row.kind,
  recordedAt: instantOfColumn(row.recordedAt),
});
const periodOf = (row: Omit<UnitPeriodEntity, 'district'>): UnitPeriodRecord => ({
  periodId: row.periodId,
  unitId: row.unitId,
  nameZh: row.nameZh,
  parentUnitId: row.parentUnitId,
  ...daysOfColumns(row),
  recordedAt: instantOfColumn(row.recordedAt),
});
const onDayOf = (row: JoinedRow): UnitOnDay => ({ ...periodOf(row), code: row.code, kind: row.kind });

/** The units that a transaction with a tenant can see. */
export const unitRepository = (manager: EntityManager, district: string): UnitRepository => {
  const idsOf = async (query: string, unitId: string, day: CivilDate): Promise<string[]> =>
    isUuid(unitId)
      ? (await manager.query<{ unitId: string }[]>(query, [district, formatCivilDate(day), unitId])).map((row) => row.unitId)
      : [];
  const insertPeriod = async ({ from, to, recordedAt, ...period }: UnitPeriodRecord): Promise<void> => {
    await manager.insert(UnitPeriodEntity, {
      district,
      ...period,
      ...columnsOfDays({ from, to }),
      recordedAt: columnOfInstant(recordedAt),
    });
  };
  const periods = (alias = 'p') => manager.createQueryBuilder(UnitPeriodEntity, alias).where('p.district = :district', { district });
  return {
    hold: async () => {
      await manager.query(`select pg_advisory_xact_lock(1735287157, hashtext($1))`, [district]);
    },
    add: async ({ recordedAt, ...unit }, first) => {
      await manager.insert(UnitEntity, { district, ...unit, recordedAt: columnOfInstant(recordedAt) });
      await insertPeriod(first);
    },
    addPeriod: insertPeriod,
    endPeriod: async (periodId, lastDay) => {
      await manager.update(UnitPeriodEntity, { district, periodId }, { toDay: formatCivilDate(lastDay) });
    },
    byId: async (unitId) => {
      const row = isUuid(unitId) ? await manager.findOneBy(UnitEntity, { district, unitId }) : null;
      return row ? unitOf(row) : undefined;
    },
    byCode: async (code) => {
      const row = isStorable(code) ? await manager.findOneBy(UnitEntity, { district, code }) : null;
      return row ? unitOf(row) : undefined;
    },
    periods: async (unitId) =>
      isUuid(unitId)
        ? (
            await periods()
              .andWhere('p.unitId = :unitId', { unitId })
              .andWhere('not isempty(daterange(p.fromDay, p.toDay + 1))')
              .orderBy('p.fromDay')
              .getMany()
          ).map(periodOf)
        : [],
    childPeriodsAfter: async (unitId, day) =>
      (
        await periods()
          .andWhere('p.parentUnitId = :unitId', { unitId })
          .andWhere(`daterange(p.fromDay, p.toDay + 1) && daterange(cast(:day as date), null, '()')`, { day: formatCivilDate(day) })
          .orderBy('p.fromDay')
          .getMany()
      ).map(periodOf),
    on: async (unitId, day) => {
      if (!isUuid(unitId)) return undefined;
      const [row] = await manager.query<JoinedRow[]>(`${ON_DAY} and u.unit_id = $3`, [district, formatCivilDate(day), unitId]);
      return row && onDayOf(row);
    },
    list: async ({ on, kinds, range }) => {
      const [beyond, order] = range.backwards ? ['<', 'desc'] : ['>', 'asc'];
      const rows = await manager.query<JoinedRow[]>(
        `${ON_DAY} and ($3::text[] is null or u.kind = any($3)) and ($4::text is null or u.code ${beyond} $4) order by u.code ${order} limit $5`,
        [district, formatCivilDate(on), kinds ?? null, range.from, range.limit],
      );
      return inListOrder(rows.map(onDayOf), range);
    },
    isAbove: async (unitId, below, days) => {
      const { fromDay, toDay } = columnsOfDays(days);
      const [{ found }] = await manager.query<[{ found: boolean }]>(IS_ABOVE, [district, fromDay, toDay, unitId, below]);
      return found;
    },
    below: (unitId, day) => idsOf(BELOW, unitId, day),
    above: (unitId, day) => idsOf(ABOVE, unitId, day),
  };
};
