import { formatInstant } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { vocabularyDigestOf, type Decision, type DecisionRequest, type Receipt } from '@guicheng/policy-model';

/** A receipt as a file that can be verified without this database. */
export type ReceiptDocument = (
  id: string,
  record: ReceiptRecord,
  texts: { readonly request: DecisionRequest; readonly decision: Decision },
) => Promise<Receipt>;

/** With the digest of the words that the recorded policy stands on, so that a reader can tell what changed since. */
export const receiptDocumentWith =
  (database: Database): ReceiptDocument =>
  async (id, record, { request, decision }) => {
    const policy = record.policyDigest === null ? undefined : await database.policies.byDigest(record.policyDigest);
    return {
      id,
      recordedAt: formatInstant(record.createdAt),
      policy: record.policyId,
      digest: record.policyDigest,
      vocabularyDigest: policy === undefined ? null : vocabularyDigestOf(policy.content),
      engineVersion: record.engineVersion,
      calendarDigest: record.calendarDigest,
      request,
      decision,
    };
  };
