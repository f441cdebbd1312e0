import { uuidV7, type Clock } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { ENGINE_VERSION } from '@guicheng/policy-engine';
import { canonicalJson, problem, type Problem } from '@guicheng/policy-model';
import type { Answer } from '../policies/answer-question.ts';
import type { Caller } from '../tenancy/caller.ts';
import { receiptId } from './receipt-id.ts';

/** Random bytes from a cryptographic source. */
export type RandomBytes = (count: number) => Uint8Array;

/** Where receipts are kept. */
export interface ReceiptBook {
  /** Why this caller gets no receipt of a decision of this district: `receipt-of-another-district`; undefined: it may. */
  refusal(caller: Caller | null, district: string): Problem | undefined;
  /**
   * Keeps a receipt of each answer and gives their ids in the same order; all of one district are kept in one transaction. A signed-in caller's are its
   * district's own, others are read by whoever holds the id.
   */
  keep(caller: Caller | null, answers: readonly Answer[]): Promise<readonly string[]>;
}

/** What a receipt records of an answer. */
const recordOf = (
  { request, decision, holdings }: Answer,
  isPublic: boolean,
  receiptUuid: string,
  createdAt: ReceiptRecord['createdAt'],
): ReceiptRecord => ({
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
  isPublic,
  createdAt,
});

const ofAnotherDistrict = (own: string, asked: string): Problem =>
  problem(
    'receipt-of-another-district',
    '/receipt',
    `登录者只能为本区县（${own}）的决定留存回执，此处问的是 ${asked}：请不要求回执，或以该区县的账号提问。`,
    `Who signed in gets receipts of decisions of the own district (${own}); this asks about ${asked}: ask without a receipt, or with an account of that district.`,
  );

/**
 * The receipts of this database. Their tenant is the caller's district; of who has not signed in, the district asked about, whose published rules answered:
 * nothing of that district's own is in it.
 */
export const receiptBook = (database: Database, clock: Clock, random: RandomBytes): ReceiptBook => ({
  refusal: (caller, district) =>
    caller === null || caller.district === district ? undefined : ofAnotherDistrict(caller.district, district),
  keep: async (caller, answers) => {
    const now = clock.now();
    const records = answers.map((answer) => recordOf(answer, caller === null, uuidV7(now, random(10)), now));
    for (const district of new Set(records.map((record) => record.district))) {
      await database.inDistrict(district, async ({ receipts }) => {
        for (const record of records) if (record.district === district) await receipts.append(record);
      });
    }
    return records.map((record) => receiptId({ district: record.district, uuid: record.receiptId }));
  },
});
