import type { Expression } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { CALENDAR, policyOf } from '../../fixtures/small-policy.ts';
import { ExpressionCompiler } from '../expression-compiler.ts';
import { OPERATORS } from '../operators/index.ts';
import { Speaker } from './sentence.ts';

const policy = policyOf({
  definitions: {
    share: {
      titleZh: '硬件占比',
      titleEn: 'Hardware share',
      type: 'ratio',
      cites: ['a1'],
      is: { ratio: [{ var: 'partYuan' }, { var: 'amountYuan' }] },
    },
    enough: {
      titleZh: '金额够数',
      titleEn: 'Enough money: at least the mark',
      type: 'boolean',
      cites: ['a1'],
      is: { '>=': [{ var: 'amountYuan' }, { yuan: 500000 }] },
    },
    markYuan: { titleZh: '分界金额', titleEn: 'Mark', type: 'money', cites: ['a1'], is: { yuan: 1_000_000 } },
    levelsCount: { titleZh: '达标项数', titleEn: 'Levels', type: 'integer', cites: ['a1'], is: { var: 'count' } },
    periodDays: { titleZh: '备案时限', titleEn: 'Period', type: 'integer', unit: 'working day', cites: ['a1'], is: 10 },
    ordinary: { titleZh: '一般项目', titleEn: 'Ordinary project', type: 'boolean', cites: ['a1'], is: { '!': [{ var: 'flag' }] } },
  },
});

function said(expression: Expression): string {
  const compiler = new ExpressionCompiler(policy, CALENDAR);
  const node = compiler.compile(expression, '');
  if (node === undefined) throw new Error(JSON.stringify(compiler.problems));
  return new Speaker(policy).speak(node).zh;
}

describe('a condition reads as a sentence', () => {
  it.each<[Expression, string]>([
    [{ '<': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] }, '事实（money）低于 100 万元'],
    [{ '<=': [{ yuan: 1_000_000 }, { var: 'amountYuan' }, { yuan: 5_000_000 }] }, '事实（money）不低于 100 万元且不超过 500 万元'],
    [{ '>': [{ var: 'amountYuan' }, { yuan: '999.99' }] }, '事实（money）超过 999.99 元'],
    [{ '<=': [{ var: 'day' }, { date: '2024-07-31' }] }, '事实（date）不晚于 2024 年 7 月 31 日'],
    [{ moreThan: [{ def: 'share' }, { percent: 30 }] }, '硬件占比超过 30 %'],
    [{ and: [{ def: 'ordinary' }, { '==': [{ var: 'kind' }, 'new'] }] }, '属于“一般项目”，且事实（code）为“新建”'],
    [
      { '!': [{ or: [{ var: 'yes' }, { '<': [{ var: 'amountYuan' }, { yuan: 1 }] }] }] },
      '“事实（boolean）”为否，且事实（money）不低于 1 元',
    ],
    [{ '!': [{ in: [{ var: 'kind' }, ['new', 'upgrade']] }] }, '事实（code）不是“新建”、“升级”之一'],
    [{ in: [{ var: 'kind' }, ['new']] }, '事实（code）为“新建”'],
    [{ in: ['plan', { var: 'papers' }] }, '事实（list-of-code）包括“方案”'],
    [{ '!': [{ in: ['plan', { var: 'papers' }] }] }, '事实（list-of-code）不包括“方案”'],
    [{ def: 'enough' }, '“金额够数”成立（事实（money）不低于 50 万元）'],
    [{ '!': [{ def: 'enough' }] }, '“金额够数”不成立（事实（money）低于 50 万元）'],
    [{ '<': [{ var: 'amountYuan' }, { def: 'markYuan' }] }, '事实（money）低于分界金额（100 万元）'],
    [{ '<': [{ def: 'levelsCount' }, 3] }, '达标项数少于 3 项'],
    [{ '<': [{ yearOf: [{ var: 'day' }] }, 2012] }, '事实（date）所在年度早于 2012 年'],
    [{ '>=': [{ monthOf: [{ var: 'day' }] }, 11] }, '事实（date）的月份不早于 11 月'],
    [{ '==': [{ yearOf: [{ var: 'day' }] }, { '+': [{ yearOf: [{ var: 'day' }] }, 1] }] }, '事实（date）所在年度为事实（date）的次年'],
    [{ dateOf: [{ yearOf: [{ var: 'day' }] }, 10, 31] }, '事实（date）所在年度的 10 月 31 日'],
    [{ and: [{ atLeast: [{ def: 'share' }, { percent: 10 }] }, { atMost: [{ def: 'share' }, { percent: 10 }] }] }, '硬件占比正好为 10 %'],
    [
      { percentOf: [{ percent: '0.5' }, { '+': [{ var: 'amountYuan' }, { var: 'partYuan' }] }, 'down'] },
      '（事实（money） + 事实（money））的 0.5 %',
    ],
    [{ addWorkingDays: [{ var: 'day' }, { def: 'periodDays' }] }, '事实（date）后满备案时限（10 个工作日）之日（按工作日计）'],
    [{ addDays: [{ var: 'day' }, -1] }, '事实（date）的前一日'],
    [
      { or: [{ var: 'yes' }, { and: [{ '!': [{ var: 'flag' }] }, { in: [{ var: 'kind' }, ['new', 'upgrade']] }] }] },
      '“事实（boolean）”为是，或者（“事实（boolean）”为否，且事实（code）为“新建”、“升级”之一）',
    ],
    [{ '!': [{ isNone: [{ var: 'filedDay' }] }] }, '已有事实（date）'],
    [{ addWorkingDays: [{ var: 'day' }, 10] }, '事实（date）后第 10 个工作日'],
    [{ addMonths: [{ var: 'day' }, 6, 'roll'] }, '事实（date）起 6 个月的届满日（遇休息日顺延）'],
    [{ if: [{ var: 'yes' }, { yuan: 100 }, { var: 'amountYuan' }] }, '“事实（boolean）”为是时为 100 元，否则为事实（money）'],
  ])('%j', (expression, sentence) => {
    expect(said(expression)).toBe(sentence);
  });

  it('in Chinese and English for every operator', () => {
    const argument = { text: '甲', kind: 'integer' as const };
    for (const { name, says } of OPERATORS) {
      const words = [argument, argument, argument, argument];
      expect([name, says.zh(...words)]).toEqual([name, expect.stringContaining('甲')]);
      expect([name, says.en(...words)]).toEqual([name, expect.not.stringMatching(/undefined/)]);
    }
  });
});
