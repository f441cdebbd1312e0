import { err, ok, type Result } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { parseReceiptId } from './receipt-id.ts';

/** The record behind an id. */
export type ReadReceipt = (id: string) => Promise<Result<ReceiptRecord, Problem[]>>;

const unknownReceipt = problem('unknown-receipt', '/id', '没有这个编号的回执：请核对编号。', 'There is no receipt of this id: check it.');

/** In this database. The district in the id is the tenant that the receipt is read as. */
export const readReceiptWith =
  (database: Database): ReadReceipt =>
  async (id) => {
    const place = parseReceiptId(id);
    if (place === undefined) return err([unknownReceipt]);
    const record = await database.inDistrict(place.district, ({ receipts }) => receipts.byId(place.uuid));
    return record === undefined ? err([unknownReceipt]) : ok(record);
  };
