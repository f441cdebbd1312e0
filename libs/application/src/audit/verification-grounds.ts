import { WorkingDayCalendar, type Instant } from '@guicheng/kernel';
import { compilePolicy, createShelf, type CompiledPolicy, type VerificationGrounds } from '@guicheng/policy-engine';
import { problem, vocabularyDigestOf, type Policy, type Problem } from '@guicheng/policy-model';
import { calendarsWithDigest, type OfficialCalendars } from '../policies/official-calendars.ts';

/** What a receipt says it stands on. */
export interface RecordedGrounds {
  readonly district: string;
  readonly policyId: string | null;
  readonly policyDigest: string | null;
  /** Null: not recorded beside the policy's digest, which covers it. */
  readonly vocabularyDigest: string | null;
  readonly calendarDigest: string;
  readonly createdAt: Instant;
}

/** A policy that is at hand. */
export interface PolicyAtHand {
  readonly policy: Policy;
  readonly digest: string;
  /** Undefined: not known, as of a pack on disk. */
  readonly publishedAt?: Instant;
}

/** What there is to run receipts again on. */
export interface Evidence {
  /** At least those of the receipt's district. */
  readonly policies: readonly PolicyAtHand[];
  readonly calendars: OfficialCalendars;
  /** Policies that are compiled under those calendars already. */
  readonly compiled?: (digest: string) => CompiledPolicy | undefined;
}

/** A server learns of a publication some seconds late; a machine's clock may be off by as much. */
const LATEST_NEWS = 60_000;

const policyLacking = ({ policyId, policyDigest, vocabularyDigest }: RecordedGrounds, policies: readonly PolicyAtHand[]): Problem[] => {
  if (policyDigest === null || policies.some(({ digest }) => digest === policyDigest)) return [];
  const other = policies.find(({ policy }) => policy.manifest.id === policyId);
  if (other === undefined)
    return [
      problem(
        'policy-not-held',
        '/digest',
        `没有 ${policyId ?? ''} 摘要值为 ${policyDigest} 的内容，无法复核。`,
        `No content of ${policyId ?? ''} with the digest ${policyDigest} is held: the receipt cannot be run again.`,
      ),
    ];
  const differs = problem(
    'policy-content-differs',
    '/digest',
    `${policyId ?? ''} 现有内容的摘要值为 ${other.digest}，回执所依据的是 ${policyDigest}：请用当时的内容复核。`,
    `${policyId ?? ''} is held as ${other.digest}; the receipt stands on ${policyDigest}: verify it with the content of then.`,
  );
  const words = problem(
    'vocabulary-differs',
    '/vocabularyDigest',
    '其中事实、结论字段或代码的定义（词汇表）已经改变。',
    'Among it, what its facts, outcome fields or codes mean (the vocabulary) has changed.',
  );
  return vocabularyDigest === null || vocabularyDigest === vocabularyDigestOf(other.policy) ? [differs] : [differs, words];
};

const calendarsDiffer = problem(
  'calendars-differ',
  '/calendarDigest',
  '作出回执时的工作日历现已没有：其中某一年后来更正过，或记录被改动过。',
  'The working-day calendars that the receipt was made with are not at hand: a year has been corrected since, or the record was altered.',
);

const doesNotCompile = (digest: string, found: readonly Problem[]): Problem =>
  problem(
    'policy-does-not-compile',
    '/digest',
    `本引擎不再接受摘要值为 ${digest} 的政策（${found[0]?.zh ?? ''}），请用作出回执的版本复核。`,
    `This engine no longer takes the policy ${digest} (${found[0]?.en ?? ''}): verify the receipt with the version that made it.`,
  );

/**
 * What the answer may have been given from: what the district had published by then, the states shortly before (a server learns of a publication some seconds
 * later), or the recorded policy alone.
 */
const statesThen = (
  policies: readonly PolicyAtHand[],
  { createdAt, policyDigest }: RecordedGrounds,
): readonly (readonly PolicyAtHand[])[] => {
  const upTo = (moment: number) => policies.filter(({ publishedAt }) => publishedAt === undefined || publishedAt <= moment);
  const late = policies.flatMap(({ publishedAt: at }) => (at !== undefined && at > createdAt - LATEST_NEWS && at <= createdAt ? [at] : []));
  const states = [createdAt, ...[...new Set(late)].sort((a, b) => b - a).map((moment) => moment - 1)].map(upTo);
  return policyDigest === null ? states : [...states, policies.filter(({ digest }) => digest === policyDigest)];
};

/** The shelves to run a receipt again on, and what is lacking for that. */
export const verificationGrounds = (
  recorded: RecordedGrounds,
  { policies, calendars, compiled = () => undefined }: Evidence,
): VerificationGrounds => {
  const ofDistrict = policies.filter(({ policy }) => policy.manifest.district.id === recorded.district);
  const lackingPolicy = policyLacking(recorded, ofDistrict);
  const asThen = calendarsWithDigest(calendars, recorded.calendarDigest);
  const lackingCalendars = asThen === undefined ? [calendarsDiffer] : [];
  if (lackingPolicy.length > 0) return { shelves: [], lacking: [...lackingPolicy, ...lackingCalendars] };
  const calendar = WorkingDayCalendar.of((asThen ?? calendars).years);
  const lacking: Problem[] = [...lackingCalendars];
  const ready = new Map<PolicyAtHand, CompiledPolicy>();
  for (const each of ofDistrict) {
    const known = asThen === undefined || asThen === calendars ? compiled(each.digest) : undefined;
    const result = known === undefined ? compilePolicy(each.policy, each.digest, calendar) : { ok: true as const, value: known };
    if (result.ok) ready.set(each, result.value);
    else if (each.digest === recorded.policyDigest) lacking.push(doesNotCompile(each.digest, result.error));
  }
  const shelves = statesThen(ofDistrict, recorded)
    .filter((state) => state.length > 0 && state.every((each) => ready.has(each)))
    .map((state) => createShelf(state.flatMap((each) => ready.get(each) ?? [])));
  return { shelves, lacking };
};
