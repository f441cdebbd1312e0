/** Yangpu's routing facts as the engine holds them: amounts in fen, days since 1970-01-01. Absent: unknown. */
export interface RoutingFacts {
  readonly asOf: number;
  readonly applicantType?: string;
  readonly projectFundedByDistrict?: boolean;
  readonly operatingCostsFundedByDistrict?: boolean;
  readonly projectNature?: string;
  readonly isClassified?: boolean;
  readonly isPettyHardware?: boolean;
  readonly paidFromPublicExpenses?: boolean;
  readonly isCommunicationFeeOrNetworkRent?: boolean;
  readonly isInformationRelease?: boolean;
  readonly isPureSoftwareDevelopment?: boolean;
  readonly isUrgentKeyWork?: boolean;
  readonly constructionAmountYuan?: number;
  readonly hardwareAmountYuan?: number;
  readonly constructionAmountIncludesMlpsFee?: boolean;
  readonly mlpsLevel?: number | null;
  readonly mlpsFeeYuan?: number;
  readonly secondClassFeesYuan?: number;
  readonly superiorApproved?: boolean;
  readonly superiorDocumentNumber?: string | null;
  readonly superiorAppraisalConclusion?: boolean;
  readonly constructionStandardClear?: boolean;
  readonly constructionAmountClear?: boolean;
  readonly omFeeYuan?: number;
  readonly omExcludedLinesYuan?: number;
  readonly previousOmFeeYuan?: number | null;
  readonly isFirstOmApplication?: boolean;
  readonly omReviewedByConferenceBefore?: boolean;
  readonly buildsPrivateNetwork?: boolean;
  readonly buildsOwnWebsite?: boolean;
  readonly higherLevelExceptionBasis?: string | null;
  readonly cacFilingConsentDate?: number | null;
}

/** What the function answers: less than a decision (no rules, clauses, contested readings, missing facts, strengths). */
export interface RoutingAnswer {
  readonly outcome: Record<string, string | number | boolean>;
  readonly blockers: string[];
  readonly warnings: string[];
}

const ONE_MILLION = 100_000_000;
const FIVE_MILLION = 500_000_000;
const RELEASE_CAP = 10_000_000;

/** part/whole against a percentage of whole per cents, exactly; whole is positive. */
function compareShare(part: number, whole: number, percent: number): number {
  const left = part * 100;
  const right = whole * percent;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  const difference = BigInt(part) * 100n - BigInt(whole) * BigInt(percent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether a text is known to be none: nothing but blanks is nothing. */
const isNone = (text: string | null | undefined): boolean => text === null || (text !== undefined && /^\s*$/u.test(text));

/**
 * Yangpu 2023-10, routing, written by hand the way a program without an engine would: for settled facts only, unknown ones are not looked for.
 * undefined: the facts contradict each other. A benchmark's measure, never used to answer.
 */
export function routeByHand(facts: RoutingFacts): RoutingAnswer | undefined {
  const { projectNature, applicantType, constructionAmountYuan: amount, hardwareAmountYuan: hardware, mlpsFeeYuan: mlpsFee } = facts;
  if (hardware! > amount! || (facts.isPureSoftwareDevelopment && hardware! > 0)) return undefined;
  if (facts.constructionAmountIncludesMlpsFee && (mlpsFee! > amount! || hardware! + mlpsFee! > amount!)) return undefined;
  if (facts.omExcludedLinesYuan! > facts.omFeeYuan!) return undefined;
  if (applicantType === 'other-organ-funded-by-district' && facts.operatingCostsFundedByDistrict === false) return undefined;
  if (facts.isFirstOmApplication && facts.omReviewedByConferenceBefore) return undefined;

  const outcome: RoutingAnswer['outcome'] = {};
  const blockers: string[] = [];
  const warnings: string[] = [];
  if (facts.isClassified) {
    outcome['route'] = 'hand-over';
    outcome['detail'] = 'state-secrecy-rules-apply';
    return { outcome, blockers, warnings };
  }
  if (
    facts.projectFundedByDistrict === false ||
    (facts.isPettyHardware && facts.paidFromPublicExpenses) ||
    facts.isCommunicationFeeOrNetworkRent
  ) {
    outcome['route'] = 'out-of-scope';
    return { outcome, blockers, warnings };
  }

  const isConstruction = projectNature === 'new' || projectNature === 'upgrade';
  const isOrdinary = isConstruction || projectNature === 'service';
  const isOperations = projectNature === 'operations';
  const isRelease = facts.isInformationRelease === true;
  const effective = facts.constructionAmountIncludesMlpsFee && facts.mlpsLevel === 3 ? amount! - mlpsFee! : amount!;
  const isLargeWithHardware = effective > FIVE_MILLION && !facts.isPureSoftwareDevelopment && compareShare(hardware!, effective, 30) > 0;
  const isApproved =
    isConstruction &&
    facts.superiorApproved === true &&
    !isNone(facts.superiorDocumentNumber) &&
    facts.superiorAppraisalConclusion === true &&
    facts.constructionStandardClear === true &&
    facts.constructionAmountClear === true;

  if (isOrdinary) {
    if (isRelease) route(outcome, 'conference-review', true, false, 'reviews-then-approves');
    else if (isApproved) route(outcome, 'direct-registration', false, false, 'registers-only');
    else if (effective < ONE_MILLION) route(outcome, 'filing', true, false, 'files-then-consents');
    else if (isLargeWithHardware) route(outcome, 'government-investment', true, false, 'not-named');
    else route(outcome, 'conference-review', true, true, 'reviews-then-approves');
    outcome['effectiveConstructionAmountYuan'] = effective / 100;
    if (isRelease) {
      outcome['softCapExceeded'] = effective > RELEASE_CAP;
      if (effective > RELEASE_CAP) blockers.push('information-release-above-soft-cap');
    }
  } else if (isOperations) {
    const fee = facts.omFeeYuan! - facts.omExcludedLinesYuan!;
    const previous = facts.previousOmFeeYuan ?? 0;
    const isNextYear = !facts.isFirstOmApplication && facts.omReviewedByConferenceBefore === true && previous > 0;
    if (facts.omExcludedLinesYuan! > 0 && fee === 0) outcome['route'] = 'out-of-scope';
    else if (isNextYear && compareShare(Math.abs(fee - previous), previous, 10) < 0) route(outcome, 'filing', true, false, 'files-only');
    else if (isNextYear || fee >= ONE_MILLION) route(outcome, 'conference-review', true, true, 'reviews-then-approves');
    else route(outcome, 'filing', true, false, 'files-then-consents');
    outcome['effectiveOmFeeYuan'] = fee / 100;
  }

  const isByAnalogy =
    applicantType === 'party-or-mass-organisation' ||
    applicantType === 'other-organ-funded-by-district' ||
    applicantType === 'district-state-owned-enterprise';
  outcome['byAnalogy'] = isByAnalogy;
  if (facts.isUrgentKeyWork) outcome['decisionMode'] = 'ad-hoc-meeting';

  if (facts.buildsPrivateNetwork && isNone(facts.higherLevelExceptionBasis)) blockers.push('new-private-network-prohibited');
  if (facts.buildsOwnWebsite) blockers.push('own-website-prohibited');
  if (isOrdinary && isRelease && (facts.cacFilingConsentDate === null || facts.cacFilingConsentDate! > facts.asOf))
    blockers.push('cac-filing-consent-missing');

  const fees = facts.secondClassFeesYuan;
  if (fees !== undefined && isOrdinary && !isRelease && !isApproved)
    if ((effective < ONE_MILLION && effective + fees >= ONE_MILLION) || (effective <= FIVE_MILLION && effective + fees > FIVE_MILLION))
      warnings.push('second-class-fees-would-cross-threshold');
  if (isApproved && !isRelease && isLargeWithHardware) warnings.push('government-investment-rules-to-check');
  if (
    isByAnalogy &&
    applicantType !== 'other-organ-funded-by-district' &&
    (applicantType === 'district-state-owned-enterprise' || facts.operatingCostsFundedByDistrict === false)
  )
    warnings.push('needs-human-confirmation');
  return { outcome, blockers, warnings };
}

function route(
  outcome: RoutingAnswer['outcome'],
  name: string,
  thirdPartyAppraisal: boolean,
  expertAppraisal: boolean,
  conference: string,
): void {
  outcome['route'] = name;
  outcome['thirdPartyAppraisal'] = thirdPartyAppraisal;
  outcome['expertAppraisal'] = expertAppraisal;
  outcome['conference'] = conference;
}
