import type { CivilDate, Instant } from '@guicheng/kernel';
import { formatCivilDate } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { civilDateOfColumn, type Days } from '../../civil-date-column.ts';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { isUuid } from '../../uuid-column.ts';
import { DelegationEntity } from './delegation.entity.ts';

/** A person acts in another's posts while that one is away (委托代理). */
export interface DelegationRecord {
  readonly delegationId: string;
  /** 委托人 */
  readonly fromPersonId: string;
  /** 受托人 */
  readonly toPersonId: string;
  /** Null: all posts that the person who is away holds on the day. */
  readonly postId: string | null;
  readonly reason: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly recordedAt: Instant;
}

/** The delegations of the unit of work's district. */
export interface DelegationRepository {
  add(delegation: DelegationRecord): Promise<void>;
  /** Sets the last day; earlier than it was. */
  end(delegationId: string, lastDay: CivilDate): Promise<void>;
  byId(delegationId: string): Promise<DelegationRecord | undefined>;
  /** All that a person ever gave or received, oldest first. */
  ofPerson(personId: string): Promise<DelegationRecord[]>;
  /** What these people give or receive on any of these days. */
  among(personIds: readonly string[], days: Days): Promise<DelegationRecord[]>;
}

const recordOf = (row: DelegationEntity): DelegationRecord => ({
  delegationId: row.delegationId,
  fromPersonId: row.fromPersonId,
  toPersonId: row.toPersonId,
  postId: row.postId,
  reason: row.reason,
  from: civilDateOfColumn(row.fromDay),
  to: civilDateOfColumn(row.toDay),
  recordedAt: instantOfColumn(row.recordedAt),
});

/** The delegations that a transaction with a tenant can see. */
export const delegationRepository = (manager: EntityManager, district: string): DelegationRepository => {
  const ofPeople = (ids: readonly string[]) =>
    manager
      .createQueryBuilder(DelegationEntity, 'd')
      .where('d.district = :district', { district })
      .andWhere('(d.fromPersonId = any(:ids) or d.toPersonId = any(:ids))', { ids: ids.filter(isUuid) })
      .orderBy('d.fromDay')
      .addOrderBy('d.delegationId');
  return {
    add: async ({ from, to, recordedAt, ...delegation }) => {
      const days = { fromDay: formatCivilDate(from), toDay: formatCivilDate(to) };
      await manager.insert(DelegationEntity, { district, ...delegation, ...days, recordedAt: columnOfInstant(recordedAt) });
    },
    end: async (delegationId, lastDay) => {
      await manager.update(DelegationEntity, { district, delegationId }, { toDay: formatCivilDate(lastDay) });
    },
    byId: async (delegationId) => {
      const row = isUuid(delegationId) ? await manager.findOneBy(DelegationEntity, { district, delegationId }) : null;
      return row ? recordOf(row) : undefined;
    },
    ofPerson: async (personId) => (await ofPeople([personId]).getMany()).map(recordOf),
    among: async (personIds, { from, to }) =>
      (
        await ofPeople(personIds)
          .andWhere('daterange(d.fromDay, d.toDay + 1) && daterange(cast(:first as date), cast(:last as date) + 1)', {
            first: formatCivilDate(from),
            last: to === null ? null : formatCivilDate(to),
          })
          .getMany()
      ).map(recordOf),
  };
};
