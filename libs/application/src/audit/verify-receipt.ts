import { verifyDecision, type Verification } from '@guicheng/policy-engine';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { PolicyLibrary } from '../policies/policy-library.ts';
import type { ReadMark } from '../projects/project-parts.ts';
import type { ReadReceipt, Viewer } from './read-receipt.ts';
import { verificationGrounds } from './verification-grounds.ts';

/** A receipt, and what running it again came to. */
export interface VerifiedReceipt {
  readonly record: ReceiptRecord;
  readonly verification: Verification;
}

/** Runs a recorded receipt again. */
export type VerifyRecord = (record: ReceiptRecord) => Promise<Verification>;

/** Runs the receipt of an id again. */
export type VerifyReceipt = (viewer: Viewer, id: string, mark: ReadMark) => Promise<Result<VerifiedReceipt, Problem[]>>;

/** What verifying needs of a library; one that is not loaded has compiled nothing. */
export type VerificationLibrary = Pick<PolicyLibrary, 'calendars' | 'compiled'>;

/** On the publications of this database: what was published stays there, whatever `policies/` holds today. */
export const verifyRecordWith =
  (database: Database, library: VerificationLibrary): VerifyRecord =>
  async (record) => {
    const published = await database.policies.all();
    const policies = published.map(({ content, digest, publishedAt }) => ({ policy: content, digest, publishedAt }));
    const grounds = verificationGrounds(
      { ...record, vocabularyDigest: null },
      { policies, calendars: library.calendars, compiled: (digest) => library.compiled(digest) },
    );
    return verifyDecision({ ...record, beside: record }, grounds);
  };

/** The use case. */
export const verifyReceiptWith =
  (readReceipt: ReadReceipt, verifyRecord: VerifyRecord): VerifyReceipt =>
  async (viewer, id, mark) => {
    const found = await readReceipt(viewer, id, mark);
    if (!found.ok) return found;
    return { ok: true, value: { record: found.value, verification: await verifyRecord(found.value) } };
  };
