import type { DeclaredFact, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { choose, collect, FACTS, rule, shelfOf, type Parts } from '../../fixtures/small-policy.ts';
import { whatIf, type WhatIf, type WhatIfOptions } from './what-if.ts';
import type { Wish } from './wish.ts';

const chosen = (...names: string[]): Record<string, DeclaredFact> =>
  Object.fromEntries(names.map((name) => [name, { ...FACTS[name]!, choosable: true }]));

/** Above 500 万元 with more than 30 % hardware: investment; else review, below 100 万元 filing. */
const SMALL: Parts = {
  moreFacts: chosen('amountYuan', 'partYuan', 'kind', 'papers', 'day'),
  groups: [
    choose([
      rule(
        'investment',
        {
          and: [
            { '>': [{ var: 'amountYuan' }, { yuan: 5_000_000 }] },
            { moreThan: [{ ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] }, { percent: 30 }] },
          ],
        },
        { then: { route: 'investment' } },
      ),
      rule(
        'filing',
        { and: [{ '<': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] }, { '!': [{ var: 'flag' }] }] },
        { then: { route: 'filing' }, exceptionOf: ['review'] },
      ),
      rule(
        'review',
        {
          '!': [
            {
              and: [
                { '>': [{ var: 'amountYuan' }, { yuan: 5_000_000 }] },
                { moreThan: [{ ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] }, { percent: 30 }] },
              ],
            },
          ],
        },
        { then: { route: 'review' } },
      ),
    ]),
    collect([rule('late', { '>': [{ var: 'day' }, { date: '2024-07-31' }] }, { blockers: ['late'], ifStated: ['day'] })]),
  ],
  contradictions: [
    {
      id: 'part-above-whole',
      titleZh: '部分大于整体',
      titleEn: 'A part above the whole',
      when: { '>': [{ var: 'partYuan' }, { var: 'amountYuan' }] },
      facts: ['partYuan', 'amountYuan'],
      cites: ['a1'],
    } as never,
  ],
};

const FACTS_NOW = { amountYuan: 5_200_000, partYuan: 1_820_000, flag: false };

const asked = (facts: Record<string, JsonValue>, wish: Wish, options?: WhatIfOptions, parts: Parts = SMALL) =>
  whatIf(shelfOf(parts), { district: 'north', question: 'routing', asOf: '2024-03-18', facts } as never, wish, options);

const found = (...args: Parameters<typeof asked>): WhatIf => {
  const answer = asked(...args);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};

const refusal = (...args: Parameters<typeof asked>): string[] => {
  const answer = asked(...args);
  return answer.ok ? [] : answer.error.map(({ code, pointer }) => `${code} ${pointer}`);
};

const moves = ({ ways }: WhatIf): unknown[] => ways.map(({ changes }) => changes.map(({ fact, to, until }) => [fact, to, until]));

describe('what would have to change', () => {
  it('names the nearest figures, exact to the fen, and how far they reach', () => {
    const answer = found(FACTS_NOW, { outcome: { route: 'review' } });
    // 30 % of 520 万元 is 156 万元; an amount of 500 万元 is not above 500 万元, and never below its hardware.
    expect(moves(answer)).toEqual([[['amountYuan', 5_000_000, 1_820_000]], [['partYuan', 1_560_000, undefined]]]);
    expect(answer.exhaustive).toBe(true);
    expect(answer.ways.every(({ decision }) => decision.status === 'determined' && decision.outcome['route'] === 'review')).toBe(true);
    expect(answer.words.zh).toContain('降至 156 万元以下（含）（现 182 万元）');
    expect(answer.words.zh).toContain('依据《办法》第一条');
    expect(answer.caution.zh).toContain('不得为适用某种程序而拆分项目');
  });

  it('never proposes a larger budget to come under another procedure, but does to meet a requirement', () => {
    const wanted = found({ amountYuan: 500_000, partYuan: 300_000, flag: false }, { outcome: { route: 'investment' } });
    expect(wanted.ways).toEqual([]);
    const parts: Parts = {
      moreFacts: chosen('partYuan'),
      groups: [
        choose([
          rule('enough', { '>=': [{ var: 'partYuan' }, { yuan: 500 }] }, { then: { isOnTime: true } }),
          rule('less', { '<': [{ var: 'partYuan' }, { yuan: 500 }] }, { then: { isOnTime: false } }),
        ]),
      ],
    };
    expect(moves(found({ partYuan: 100 }, { outcome: { isOnTime: true } }, {}, parts))).toEqual([[['partYuan', 500, undefined]]]);
  });

  it('moves one field of an object, no further than it must', () => {
    const parts: Parts = {
      moreFacts: { host: { ...FACTS['host']!, fields: { cores: { type: 'integer' }, memoryGb: { type: 'integer' } }, choosable: true } },
      groups: [
        choose([
          rule('within', { '<=': [{ fieldOf: [{ var: 'host' }, 'cores'] }, 32] }, { then: { isOnTime: true } }),
          rule('above', { '>': [{ fieldOf: [{ var: 'host' }, 'cores'] }, 32] }, { then: { isOnTime: false } }),
        ]),
      ],
    };
    const answer = found({ host: { cores: 40, memoryGb: 128 } }, { outcome: { isOnTime: true } }, {}, parts);
    expect(moves(answer)).toEqual([[['host', { cores: 32, memoryGb: 128 }, undefined]]]);
  });

  it('changes two facts together when no single one will do, within what contradicts nothing', () => {
    const answer = found(FACTS_NOW, { outcome: { route: 'filing' } });
    expect(answer.ways.map(({ changes }) => changes.map(({ fact }) => fact))).toEqual([['amountYuan', 'partYuan']]);
    const [{ facts }] = answer.ways as [WhatIf['ways'][number]];
    expect(Number(facts['amountYuan'])).toBe(999_999.99);
    expect(Number(facts['partYuan'])).toBeLessThanOrEqual(999_999.99);
  });

  it('leaves alone what is not the applicant’s to choose', () => {
    const answer = found({ amountYuan: 900_000, partYuan: 0, flag: true }, { outcome: { route: 'filing' } });
    expect(answer.considered).not.toContain('flag');
    expect(answer.ways).toEqual([]);
    expect(answer.words.zh).toContain('没有找到');
    expect(refusal(FACTS_NOW, { outcome: { route: 'review' } }, { mayChange: ['partYuan', 'flag', 'nothing'] })).toEqual([
      'fact-not-choosable /mayChange/1',
      'undeclared-fact /mayChange/2',
    ]);
  });

  it('keeps to the facts that the asker allows', () => {
    expect(moves(found(FACTS_NOW, { outcome: { route: 'review' } }, { mayChange: ['partYuan'] }))).toEqual([
      [['partYuan', 1_560_000, undefined]],
    ]);
    expect(found(FACTS_NOW, { outcome: { route: 'review' } }, { mayChange: [] }).ways).toEqual([]);
  });

  it('says so when it is so already, or when facts are missing', () => {
    expect(found(FACTS_NOW, { outcome: { route: 'investment' } })).toMatchObject({ isSoAlready: true, ways: [] });
    const open = found({ amountYuan: 900_000, partYuan: 0 }, { outcome: { route: 'filing' } });
    expect(open.now.status).toBe('needs-facts');
    expect(open.ways).toEqual([]);
    expect(open.words.zh).toContain('请先补充');
  });

  it('takes away what is in the way, with dates that lie ahead', () => {
    const answer = found({ ...FACTS_NOW, day: '2024-08-15' }, { withoutBlockers: true });
    expect(moves(answer)).toEqual([[['day', '2024-07-31', undefined]]]);
    expect(answer.ways[0]!.decision.blockers).toEqual([]);
    expect(answer.words.zh).toContain('则不再有拦截事项');
    const past = whatIf(
      shelfOf(SMALL),
      { district: 'north', question: 'routing', asOf: '2024-08-01', facts: { ...FACTS_NOW, day: '2024-08-15' } } as never,
      {
        withoutBlockers: ['late'],
      },
    );
    expect(past.ok && past.value.ways).toEqual([]);
  });

  it('starts from facts that contradict each other', () => {
    const answer = found({ amountYuan: 800_000, partYuan: 900_000, flag: false }, { outcome: { route: 'filing' } });
    expect(answer.now.status).toBe('contradictory-facts');
    expect(moves(answer)).toEqual([[['partYuan', 800_000, undefined]]]);
    const unknown = found({ amountYuan: 800_000, partYuan: 900_000 }, { outcome: { route: 'filing' } });
    expect(unknown.ways).toEqual([]);
    expect(unknown.words.zh).toContain('互相矛盾，请先核对');
  });

  it('says when there was more than it was allowed to try', () => {
    const answer = found(FACTS_NOW, { outcome: { route: 'filing' } }, { mostTrials: 20 });
    expect(answer).toMatchObject({ exhaustive: false, ways: [] });
    expect(answer.words.zh).toContain('没有全部试过');
  });

  it('refuses wishes that the question does not have, all at once', () => {
    expect(refusal(FACTS_NOW, {})).toEqual(['nothing-wanted /wish']);
    expect(
      refusal(FACTS_NOW, { status: 'no-policy', outcome: { nowhere: 1, constructor: 1 }, withoutBlockers: ['late', 'toString'] }),
    ).toEqual([
      'outcome-field-not-known /wish/outcome/nowhere',
      'outcome-field-not-known /wish/outcome/constructor',
      'status-not-reachable /wish/status',
      'blocker-not-known /wish/withoutBlockers/1',
    ]);
    expect(refusal(FACTS_NOW, { outcome: { route: 'elsewhere' } })).toHaveLength(1);
    expect(refusal({ amountYuan: -1 }, { outcome: { route: 'review' } })).not.toEqual([]);
  });
});
