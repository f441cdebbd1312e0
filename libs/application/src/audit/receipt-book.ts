import { uuidV7, type Clock } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { ENGINE_VERSION } from '@guicheng/policy-engine';
import { canonicalJson } from '@guicheng/policy-model';
import type { Answer } from '../policies/answer-question.ts';
import { receiptId } from './receipt-id.ts';

/** Random bytes from a cryptographic source. */
export type RandomBytes = (count: number) => Uint8Array;

/** Where receipts are kept. */
export interface ReceiptBook {
  /** Keeps a receipt of each answer and gives their ids in the same order; all of one district are kept in one transaction. */
  keep(answers: readonly Answer[]): Promise<readonly string[]>;
}

/** What a receipt records of an answer. */
const recordOf = ({ request, decision, holdings }: Answer, receiptUuid: string, createdAt: ReceiptRecord['createdAt']): ReceiptRecord => ({
  receiptId: receiptUuid,
  district: request.district,
  policyId: decision.policy,
  policyDigest: decision.digest,
  engineVersion: ENGINE_VERSION,
  calendarDigest: holdings.calendars.digest,
  question: request.question,
  asOf: request.asOf,
  mode: request.mode ?? 'in-force',
  requestCanonical: canonicalJson(request),
  decisionCanonical: canonicalJson(decision),
  createdAt,
});

/** The receipts of this database. The tenant of a receipt is the district of its request. */
export const receiptBook = (database: Database, clock: Clock, random: RandomBytes): ReceiptBook => ({
  keep: async (answers) => {
    const now = clock.now();
    const records = answers.map((answer) => recordOf(answer, uuidV7(now, random(10)), now));
    for (const district of new Set(records.map((record) => record.district))) {
      await database.inDistrict(district, async ({ receipts }) => {
        for (const record of records) if (record.district === district) await receipts.append(record);
      });
    }
    return records.map((record) => receiptId({ district: record.district, uuid: record.receiptId }));
  },
});
