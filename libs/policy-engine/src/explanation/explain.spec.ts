import type { JsonValue, Mode } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { choose, collect, rule, shelfOf, type Parts } from '../../fixtures/small-policy.ts';
import { decide } from '../decide.ts';
import { explain, explainTree } from './explain.ts';
import type { TraceNode } from './trace-node.ts';

const SMALL: Parts = {
  definitions: {
    share: {
      titleZh: '硬件占比',
      titleEn: 'Hardware share',
      type: 'ratio',
      cites: ['a1'],
      is: { ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] },
    },
  },
  groups: [
    choose([
      rule(
        'investment',
        {
          and: [
            { '>': [{ var: 'amountYuan' }, { yuan: 5_000_000 }] },
            { moreThan: [{ def: 'share' }, { percent: 30 }] },
            { '!': [{ var: 'flag' }] },
          ],
        },
        { then: { route: 'investment' } },
      ),
      rule('review', { '<=': [{ var: 'amountYuan' }, { yuan: 5_000_000 }] }, { then: { route: 'review' } }),
    ]),
    collect([rule('late', { '>': [{ var: 'day' }, { date: '2024-07-31' }] }, { blockers: ['late'], ifStated: ['day'] })]),
  ],
};

const asked = (facts: Record<string, string | number | boolean>, parts: Parts = SMALL) => {
  const explained = explain(shelfOf(parts), {
    district: 'north',
    question: 'routing',
    asOf: '2024-03-18',
    facts,
  });
  if (!explained.ok) throw new Error(JSON.stringify(explained.error));
  return explained.value;
};

describe('a decision in one paragraph', () => {
  it('says the figures that decided it, their thresholds, and the clause', () => {
    const { zh, en, figures } = asked({
      amountYuan: 5_200_000,
      partYuan: 1_820_000,
      flag: false,
    });
    expect(zh).toBe(
      '因事实（money） 520 万元（超过 500 万元）、硬件占比 35 %（由事实（money） 182 万元、事实（money） 520 万元得出，超过 30 %），且“事实（boolean）”为否，route为“政府投资”；依据《办法》第一条。',
    );
    expect(en).toBe(
      'Because money 5,200,000 yuan (above 5,000,000 yuan) and hardware share 35 % (from money 1,820,000 yuan, money 5,200,000 yuan, more than 30 %) and “boolean” is false: code: “investment”; under 《办法》第一条.',
    );
    expect(figures.map(({ words, source }) => [words.zh, source.kind])).toEqual([
      ['500 万元', 'rule'],
      ['520 万元', 'fact'],
      ['30 %', 'rule'],
      ['35 %', 'definition'],
      ['182 万元', 'fact'],
    ]);
  });

  it('names the failing condition of what is in the way', () => {
    const { zh } = asked({ amountYuan: 1, day: '2024-08-01' });
    expect(zh).toContain('因事实（date） 2024 年 8 月 1 日（晚于 2024 年 7 月 31 日），不得按所述办理：“逾期”（强制）；依据同上。');
  });

  it('names what is missing and what it is needed for', () => {
    expect(asked({ amountYuan: 5_200_000, flag: false }).zh).toBe(
      '尚不能作出结论，还须知道：“事实（money）”（关系到“investment”，依据《办法》第一条）。请答：事实（money）是多少元？',
    );
  });

  it('of an alternative names the one that holds', () => {
    const parts: Parts = {
      groups: [choose([rule('a', { or: [{ var: 'yes' }, { var: 'flag' }] }, { then: { route: 'filing' } })])],
    };
    expect(asked({ yes: false, flag: true }, parts).zh).toBe('因“事实（boolean）”为是，route为“备案”；依据《办法》第一条。');
  });

  it('where nothing is in force, says what is held and from when to when', () => {
    const explained = explain(shelfOf(SMALL), {
      district: 'north',
      question: 'routing',
      asOf: '2023-03-18',
      facts: {},
    });
    expect(explained.ok && explained.value.zh).toBe(
      '2023 年 3 月 18 日，文件尚未施行，不作答，也不套用其他版本。已收录：《北区办法》（north/2024，自 2024 年 1 月 1 日起施行）。',
    );
  });
});

describe('a share beside its threshold', () => {
  it.each([
    [5_200_000, 1_560_000, '30 %（由事实（money） 156 万元、事实（money） 520 万元得出，不超过 30 %）'],
    [6_000_000, 1_800_000.01, '30.0000002 %（由'],
    [6_000_000, '1799999.99', '29.9999998 %（由'],
    [6_000_000, 1_000_000, '16.67 %（由'],
  ])('of %s with %s in it is never shown as what it is not', (amountYuan, partYuan, words) => {
    const groups = [
      choose([
        rule('over', { moreThan: [{ def: 'share' }, { percent: 30 }] }, { then: { route: 'investment' } }),
        rule('within', { atMost: [{ def: 'share' }, { percent: 30 }] }, { then: { route: 'review' } }),
      ]),
    ];
    const { zh, figures } = asked({ amountYuan, partYuan }, { ...SMALL, groups });
    expect(zh).toContain(`硬件占比 ${words}`);
    expect(figures.some((figure) => words.startsWith(figure.words.zh))).toBe(true);
  });
});

describe('the tree', () => {
  it('shows each operand with its value, unfolds notions, and leaves what was not reached without a value', () => {
    const facts = { amountYuan: 5_200_000, partYuan: 1_000_000, flag: false };
    const tree = explainTree(shelfOf(SMALL), { district: 'north', question: 'routing', asOf: '2024-03-18', facts });
    const investment = tree.ok ? tree.value[0]!.rules[0] : undefined;
    expect(investment).toMatchObject({
      rule: 'investment',
      standing: 'fails',
      clauses: ['a1'],
    });
    const [amount, share, flag] = investment!.condition!.parts;
    expect(amount).toMatchObject({
      truth: true,
      parts: [{ value: 5_200_000, source: { kind: 'fact', name: 'amountYuan' } }, { value: 5_000_000 }],
    });
    expect(share).toMatchObject({
      truth: false,
      parts: [{ form: 'definition', valueWords: { zh: '19.23 %' } }, {}],
    });
    expect(share!.parts[0]!.parts[0]).toMatchObject({
      form: 'call',
      parts: [{ value: 1_000_000 }, { value: 5_200_000 }],
    });
    expect(flag).toMatchObject({ reached: false, truth: null });
  });
});

function* nodes(node: TraceNode, seen = new Set<TraceNode>()): Generator<TraceNode> {
  if (seen.has(node)) return;
  seen.add(node);
  yield node;
  for (const part of node.parts) yield* nodes(part, seen);
}

describe('a paragraph on a real policy', async () => {
  const { shelf } = await heldPacks();
  const said = (
    district: string,
    question: string,
    asOf: string,
    facts: Readonly<Record<string, JsonValue>>,
    mode: Mode = 'in-force',
  ): string => {
    const explained = explain(shelf, { district, question, asOf, facts, mode });
    return explained.ok ? explained.value.zh : JSON.stringify(explained.error);
  };

  it.each([
    [
      'the amount, the share and both thresholds of a route',
      said('yangpu', 'routing', '2024-03-18', {
        ...{ isClassified: false, projectFundedByDistrict: true, isCommunicationFeeOrNetworkRent: false, isPettyHardware: false },
        ...{ projectNature: 'new', isInformationRelease: false, superiorApproved: false, constructionAmountIncludesMlpsFee: false },
        ...{ isPureSoftwareDevelopment: false, constructionAmountYuan: 5_200_000, hardwareAmountYuan: 1_820_000 },
      }),
      '有效建设金额 520 万元（由建设金额 520 万元得出，超过按硬件占比分流的起点金额 500 万元），且硬件占比 35 %（由硬件建设金额 182 万元、建设金额 520 万元得出，超过 30 %）',
    ],
    [
      'odd and even as people say it, and that someone is counted as a person',
      said('shangcheng', 'acceptance', '2025-12-01', { requestedStep: 'initial-acceptance', expertCount: 4 }, 'simulate'),
      '验收专家人数 4 人（为偶数）',
    ],
    [
      'what a computed date comes from',
      said('yangpu', 'deadlines', '2024-03-20', {
        filingEvent: 'contract-filing',
        contractEffectiveDate: '2024-03-18',
        contractFiledDate: null,
      }),
      '最后期限为 2024 年 4 月 1 日（由合同生效日期 2024 年 3 月 18 日得出）',
    ],
    [
      'an end of validity without stumbling',
      said('yicheng', 'version', '2023-05-01', {}),
      '施行日期为 2022 年 3 月 10 日，有效期至 2023 年 12 月 31 日',
    ],
    ['that there is no end of validity', said('yangpu', 'version', '2024-03-18', {}), '没有规定有效期'],
    [
      'the moment of a submission as a day and a time',
      said('yangpu', 'submission', '2024-08-01', {
        budgetYear: 2024,
        hasSpecialReason: true,
        performanceTargetsMet: true,
        applicantType: 'government-department',
        projectNature: 'new',
        submissionKind: 'mid-year-adjustment',
        submittedAt: '2024-08-01T00:00:00+08:00',
      }),
      '由提交时间 2024 年 8 月 1 日 00:00:00 得出',
    ],
    ['what to ask a person next', said('yangpu', 'routing', '2024-03-18', {}), '请答：“涉密项目”，是还是否？'],
    [
      'what is missing by name and what the text says of it',
      said('shangcheng', 'meeting', '2025-12-01', {}, 'simulate'),
      '本文件对此未作规定，不作推断',
    ],
    [
      'why nothing is in force',
      said('yicheng', 'routing', '2024-01-10', {}),
      '2024 年 1 月 10 日，文件已过有效期，不作答，也不套用其他版本',
    ],
    [
      'readings in quotes of their own',
      said('yangpu', 'meeting', '2024-03-18', {
        requestedStep: 'open-meeting',
        meetingKind: 'in-person',
        memberUnitCount: 14,
        memberUnitsPresentCount: 8,
      }),
      '本系统采用“‘半数以上’指过半',
    ],
  ])('says %s', (_what, zh, part) => {
    expect(zh).toContain(part);
  });
});

describe('the cases of the packs', async () => {
  const { shelf, packs } = await heldPacks();

  // Every sixth: words are made of the rules, and each rule has several cases.
  it.each(packs.map(({ policy, cases }) => [policy.manifest.id, cases.filter((_, index) => index % 6 === 0)] as const))(
    '%s are explained',
    (_id, cases) => {
      for (const { request } of cases) {
        const explained = explain(shelf, request);
        const traced = decide(shelf, request, { trace: true });
        expect(explained.ok).toBe(traced.ok);
        if (!explained.ok || !traced.ok) continue;
        const { zh, en, decision, figures } = explained.value;
        const { trace = [], ...plain } = traced.value;
        const tree = explainTree(shelf, request);
        expect(decision).toEqual(plain);
        expect(zh).toMatch(/[。？]$/u);
        for (const text of [zh, en]) expect(text).not.toMatch(/undefined|NaN|\[object|null\b(?!:)/u);
        const rules = (tree.ok ? tree.value : []).flatMap((group) => group.rules);
        if (trace.length > 0)
          expect(rules.map(({ rule: id, condition }) => [id, condition === undefined ? false : condition.truth])).toEqual(
            trace.map(({ rule: id, holds }) => [id, holds]),
          );
        for (const { condition } of rules)
          for (const node of condition === undefined ? [] : nodes(condition)) {
            if (node.words.zh === '' || (!node.reached && node.value !== undefined))
              expect(node).toBe('said, and without a value where not reached');
          }
        for (const { source, clauses } of figures)
          if (source.kind !== 'fact' && source.kind !== 'computed' && source.kind !== 'as-of') expect(clauses).not.toEqual([]);
      }
    },
  );

  it('every amount, percentage and day of an explanation is among its figures, with a source', () => {
    const amount = /\d+(?:\.\d+)? (?:万元|元|%)|\d+ 年 \d+ 月 \d+ 日/gu;
    for (const { cases } of packs)
      for (const { request } of cases.filter((_, index) => index % 2 === 0)) {
        const explained = explain(shelf, request);
        if (!explained.ok || explained.value.decision.status === 'no-policy') continue;
        const known = explained.value.figures.map(({ words }) => words.zh).join(' ');
        for (const [found] of explained.value.zh.matchAll(amount))
          if (!known.includes(found)) expect([request.id, found, explained.value.zh]).toEqual([]);
      }
  });
});
