import type { DataSource } from 'typeorm';
import { receiptRepository } from '../audit/receipt.repository.ts';
import type { ReceiptRepository } from '../audit/receipt.repository.ts';

/** The repositories of one district, alive within one transaction. */
export interface DistrictRepositories {
  readonly receipts: ReceiptRepository;
}

/** The only door to tenant-scoped repositories. */
export class UnitOfWork {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /**
   * Runs `work` in one transaction in which the district is the tenant; row-level security lets it see and write nothing else. Rolls back
   * and rethrows when `work` throws.
   */
  inDistrict<T>(district: string, work: (repositories: DistrictRepositories) => Promise<T>): Promise<T> {
    return this.#source.transaction(async (manager) => {
      await manager.query(`select set_config('guicheng.district', $1, true)`, [district]);
      return work({ receipts: receiptRepository(manager, district) });
    });
  }
}
