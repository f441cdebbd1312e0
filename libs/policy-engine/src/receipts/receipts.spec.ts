import { readFileSync } from 'node:fs';
import { WorkingDayCalendar, type CalendarYear } from '@guicheng/kernel';
import { canonicalJson, digestOf, problem, type DecisionRequest, type JsonValue, type Policy } from '@guicheng/policy-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, collect, rule, shelfOf } from '../../fixtures/small-policy.ts';
import { compilePolicy, createShelf, decide, ENGINE_VERSION } from '../index.ts';
import { ENGINE_RELEASES, engineCompatibility, type EngineRelease } from './engine-releases.ts';
import { firstDifference } from './first-difference.ts';
import type { RecordedDecision } from './verification.ts';
import { verifyDecision } from './verify-decision.ts';

const SHELF = shelfOf({
  groups: [
    choose([rule('large', { '>': [{ var: 'amountYuan' }, { yuan: 1000 }] }, { then: { route: 'review' } })], {
      optional: false,
      otherwise: { status: 'determined', then: { route: 'filing' }, cites: ['a1'] },
    }),
    collect([rule('plan', true, { adds: { missing: ['plan', 'form'] } })], { lists: ['missing'] }),
  ],
});
const REQUEST: DecisionRequest = { id: '甲', district: 'north', question: 'routing', asOf: '2024-03-18', facts: { amountYuan: '1000.01' } };

const recordOf = (over: Partial<RecordedDecision> = {}, request: DecisionRequest = REQUEST): RecordedDecision => {
  const decided = decide(SHELF, request);
  if (!decided.ok) throw new Error('refused');
  return {
    requestCanonical: canonicalJson(request),
    decisionCanonical: canonicalJson(decided.value),
    policyDigest: decided.value.digest,
    engineVersion: ENGINE_VERSION,
    ...over,
  };
};
const altered = (from: string, to: string, over: Partial<RecordedDecision> = {}): RecordedDecision => {
  const record = recordOf();
  if (!record.decisionCanonical.includes(from)) throw new Error(`no ${from} in ${record.decisionCanonical}`);
  return { ...record, decisionCanonical: record.decisionCanonical.replace(from, to), ...over };
};
const GROUNDS = { shelves: [SHELF], lacking: [] };
const codes = (record: RecordedDecision, grounds = {}) => {
  const { status, reasons } = verifyDecision(record, { ...GROUNDS, ...grounds });
  return [status, ...reasons.map(({ code }) => code)];
};

/** A history in which 1.0.0 was followed by a release that only adds, and one that answers otherwise. */
const history = (answersChange: boolean): EngineRelease[] => [
  { version: '0.9.0', answersChange: false, zh: '首个版本。', en: 'The first.' },
  { version: ENGINE_VERSION, answersChange, zh: '百分数改为四舍五入。', en: 'Percentages are rounded half up.' },
];

describe('a receipt run again', () => {
  it('is verified when the bytes are the same, whichever engine and calendars it was made with', () => {
    expect(verifyDecision(recordOf(), GROUNDS)).toEqual({
      status: 'verified',
      firstDifference: undefined,
      reasons: [],
      engine: { kind: 'same' },
    });
    expect(codes(recordOf({ engineVersion: '0.9.0' }), { releases: history(true) })).toEqual(['verified']);
    expect(codes(recordOf(), { lacking: [problem('calendars-differ', '', '', '')] })).toEqual(['verified']);
  });

  it.each([
    ['"route":"review"', '"route":"filing"', { pointer: '/outcome/route', recorded: 'filing', recomputed: 'review' }],
    ['"status":"determined"', '"status":"needs-facts"', { pointer: '/status', recorded: 'needs-facts', recomputed: 'determined' }],
    ['"missing":["plan","form"]', '"missing":["plan"]', { pointer: '/outcome/missing/1', recomputed: 'form' }],
    ['"missing":', '"limitYuan":1,"missing":', { pointer: '/outcome/limitYuan', recorded: 1 }],
    ['"id":"甲"', '"id":"乙"', { pointer: '/id', recorded: '乙', recomputed: '甲' }],
  ])('names the first field that differs: %s -> %s', (from, to, difference) => {
    const verification = verifyDecision(altered(from, to), GROUNDS);
    expect(verification).toMatchObject({
      status: 'differs',
      reasons: [{ code: 'decision-differs', pointer: `/decision${difference.pointer}` }],
    });
    expect(verification.firstDifference).toEqual(difference);
  });

  it('with facts that were altered differs too', () => {
    expect(verifyDecision(recordOf({ requestCanonical: canonicalJson({ ...REQUEST, facts: { amountYuan: 1 } }) }), GROUNDS)).toMatchObject({
      status: 'differs',
      firstDifference: { pointer: '/outcome/route', recorded: 'review', recomputed: 'filing' },
    });
    expect(codes(recordOf({ requestCanonical: canonicalJson({ ...REQUEST, facts: { amountYuan: 'x' } }) }))).toEqual([
      'differs',
      'wrong-type',
    ]);
  });

  it.each<[string, Partial<RecordedDecision>, readonly string[]]>([
    ['a text that is no JSON', { decisionCanonical: '{' }, ['record-not-canonical', 'record-inconsistent']],
    ['the same request in other bytes', { requestCanonical: JSON.stringify(REQUEST, null, 1) }, ['record-not-canonical']],
    ['another policy digest than its decision', { policyDigest: `sha256:${'0'.repeat(64)}` }, ['record-inconsistent']],
    ['null for a decision', { decisionCanonical: 'null' }, ['record-inconsistent', 'decision-differs']],
    ['a request that is no JSON', { requestCanonical: '' }, ['record-not-canonical']],
  ])('%s was altered, whatever is lacking', (_, over, expected) => {
    expect(codes(recordOf(over))).toEqual(['differs', ...expected]);
    expect(codes(recordOf({ ...over, engineVersion: '9.0.0' }))[0]).toBe('differs');
  });

  it('says what is lacking when it cannot be run, and proves nothing by a difference then', () => {
    const lacking = [problem('policy-not-held', '/digest', '没有', 'not held')];
    expect(codes(recordOf(), { shelves: [], lacking })).toEqual(['cannot-verify', 'policy-not-held']);
    const calendars = [problem('calendars-differ', '/calendarDigest', '不同', 'differ')];
    expect(verifyDecision(altered('"review"', '"filing"'), { ...GROUNDS, lacking: calendars })).toMatchObject({
      status: 'cannot-verify',
      firstDifference: { pointer: '/outcome/route' },
      reasons: calendars,
    });
  });

  it('made by an engine that answered otherwise names the release and what it changed', () => {
    const old = altered('"review"', '"filing"', { engineVersion: '0.9.0' });
    const verification = verifyDecision(old, { ...GROUNDS, releases: history(true) });
    expect(verification).toMatchObject({
      status: 'cannot-verify',
      reasons: [{ code: 'engine-answers-changed', pointer: '/engineVersion' }],
    });
    expect(verification.reasons[0]?.zh).toContain('百分数改为四舍五入');
    // An engine since which no answer may have changed is no excuse.
    expect(codes(old, { releases: history(false) })).toEqual(['differs', 'decision-differs']);
    expect(codes(old)).toEqual(['cannot-verify', 'engine-version-not-known']);
  });
});

describe('the list of engine releases', () => {
  it('ends with this engine, rises, and raises MAJOR exactly where answers change', () => {
    expect(ENGINE_RELEASES.at(-1)?.version).toBe(ENGINE_VERSION);
    const parts = ENGINE_RELEASES.map(({ version }) => version.split('.').map(Number));
    for (const [index, release] of ENGINE_RELEASES.entries()) {
      const [now, before] = [parts[index]!, parts[index - 1]];
      if (before === undefined) continue;
      expect(now[0]! > before[0]!).toBe(release.answersChange);
      expect(now.map((part) => String(part).padStart(6)).join() > before.map((part) => String(part).padStart(6)).join()).toBe(true);
    }
  });

  it.each([
    ['1.0.0', 'same'],
    ['2.0.0', 'not-known'],
    ['', 'not-known'],
    ['__proto__', 'not-known'],
  ])('judges %s', (version, kind) => {
    expect(engineCompatibility(version).kind).toBe(kind);
  });
});

/** Receipts that each version really gave, with the policy they stand on: never edited, and every later engine is held to them. */
interface Recorded {
  readonly policy: Policy;
  readonly years: readonly CalendarYear[];
  readonly receipts: readonly { readonly request: DecisionRequest; readonly decision: JsonValue }[];
}

describe.each(ENGINE_RELEASES)('receipts recorded by engine $version', ({ version }) => {
  const { policy, years, receipts } = JSON.parse(
    readFileSync(new URL(`../../fixtures/recorded/${version}.json`, import.meta.url), 'utf8'),
  ) as Recorded;
  const digest = digestOf(canonicalJson(policy));
  const compiled = compilePolicy(policy, digest, WorkingDayCalendar.of(years));

  it.each(receipts.map(({ request, decision }) => [request.id, request, decision] as const))('%s', (_, request, decision) => {
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const verification = verifyDecision(
      {
        requestCanonical: canonicalJson(request),
        decisionCanonical: canonicalJson(decision),
        policyDigest: (decision as { readonly digest: string | null }).digest,
        engineVersion: version,
      },
      { shelves: [createShelf([compiled.value])], lacking: [] },
    );
    const mayDiffer = engineCompatibility(version).kind === 'changed';
    expect([verification.status, verification.firstDifference]).toEqual(
      mayDiffer && verification.status !== 'verified' ? ['cannot-verify', expect.anything()] : ['verified', undefined],
    );
  });
});

describe('the first difference', () => {
  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

  it('is none exactly between equal values, and holds what stands at its place', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const found = firstDifference(one, other);
        expect(found === undefined).toBe(canonicalJson(one) === canonicalJson(other));
        if (found === undefined) return;
        expect([found.recorded, found.recomputed]).toEqual([atPlace(one, found.pointer), atPlace(other, found.pointer)]);
        expect(firstDifference(other, one)?.pointer).toBe(found.pointer);
      }),
      { seed: 20261126 },
    );
  });
});

/** What stands at a JSON Pointer; undefined: nothing. */
const atPlace = (value: JsonValue, pointer: string): JsonValue | undefined =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<JsonValue | undefined>(
      (inner, step) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
          ? (inner as { readonly [key: string]: JsonValue })[step]
          : undefined,
      value,
    );
