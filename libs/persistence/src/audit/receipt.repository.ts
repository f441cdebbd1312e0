import type { Instant } from '@guicheng/kernel';
import type { Mode } from '@guicheng/policy-model';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../instant-column.ts';
import { DecisionReceiptEntity } from './decision-receipt.entity.ts';

/** A receipt: re-running its request must give the bytes of its decision. */
export interface ReceiptRecord {
  /** UUID. */
  readonly receiptId: string;
  readonly district: string;
  /** Null with `policyDigest`: no policy answered. */
  readonly policyId: string | null;
  readonly policyDigest: string | null;
  readonly engineVersion: string;
  readonly calendarDigest: string;
  readonly question: string;
  /** Civil date in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly mode: Mode;
  /** Canonical JSON, byte for byte. */
  readonly requestCanonical: string;
  readonly decisionCanonical: string;
  /** Whoever holds the id may read it; false: the district's own. */
  readonly isPublic: boolean;
  readonly createdAt: Instant;
}

/** The receipts of the unit of work's district; append-only. */
export interface ReceiptRepository {
  append(receipt: ReceiptRecord): Promise<void>;
  byId(receiptId: string): Promise<ReceiptRecord | undefined>;
}

/** The receipts that a transaction with a tenant can see. */
export const receiptRepository = (manager: EntityManager, district: string): ReceiptRepository => ({
  append: async (receipt) => {
    await manager.insert(DecisionReceiptEntity, { ...receipt, createdAt: columnOfInstant(receipt.createdAt) });
  },
  byId: async (receiptId) => {
    const row = await manager.findOneBy(DecisionReceiptEntity, { district, receiptId });
    return row ? { ...row, createdAt: instantOfColumn(row.createdAt) } : undefined;
  },
});
