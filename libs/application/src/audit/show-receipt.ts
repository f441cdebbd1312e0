import { err, ok, type Result } from '@guicheng/kernel';
import type { ReceiptRecord } from '@guicheng/persistence';
import type { Verification } from '@guicheng/policy-engine';
import { problem, type Decision, type DecisionRequest, type Problem, type Receipt } from '@guicheng/policy-model';
import type { ReadMark } from '../projects/project-parts.ts';
import type { ReadReceipt, Viewer } from './read-receipt.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import type { VerifyRecord } from './verify-receipt.ts';

/** A receipt, and the comparison with the same question asked again. */
export interface ShownReceipt {
  readonly record: ReceiptRecord;
  readonly request: DecisionRequest;
  readonly decision: Decision;
  /** Runs the decision again under the recorded publication, when it is called. */
  verify(): Promise<Verification>;
  /** The receipt as a file. */
  document(): Promise<Receipt>;
}

/** Shows a receipt. */
export type ShowReceipt = (viewer: Viewer, id: string, mark: ReadMark) => Promise<Result<ShownReceipt, Problem[]>>;

const notReadable = problem(
  'record-not-canonical',
  '/id',
  '该回执的内容已不是 JSON：记录被改动过。',
  'The contents of this receipt are no longer JSON: the record was altered.',
);

const read = (record: ReceiptRecord): Pick<ShownReceipt, 'request' | 'decision'> | undefined => {
  try {
    return {
      request: JSON.parse(record.requestCanonical) as DecisionRequest,
      decision: JSON.parse(record.decisionCanonical) as Decision,
    };
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/** The use case. */
export const showReceiptWith =
  (readReceipt: ReadReceipt, verifyRecord: VerifyRecord, receiptDocument: ReceiptDocument): ShowReceipt =>
  async (viewer, id, mark) => {
    const found = await readReceipt(viewer, id, mark);
    if (!found.ok) return found;
    const texts = read(found.value);
    if (texts === undefined) return err([notReadable]);
    let verification: Promise<Verification> | undefined;
    return ok({
      record: found.value,
      ...texts,
      verify: () => (verification ??= verifyRecord(found.value)),
      document: () => receiptDocument(id, found.value, texts),
    });
  };
