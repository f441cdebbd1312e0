import { readFileSync } from 'node:fs';
import { canonicalJson, digestOf, type Definition, type Expression, type PolicyCase } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { CALENDAR, choose, collect, policyOf, rule, type Parts } from '../../../fixtures/small-policy.ts';
import { compilePolicy } from '../../policy-compiler.ts';
import { analyseCompiled, type AnalysisOptions } from '../analyse-policy.ts';
import type { Finding } from '../finding.ts';
import { CHECKS } from './index.ts';

const yuan = (amount: number): Expression => ({ yuan: amount });
const amount: Expression = { var: 'amountYuan' };
const yes: Expression = { var: 'yes' };
const flag: Expression = { var: 'flag' };
const filing = { then: { route: 'filing' } };
const review = { then: { route: 'review' } };
const otherwise = { status: 'not-regulated', cites: ['a1'] } as const;

const definition = (type: Definition['type'], is: Expression): Definition => ({
  titleZh: '定义',
  titleEn: 'definition',
  type,
  cites: ['a1'],
  is,
});

const contradiction = (when: Expression, facts: readonly string[]) => ({
  id: 'c',
  titleZh: '矛盾',
  titleEn: 'c',
  facts,
  when,
  cites: ['a1'],
});

const testCase = (facts: PolicyCase['request']['facts'], expectation: Partial<PolicyCase['expect']> = {}): PolicyCase => ({
  id: 'case',
  title: '案例',
  request: { district: 'north', question: 'routing', asOf: '2024-03-01', facts },
  expect: { status: 'determined', ...expectation },
  clauses: ['a1'],
});

interface Provocation extends Parts {
  readonly options?: AnalysisOptions;
  /** Changes of the assembled policy that the parts cannot say. */
  readonly change?: (policy: ReturnType<typeof policyOf>) => ReturnType<typeof policyOf>;
  /** The fewest facts that must show it. */
  readonly facts?: Finding['facts'];
}

function analyse({ options, change = (policy) => policy, ...parts }: Provocation) {
  const policy = change(policyOf(parts));
  const compiled = compilePolicy(policy, digestOf(canonicalJson(policy)), CALENDAR);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 1));
  return analyseCompiled(compiled.value, options);
}

const below: Expression = { '<': [amount, yuan(100)] };
const above: Expression = { '>': [amount, yuan(100)] };
const clauseOf =
  (change: object) =>
  (policy: ReturnType<typeof policyOf>): ReturnType<typeof policyOf> => ({
    ...policy,
    clauses: policy.clauses.map((clause) => ({ ...clause, ...change })),
  });
const withBlocker = { blockers: ['late'] };
const withWarning = { warnings: ['check'] };
const never: Expression = { and: [below, above] };
const contested = (alternative: Record<string, Expression>, when?: Expression) => ({
  contested: [{ clause: 'a1', readingZh: '理解', readingEn: 'reading', alternative, ...(when === undefined ? {} : { when }) }],
});

/** For each code a small policy that provokes it. */
const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  'gap-at-boundary': {
    groups: [choose([rule('low', below, filing), rule('high', above, review)], { otherwise, optional: false })],
    facts: { amountYuan: 100 },
  },
  'gap-in-active-group': { groups: [choose([rule('low', below, filing)], { when: yes })], facts: { yes: true, amountYuan: 100 } },
  'gap-in-optional-group': { groups: [choose([rule('low', below, filing)])], facts: { amountYuan: 100 } },
  'answer-empty': { groups: [choose([rule('low', below, filing)])], facts: { amountYuan: 100 } },
  'rules-conflict': { groups: [choose([rule('a', yes, filing), rule('b', flag, review)])], facts: { yes: true, flag: true } },
  'collect-fields-clash': { groups: [collect([rule('a', yes, filing), rule('b', flag, review)])], facts: { yes: true, flag: true } },
  'groups-clash': {
    groups: [choose([rule('a', yes, filing)]), choose([rule('b', flag, review)], { id: 'second' })],
    facts: { yes: true, flag: true },
  },
  'rule-never-holds': { groups: [choose([rule('a', never, filing)])] },
  'rule-always-displaced': {
    groups: [choose([rule('a', { and: [yes, flag] }, filing), rule('b', yes, { ...review, exceptionOf: ['a'] })])],
    facts: { yes: true, flag: true },
  },
  'rule-shadowed': {
    groups: [choose([rule('a', { and: [yes, flag] }, filing), rule('b', yes, filing)])],
    facts: { yes: true, flag: true },
  },
  'rules-with-one-condition': { groups: [choose([rule('a', yes, filing), rule('b', yes, filing)])] },
  'condition-always-true': { groups: [choose([rule('a', { or: [yes, { '!': yes }] }, filing)])] },
  'condition-part-implied': { groups: [choose([rule('a', { and: [below, { '<': [amount, yuan(200)] }] }, filing)])] },
  'condition-alternative-superfluous': { groups: [choose([rule('a', { or: [below, { '<': [amount, yuan(50)] }] }, filing)])] },
  'branch-never-taken': { groups: [choose([rule('a', below, { then: { route: { if: [above, 'review', 'filing'] } } })])] },
  'group-never-active': { groups: [choose([rule('a', yes, filing)], { when: never })] },
  'group-always-active': { groups: [choose([rule('a', flag, filing)], { when: { or: [yes, { '!': yes }] } })] },
  'group-never-determines': {
    groups: [choose([rule('a', never, filing), rule('b', yes, { status: 'needs-judgement' })])],
  },
  'otherwise-unreachable': {
    groups: [choose([rule('a', yes, filing), rule('b', { '!': yes }, review)], { otherwise, optional: false })],
  },
  'exception-never-bites': { groups: [choose([rule('a', below, filing), rule('b', above, { ...review, exceptionOf: ['a'] })])] },
  'exception-changes-nothing': {
    groups: [choose([rule('a', yes, filing), rule('b', { and: [yes, flag] }, { ...filing, exceptionOf: ['a'] })])],
    facts: { yes: true, flag: true },
  },
  'computation-fails': {
    groups: [
      choose([
        rule('a', yes, { then: { lastDay: { dateOf: [2024, { var: 'count' }, 31] } } }),
        rule('b', { '<=': [1, { var: 'count' }, 12] }, { status: 'determined' }),
      ]),
    ],
  },
  'needs-facts-never-completed': {
    // A year whose official calendar is not published.
    groups: [choose([rule('a', { and: [yes, { isWorkingDay: [{ date: '2030-03-01' }] }] }, filing)], { when: yes })],
    facts: { yes: true },
  },
  'if-stated-changes-answer': {
    groups: [choose([rule('a', yes, filing), rule('b', { and: [yes, flag] }, { ...review, ifStated: ['flag'], exceptionOf: ['a'] })])],
    facts: { yes: true, flag: true },
  },
  'if-stated-not-read': { groups: [choose([rule('a', yes, { ...filing, ifStated: ['flag'] })])] },
  'fact-never-decisive': { groups: [choose([rule('a', { or: [yes, { and: [{ '!': yes }, { or: [flag, { '!': flag }] }] }] }, filing)])] },
  'fact-never-read': { groups: [choose([rule('a', yes, filing)])] },
  'fact-not-read-by-question': {
    groups: [choose([rule('a', yes, filing)])],
    change: (policy) => ({
      ...policy,
      facts: { ...policy.facts, yes: { ...policy.facts['yes']!, questions: ['routing', 'version'] } },
      questions: { ...policy.questions, version: { question: 'version', groups: [choose([rule('v', true)])] } },
      outcomes: { ...policy.outcomes, version: {} },
    }),
  },
  'definition-unused': { definitions: { idle: definition('money', yuan(100)) } },
  'definition-constant': {
    definitions: { sure: definition('boolean', never) },
    groups: [choose([rule('a', { or: [yes, { def: 'sure' }] }, filing)])],
  },
  'contradiction-never-holds': { contradictions: [contradiction(never, ['amountYuan'])] },
  'contradiction-never-checked': {
    contradictions: [contradiction({ and: [yes, flag] }, ['yes', 'flag'])],
    groups: [choose([rule('a', yes, filing)])],
    change: (policy) => ({ ...policy, facts: { ...policy.facts, flag: { ...policy.facts['flag']!, questions: ['version'] } } }),
  },
  'contradiction-facts-differ': { contradictions: [contradiction({ and: [yes, flag] }, ['yes'])] },
  'outcome-never-known': {
    // A year whose official calendar is not published, whatever is asked.
    groups: [choose([rule('a', yes, { then: { lastDay: { addWorkingDays: [{ date: '2030-03-01' }, 5] } } })])],
  },
  'outcome-value-unreachable': { groups: [choose([rule('a', below, { then: { route: { if: [above, 'review', 'filing'] } } })])] },
  'outcome-negative': {
    groups: [
      choose([
        rule('a', yes, { then: { limitYuan: { '-': [amount, yuan(100)] } } }),
        rule('b', { '<': [amount, yuan(50)] }, { status: 'needs-judgement', exceptionOf: [] }),
      ]),
    ],
  },
  'percentage-over-100': {
    groups: [choose([rule('a', { '>': [amount, yuan(0)] }, { then: { sharePercent: { ratio: [{ var: 'partYuan' }, amount] } } })])],
  },
  'percentage-literal-over-100': {
    groups: [choose([rule('a', { atMost: [{ ratio: [{ var: 'partYuan' }, amount] }, { percent: 101 }] }, filing)])],
  },
  'deadline-before-trigger': {
    groups: [choose([rule('a', yes, { then: { lastDay: { min: [{ addDays: [{ var: 'day' }, 30] }, { date: '2024-06-30' }] } } })])],
  },
  'list-repeats': { groups: [choose([rule('a', yes, { then: { missing: ['plan', 'plan'] } })])], facts: { yes: true } },
  'field-both-list-and-value': {
    groups: [
      collect([rule('a', yes, { adds: { missing: ['plan'] } })], { lists: ['missing'] }),
      choose([rule('b', flag, { then: { missing: ['form'] } })]),
    ],
    facts: { flag: true },
  },
  'blocker-never-raised': { groups: [choose([rule('a', never, { ...filing, ...withBlocker })])] },
  'warning-never-raised': { groups: [choose([rule('a', never, { ...filing, ...withWarning })])] },
  'blocker-strength-differs': { groups: [choose([rule('a', yes, { ...filing, ...withBlocker, strength: 'in-principle' })])] },
  'code-named-twice': { groups: [collect([rule('a', yes, { adds: { missing: ['plan', 'plan'] } })])] },
  'contested-never-shown': { groups: [choose([rule('a', below, { ...filing, ...contested({ route: 'review' }, above) })])] },
  'contested-equals-ours': { groups: [choose([rule('a', yes, { ...filing, ...contested({ route: 'filing' }) })])], facts: { yes: true } },
  'contested-shown-in-vain': {
    groups: [choose([rule('a', yes, { ...filing, ...contested({ route: { if: [flag, 'review', 'filing'] } }) })])],
    facts: { yes: true, flag: false },
  },
  'cites-narrative-clause': { groups: [choose([rule('a', yes, filing)])], change: clauseOf({ decidable: 'narrative' }) },
  'decides-what-a-person-decides': { groups: [choose([rule('a', yes, filing)])], change: clauseOf({ decidable: 'human-judgement' }) },
  'strength-differs-from-clause': { groups: [choose([rule('a', yes, filing)])], change: clauseOf({ summaryZh: '原则上应备案' }) },
  'citation-repeated': { groups: [choose([rule('a', yes, { ...filing, cites: ['a1', 'a1'] })])] },
  'question-unaccounted': { groups: [choose([rule('a', yes, filing)])] },
  'silent-yet-answered': { manifest: { silentOn: ['routing'] }, groups: [choose([rule('a', yes, filing)])] },
  'rule-without-case': {
    groups: [choose([rule('a', yes, filing), rule('b', flag, filing)])],
    options: { cases: [testCase({ yes: true, flag: false })] },
  },
  'blocker-without-case': {
    groups: [choose([rule('a', yes, { ...filing, ...withBlocker })])],
    options: { cases: [testCase({ yes: true })] },
  },
  'threshold-without-case': { groups: [choose([rule('a', below, filing)])], options: { cases: [testCase({ amountYuan: 99 })] } },
};

describe('every check', () => {
  for (const { code, severity } of CHECKS)
    it(`${code} is provoked by a small policy`, () => {
      const provocation = PROVOCATIONS[code]!;
      const found = analyse(provocation).findings.filter((finding) => finding.code === code);
      expect(found.length).toBeGreaterThan(0);
      expect(found[0]!.severity).toBe(severity);
      expect(
        found.every(({ key, pointer, zh, en }) => key.startsWith(`${code} `) && pointer.startsWith('/') && zh !== '' && en !== ''),
      ).toBe(true);
      if (provocation.facts !== undefined) expect(found[0]!.facts).toEqual(provocation.facts);
    });

  it('has a row in the table of codes', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(
      CHECKS.filter(({ code, meansZh }) => !readme.includes(`\`${code}\``) || !readme.includes(meansZh)).map(({ code }) => code),
    ).toEqual([]);
  });

  it('says nothing about rules that leave nothing to say', () => {
    const { findings, exhaustive } = analyse({
      groups: [choose([rule('low', below, filing), rule('high', { '>=': [amount, yuan(100)] }, review)], { optional: true })],
      manifest: {
        silentOn: [
          'eligibility',
          'submission',
          'materials',
          'limits',
          'procurement',
          'supervision',
          'deadlines',
          'meeting',
          'acceptance',
          'change',
          'resubmission',
          'termination',
          'evaluation',
          'cloud',
          'version',
        ],
      },
      change: (policy) => ({ ...policy, facts: { amountYuan: policy.facts['amountYuan']! } }),
    });
    expect(findings).toEqual([]);
    expect(exhaustive).toBe(true);
  });
});

describe('an analysis', () => {
  const wide: Parts = {
    groups: [
      collect(
        ['yes', 'flag'].flatMap((name) =>
          [1, 2, 3, 4, 5, 6].map((step) =>
            rule(
              `${name}-${step}`,
              { and: [{ var: name }, { '<': [{ var: step % 2 === 0 ? 'amountYuan' : 'partYuan' }, yuan(step * 100)] }] },
              withWarning,
            ),
          ),
        ),
      ),
    ],
  };

  it('samples what it cannot go through, says so, and comes to the same with the same seed', () => {
    const options = { mostSteps: 20, sample: 50, seed: 7 };
    const [first, again] = [analyse({ ...wide, options }), analyse({ ...wide, options })];
    expect(first).toMatchObject({ exhaustive: false, seed: 7 });
    expect(first.groups[0]).toMatchObject({ basis: 'sample' });
    expect(first).toEqual(again);
  });

  it('counts the combinations that its paths stand for, and those that contradict themselves', () => {
    const { groups } = analyse({
      groups: [choose([rule('a', { and: [yes, flag] }, filing)])],
      contradictions: [contradiction({ and: [yes, flag] }, ['yes', 'flag'])],
    });
    expect(groups[0]).toMatchObject({ basis: 'all-cells', combinations: 4, contradictory: 1, paths: 2 });
  });

  it('takes facts that contradict each other for no witness', () => {
    const conflicting: Parts = { groups: [choose([rule('a', yes, filing), rule('b', flag, review)])] };
    const codes = (parts: Parts) => analyse(parts).findings.map(({ code }) => code);
    expect(codes(conflicting)).toContain('rules-conflict');
    expect(codes({ ...conflicting, contradictions: [contradiction({ and: [yes, flag] }, ['yes', 'flag'])] })).not.toContain(
      'rules-conflict',
    );
  });
});
