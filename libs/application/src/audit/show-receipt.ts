import { err, ok, type Result } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { ENGINE_VERSION } from '@guicheng/policy-engine';
import { canonicalJson, problem, type Decision, type DecisionRequest, type Problem } from '@guicheng/policy-model';
import { answerQuestion } from '../policies/answer-question.ts';
import type { Holdings, PolicyLibrary } from '../policies/policy-library.ts';
import { parseReceiptId } from './receipt-id.ts';

/** A receipt, and the comparison with the same question asked again. */
export interface ShownReceipt {
  readonly record: ReceiptRecord;
  readonly request: DecisionRequest;
  readonly decision: Decision;
  /** Runs the decision again under the recorded publication; what differs, nothing when the bytes are the same. */
  differences(): readonly Problem[];
}

/** Shows a receipt. */
export type ShowReceipt = (id: string) => Promise<Result<ShownReceipt, Problem[]>>;

const unknownReceipt = problem('unknown-receipt', '/id', '没有这个编号的回执：请核对编号。', 'There is no receipt of this id: check it.');

/**
 * What the answer may have been given from: everything that the district had published by then, or, since a server learns of a
 * publication some seconds later, the recorded publication alone.
 */
const holdingsThen = (library: PolicyLibrary, record: ReceiptRecord): readonly Holdings[] => {
  const ofDistrict = library.holdings().policies.filter(({ policy }) => policy.manifest.district.id === record.district);
  const byThen = ofDistrict.filter(({ publishedAt }) => publishedAt <= record.createdAt);
  const recorded = ofDistrict.filter(({ digest }) => digest === record.policyDigest);
  if (record.policyDigest !== null && recorded.length === 0) return [];
  return (record.policyDigest === null ? [byThen] : [byThen, recorded]).map((policies) =>
    library.holdingsOf(policies, record.calendarDigest),
  );
};

const notHeld = (record: ReceiptRecord): Problem =>
  problem(
    'policy-not-held',
    '/digest',
    `本库没有摘要值为 ${record.policyDigest ?? ''} 的政策，无法复核。`,
    `No policy with the digest ${record.policyDigest ?? ''} is held: it cannot be run again.`,
  );

const otherEngine = (record: ReceiptRecord): Problem =>
  problem(
    'engine-version-differs',
    '/engineVersion',
    `回执由引擎 ${record.engineVersion} 作出，现为 ${ENGINE_VERSION}。`,
    `The receipt was made by engine ${record.engineVersion}; this is ${ENGINE_VERSION}.`,
  );

const otherCalendars = problem(
  'calendars-differ',
  '/calendarDigest',
  '作出回执时的工作日历与现有日历不同。',
  'The working-day calendars differ from those that the receipt was made with.',
);

const otherDecision = problem(
  'decision-differs',
  '/decision',
  '重新求值的结论与回执不一致。',
  'Asked again, the decision is not what the receipt says.',
);

/** Only bytes decide; other versions are named as possible reasons where the bytes differ. */
const differencesOf = (library: PolicyLibrary, record: ReceiptRecord, request: DecisionRequest): readonly Problem[] => {
  const candidates = holdingsThen(library, record);
  const [first] = candidates;
  if (first === undefined) return [notHeld(record)];
  const answers = candidates.map((holdings) => answerQuestion(holdings, request));
  if (answers.some((again) => again.ok && canonicalJson(again.value.decision) === record.decisionCanonical)) return [];
  return [
    ...(answers[0]?.ok === false ? answers[0].error : [otherDecision]),
    ...(record.engineVersion === ENGINE_VERSION ? [] : [otherEngine(record)]),
    ...(record.calendarDigest === first.calendars.digest ? [] : [otherCalendars]),
  ];
};

/** The use case on this database and library. The district in the id is the tenant that the receipt is read as. */
export const showReceiptWith =
  (database: Database, library: PolicyLibrary): ShowReceipt =>
  async (id) => {
    const place = parseReceiptId(id);
    if (place === undefined) return err([unknownReceipt]);
    const record = await database.inDistrict(place.district, ({ receipts }) => receipts.byId(place.uuid));
    if (record === undefined) return err([unknownReceipt]);
    const request = JSON.parse(record.requestCanonical) as DecisionRequest;
    const decision = JSON.parse(record.decisionCanonical) as Decision;
    return ok({ record, request, decision, differences: () => differencesOf(library, record, request) });
  };
