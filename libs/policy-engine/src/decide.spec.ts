import type { Decision, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { choose, collect, rule, shelfOf, type Parts } from '../fixtures/small-policy.ts';
import { decide } from './decide.ts';

const ask = (parts: Parts, facts: Readonly<Record<string, JsonValue>>, asOf = '2024-06-01') =>
  decide(shelfOf(parts), { district: 'north', question: 'routing', asOf, facts });

function answer(parts: Parts, facts: Readonly<Record<string, JsonValue>>, asOf?: string): Decision {
  const result = ask(parts, facts, asOf);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const BELOW = { '<': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] };
const FROM = { '>=': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] };
const BRACKETS = [rule('small', BELOW, { then: { route: 'filing' } }), rule('large', FROM, { then: { route: 'review' } })];

describe('a choose group', () => {
  it('answers by the bracket an amount lies in, to the fen', () => {
    expect(answer({ groups: [choose(BRACKETS)] }, { amountYuan: 999_999.99 })).toMatchObject({
      status: 'determined',
      outcome: { route: 'filing' },
      because: [{ rule: 'small', clauses: ['a1'] }],
    });
    expect(answer({ groups: [choose(BRACKETS)] }, { amountYuan: '1000000.00' }).outcome).toEqual({ route: 'review' });
  });

  it('names every applicable rule when they agree', () => {
    const groups = [choose([...BRACKETS, rule('software', { var: 'yes' }, { then: { route: 'review' } })])];
    expect(answer({ groups }, { amountYuan: 2_000_000, yes: true }).because.map((reason) => reason.rule)).toEqual(['large', 'software']);
  });

  it('joins what agreeing rules point out, and still asks for a fact that could add to it', () => {
    const groups = [
      choose([
        rule('a', { var: 'yes' }, { then: { route: 'review' }, blockers: ['late'] }),
        rule('b', { var: 'flag' }, { then: { route: 'review' }, warnings: ['check'] }),
      ]),
    ];
    expect(answer({ groups }, { yes: true, flag: true })).toMatchObject({
      status: 'determined',
      blockers: [{ code: 'late' }],
      warnings: [{ code: 'check' }],
    });
    expect(answer({ groups }, { yes: true })).toMatchObject({
      status: 'needs-facts',
      missingFacts: ['flag'],
      outcome: { route: 'review' },
    });
  });

  it('asks for what is missing where a fact is stated to be none and another rule reads it behind a guard', () => {
    const paper = { var: 'paperNumber' };
    const numbered = { and: [{ '!': { isNone: [paper] } }, { '!=': [{ withoutWhiteSpace: [paper] }, ''] }] };
    const groups = [choose([rule('numbered', { or: [numbered, { var: 'flag' }] }, { then: { route: 'review' } })])];
    expect(answer({ groups }, { paperNumber: null })).toMatchObject({ status: 'needs-facts', missingFacts: ['flag'] });
  });

  it('refuses to choose between two rules that differ, naming both, whatever their order', () => {
    const rules = [...BRACKETS, rule('software', { var: 'yes' }, { then: { route: 'investment' } })];
    for (const ordered of [rules, [...rules].reverse()]) {
      const result = ask({ groups: [choose(ordered)] }, { amountYuan: 2_000_000, yes: true });
      expect(result).toMatchObject({ ok: false, error: [{ code: 'rules-conflict', pointer: '/questions/routing/groups/0' }] });
      expect(!result.ok && result.error[0]!.zh).toContain('large');
    }
  });

  it('lets an exception displace its general rule, and an exception to the exception restore it', () => {
    const rules = [
      rule('general', true, { then: { route: 'review' } }),
      rule('exception', { var: 'yes' }, { then: { route: 'filing' }, exceptionOf: ['general'] }),
      rule('back', { var: 'flag' }, { then: { route: 'review' }, exceptionOf: ['exception'] }),
    ];
    const route = (yes: boolean, flag: boolean) => answer({ groups: [choose(rules)] }, { yes, flag }).outcome['route'];
    expect([route(false, false), route(true, false), route(true, true)]).toEqual(['review', 'filing', 'review']);
  });

  it('reports two applicable exceptions of one rule that differ as a conflict', () => {
    const rules = [
      rule('general', true, { then: { route: 'review' } }),
      rule('one', { var: 'yes' }, { then: { route: 'filing' }, exceptionOf: ['general'] }),
      rule('two', { var: 'flag' }, { then: { route: 'investment' }, exceptionOf: ['general'] }),
    ];
    expect(ask({ groups: [choose(rules)] }, { yes: true, flag: true })).toMatchObject({ ok: false, error: [{ code: 'rules-conflict' }] });
  });

  it('answers by otherwise when no rule applies', () => {
    const groups = [
      choose([rule('small', BELOW, { then: { route: 'filing' } })], {
        otherwise: { status: 'not-regulated', then: { detail: 'no-day-stated' }, cites: ['a1'] },
      }),
    ];
    const { optional: _, ...group } = groups[0]!;
    expect(answer({ groups: [group] }, { amountYuan: 5_000_000 })).toMatchObject({
      status: 'not-regulated',
      outcome: { detail: 'no-day-stated' },
      because: [{ rule: 'route/otherwise' }],
    });
  });

  it('leaves it to a person where a rule says so, keeping what is certain', () => {
    const groups = [choose([rule('case-by-case', { var: 'yes' }, { status: 'needs-judgement', then: { detail: 'no-day-stated' } })])];
    expect(answer({ groups }, { yes: true })).toMatchObject({ status: 'needs-judgement', outcome: { detail: 'no-day-stated' } });
  });
});

describe('missing facts', () => {
  const SHARE = { ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] };
  const groups = [
    choose([
      rule('small', BELOW, { then: { route: 'filing' } }),
      rule('large-light', { and: [FROM, { atMost: [SHARE, { percent: 30 }] }] }, { then: { route: 'review' } }),
      rule('large-heavy', { and: [FROM, { moreThan: [SHARE, { percent: 30 }] }] }, { then: { route: 'investment' } }),
    ]),
  ];

  it('are asked for when they matter, and only then', () => {
    expect(answer({ groups }, { amountYuan: 6_000_000 })).toMatchObject({ status: 'needs-facts', missingFacts: ['partYuan'], outcome: {} });
    expect(answer({ groups }, { amountYuan: 100 })).toMatchObject({ status: 'determined', missingFacts: [] });
  });

  it('are the smallest set that can complete the answer, not every variable', () => {
    expect(answer({ groups }, {}).missingFacts).toEqual(['amountYuan']);
  });

  it('are fewer when an open rule would only repeat the answer', () => {
    const rules = [
      rule('a', { var: 'yes' }, { then: { route: 'review' } }),
      rule('b', { '>': [{ var: 'count' }, 5] }, { then: { route: 'review' } }),
      rule('c', { and: [{ '!': { var: 'yes' } }, { '<=': [{ var: 'count' }, 5] }] }, { then: { route: 'filing' } }),
    ];
    expect(answer({ groups: [choose(rules)] }, {}).missingFacts).toEqual(['yes']);
  });

  it('are several when one alone cannot do', () => {
    const both = [
      choose(
        [rule('late', { '>': [{ var: 'filedDay' }, { var: 'day' }] }, { then: { isOnTime: false } })].map((each) => ({
          ...each,
          when: { and: [{ '!': { isNone: [{ var: 'filedDay' }] } }, each.when] },
        })),
      ),
      collect([rule('last', true, { then: { lastDay: { addDays: [{ var: 'day' }, 1] } } })]),
    ];
    expect(answer({ groups: both }, {}).missingFacts).toEqual(['filedDay', 'day']);
  });

  it('do not include a fact under a condition that already fails', () => {
    const guarded = [choose([rule('rare', { and: [{ var: 'yes' }, { var: 'flag' }] }, { then: { route: 'review' } })])];
    expect(answer({ groups: guarded }, { yes: false })).toMatchObject({ status: 'determined', outcome: {} });
  });

  it('name the calendar when an official year is not published, and keep what is certain', () => {
    const groupsWithDay = [collect([rule('filing', true, { then: { lastDay: { addWorkingDays: [{ var: 'day' }, 10] } } })])];
    expect(answer({ groups: groupsWithDay }, { day: '2024-12-25' })).toMatchObject({
      status: 'needs-facts',
      missingFacts: ['workingDayCalendar'],
      outcome: { detail: 'calendar-not-known' },
    });
    expect(answer({ groups: groupsWithDay }, { day: '2024-09-27' }).outcome).toEqual({ lastDay: '2024-10-16' });
  });

  it('are not asked when every open rule only repeats what is certain', () => {
    const same = [
      choose([rule('a', { var: 'yes' }, { then: { route: 'review' } }), rule('b', { var: 'flag' }, { then: { route: 'review' } })]),
    ];
    expect(answer({ groups: same }, { yes: true })).toMatchObject({ status: 'determined', missingFacts: [] });
  });

  it('a rule on an optional matter exists only when its facts are stated', () => {
    const optional = [
      collect([rule('warn', { '>': [{ var: 'partYuan' }, { yuan: 0 }] }, { ifStated: ['partYuan'], warnings: ['check'] })]),
    ];
    expect(answer({ groups: optional }, {})).toMatchObject({ status: 'determined', warnings: [] });
    expect(answer({ groups: optional }, { partYuan: 1 }).warnings).toEqual([{ code: 'check' }]);
  });
});

describe('a collect group', () => {
  const groups = [
    collect(
      [
        rule('plan', { '!': { in: ['plan', { var: 'papers' }] } }, { adds: { missing: ['plan'] }, blockers: ['late'] }),
        rule('form', { '!': { in: ['form', { var: 'papers' }] } }, { adds: { missing: ['form'] } }),
      ],
      { lists: ['missing'] },
    ),
  ];

  it('gathers what every applicable rule adds; its lists are there even when empty', () => {
    expect(answer({ groups }, { papers: ['letter'] })).toMatchObject({
      outcome: { missing: ['plan', 'form'] },
      blockers: [{ code: 'late', strength: 'mandatory' }],
    });
    expect(answer({ groups }, { papers: ['plan', 'form'] })).toMatchObject({
      status: 'determined',
      outcome: { missing: [] },
      blockers: [],
    });
  });
});

describe('a list that an open rule could still add to', () => {
  it('is left out of the partial outcome', () => {
    const groups = [
      collect(
        [rule('plan', { var: 'yes' }, { adds: { missing: ['plan'] } }), rule('form', { var: 'flag' }, { adds: { missing: ['form'] } })],
        { lists: ['missing'] },
      ),
    ];
    expect(answer({ groups }, { yes: true })).toMatchObject({ status: 'needs-facts', missingFacts: ['flag'], outcome: {} });
    expect(answer({ groups }, { yes: true }).outcome).toEqual({});
  });
});

describe('contested readings', () => {
  const contested = [
    {
      clause: 'a1',
      when: { '==': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] },
      readingZh: '含本数',
      readingEn: 'included',
      alternative: { route: 'filing' },
    },
  ];
  const groups = [choose([BRACKETS[0]!, { ...BRACKETS[1]!, contested }])];

  it('are shown exactly where they bite', () => {
    expect(answer({ groups }, { amountYuan: 1_000_000 }).contested).toEqual([
      { clause: 'a1', reading: '含本数', alternative: { route: 'filing' } },
    ]);
    expect(answer({ groups }, { amountYuan: 1_000_000.01 }).contested).toEqual([]);
  });

  it('of the dates of a policy are shown on the days they concern', () => {
    const manifest = {
      contested: [
        {
          clause: 'a1',
          readingZh: '自落款日起',
          readingEn: 'from the signature',
          alternative: { status: 'no-policy' },
          from: '2024-01-01',
          to: '2024-01-03',
        },
      ],
    };
    expect(answer({ manifest, groups: [] }, {}, '2024-01-03').contested).toHaveLength(1);
    expect(answer({ manifest, groups: [] }, {}, '2024-01-04').contested).toEqual([]);
  });
});

describe('what cannot be answered', () => {
  it('contradictory facts are named, with the clause, and nothing is decided', () => {
    const contradictions = [
      {
        id: 'part-within-whole',
        titleZh: '部分不大于整体',
        titleEn: 'part within whole',
        facts: ['partYuan', 'amountYuan'],
        when: { '>': [{ var: 'partYuan' }, { var: 'amountYuan' }] },
        cites: ['a1'],
      },
    ];
    expect(answer({ contradictions, groups: [choose(BRACKETS)] }, { amountYuan: 1, partYuan: 2 })).toMatchObject({
      status: 'contradictory-facts',
      outcome: {},
      error: { facts: ['partYuan', 'amountYuan'], pointer: '/facts/partYuan' },
      because: [{ rule: 'part-within-whole', clauses: ['a1'] }],
    });
  });

  it('an unknown district, a question the pack does not carry, a bad fact: each refused at its place', () => {
    const shelf = shelfOf({ groups: [choose(BRACKETS)] });
    const base = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: {} };
    expect(decide(shelf, { ...base, district: 'south' })).toMatchObject({
      ok: false,
      error: [{ code: 'unknown-district', pointer: '/district' }],
    });
    expect(decide(shelf, { ...base, question: 'limits' })).toMatchObject({
      ok: false,
      error: [{ code: 'question-not-covered', pointer: '/question' }],
    });
    expect(decide(shelf, { ...base, facts: { amountYuan: 0.001, nope: 1 } })).toMatchObject({
      ok: false,
      error: [
        { code: 'money-not-exact', pointer: '/facts/amountYuan' },
        { code: 'undeclared-fact', pointer: '/facts/nope' },
      ],
    });
  });

  it('a question the text has no clause for is answered so, by the policy', () => {
    const shelf = shelfOf({ manifest: { silentOn: ['limits'] } });
    expect(decide(shelf, { district: 'north', question: 'limits', asOf: '2024-06-01', facts: {} })).toMatchObject({
      ok: true,
      value: { status: 'not-regulated', policy: 'north/2024', outcome: { detail: 'matter-not-in-text' } },
    });
  });

  it('a date or amount that a rule cannot compute is refused, not guessed', () => {
    const day = [collect([rule('day', true, { then: { lastDay: { dateOf: [{ var: 'count' }, 2, 29] } } })])];
    expect(ask({ groups: day }, { count: 2023 })).toMatchObject({ ok: false, error: [{ code: 'date-not-possible' }] });
    const sum = [collect([rule('sum', true, { then: { limitYuan: { '*': [{ var: 'amountYuan' }, 1000] } } })])];
    expect(ask({ groups: sum }, { amountYuan: 50_000_000_000_000 })).toMatchObject({ ok: false, error: [{ code: 'arithmetic-overflow' }] });
  });

  it('two groups that fill one field differently are a conflict', () => {
    expect(
      ask(
        {
          groups: [
            choose([rule('a', true, { then: { route: 'review' } })]),
            choose([rule('b', true, { then: { route: 'filing' } })], { id: 'other' }),
          ],
        },
        {},
      ),
    ).toMatchObject({ ok: false, error: [{ code: 'rules-conflict' }] });
  });
});

describe('the trace', () => {
  it('tells for each rule what it came to and on which values, with their source', () => {
    const definitions = {
      share: {
        titleZh: '占比',
        titleEn: 'share',
        type: 'ratio' as const,
        cites: ['a1'],
        is: { ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] },
      },
    };
    const groups = [choose([rule('heavy', { moreThan: [{ def: 'share' }, { percent: 30 }] }, { then: { route: 'investment' } })])];
    const result = decide(
      shelfOf({ definitions, groups }),
      { district: 'north', question: 'routing', asOf: '2024-06-01', facts: { amountYuan: 8_000_000, partYuan: 2_400_000.01 } },
      { trace: true },
    );
    expect(result.ok && result.value.trace).toEqual([
      {
        group: 'route',
        rule: 'heavy',
        clauses: ['a1'],
        holds: true,
        operands: [
          { source: 'fact', name: 'partYuan', value: 2_400_000.01 },
          { source: 'fact', name: 'amountYuan', value: 8_000_000 },
          { source: 'definition', name: 'share', value: 30 },
        ],
      },
    ]);
  });

  it('changes nothing about the decision', () => {
    const shelf = shelfOf({ groups: [choose(BRACKETS)] });
    const request = { district: 'north', question: 'routing', asOf: '2024-06-01', facts: { amountYuan: 5 } };
    const traced = decide(shelf, request, { trace: true });
    const plain = decide(shelf, request);
    expect(traced.ok && plain.ok && { ...traced.value, trace: undefined }).toEqual({ ...(plain.ok ? plain.value : {}), trace: undefined });
  });
});
