import { isStorable, type Instant } from '@guicheng/kernel';
import { IsNull, type EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { DistrictEntity } from './district.entity.ts';

/** A tenant of the installation (区县). */
export interface DistrictRecord {
  /** The code. */
  readonly district: string;
  readonly nameZh: string;
  readonly openedAt: Instant;
  /** Null: open. */
  readonly closedAt: Instant | null;
}

/** Which tenants there are: known to all, read without a tenant. */
export interface DistrictDirectory {
  /** All, closed ones and `platform` too, by code. */
  all(): Promise<DistrictRecord[]>;
  byCode(district: string): Promise<DistrictRecord | undefined>;
}

/** The directory, and the entry of the unit of work's district in it. */
export interface DistrictRepository extends DistrictDirectory {
  /** Enters the district itself. False: the code is taken. */
  open(nameZh: string, at: Instant): Promise<boolean>;
  /** Records that the district was closed; for good. False: it was before. */
  close(at: Instant): Promise<boolean>;
}

const recordOf = (row: DistrictEntity): DistrictRecord => ({
  district: row.district,
  nameZh: row.nameZh,
  openedAt: instantOfColumn(row.openedAt),
  closedAt: row.closedAt === null ? null : instantOfColumn(row.closedAt),
});

/** The tenants in one database. */
export const districtDirectory = (manager: EntityManager): DistrictDirectory => ({
  all: async () => (await manager.find(DistrictEntity, { order: { district: 'ASC' } })).map(recordOf),
  byCode: async (district) => {
    const row = isStorable(district) ? await manager.findOneBy(DistrictEntity, { district }) : null;
    return row ? recordOf(row) : undefined;
  },
});

/** The directory as a transaction with a tenant may write it. */
export const districtRepository = (manager: EntityManager, district: string): DistrictRepository => ({
  ...districtDirectory(manager),
  open: async (nameZh, at) => {
    const row = { district, nameZh, openedAt: columnOfInstant(at), closedAt: null };
    const { raw } = await manager.createQueryBuilder().insert().into(DistrictEntity).values(row).orIgnore().returning('district').execute();
    return (raw as unknown[]).length === 1;
  },
  close: async (at) => {
    const { affected } = await manager.update(DistrictEntity, { district, closedAt: IsNull() }, { closedAt: columnOfInstant(at) });
    return affected === 1;
  },
});
