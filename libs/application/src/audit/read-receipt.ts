import { err, ok, type Result } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import { parseReceiptId } from './receipt-id.ts';

/** Who reads a receipt: a caller, somebody who has not signed in, or the operator of the machine, who has the database in hand. */
export type Viewer = Caller | 'operator' | null;

/** The record behind an id. One that the viewer may not see is answered as one that does not exist. */
export type ReadReceipt = (viewer: Viewer, id: string) => Promise<Result<ReceiptRecord, Problem[]>>;

const unknownReceipt = problem('unknown-receipt', '/id', '没有这个编号的回执：请核对编号。', 'There is no receipt of this id: check it.');

const mayRead = (viewer: Viewer, { district, isPublic }: ReceiptRecord): boolean =>
  isPublic || viewer === 'operator' || viewer?.district === district;

/** In this database. The district in the id says where to look; who may see what is there, the viewer's credential. */
export const readReceiptWith =
  (database: Database): ReadReceipt =>
  async (viewer, id) => {
    const place = parseReceiptId(id);
    if (place === undefined) return err([unknownReceipt]);
    const record = await database.inDistrict(place.district, ({ receipts }) => receipts.byId(place.uuid), { closedToo: true });
    return record === undefined || !mayRead(viewer, record) ? err([unknownReceipt]) : ok(record);
  };
