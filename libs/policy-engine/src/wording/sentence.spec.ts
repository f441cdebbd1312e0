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
    [
      { '<=': [{ yuan: 1_000_000 }, { var: 'amountYuan' }, { yuan: 5_000_000 }] },
      '事实（money）不低于 100 万元且不超过 500 万元',
    ],
    [{ '>': [{ var: 'amountYuan' }, { yuan: '999.99' }] }, '事实（money）超过 999.99 元'],
    [{ '<=': [{ var: 'day' }, { date: '2024-07-31' }] }, '事实（date）不晚于 2024 年 7 月 31 日'],
    [{ moreThan: [{ def: 'share' }, { percent: 30 }] }, '硬件占比超过 30 %'],
    [{ and: [{ def: 'ordinary' }, { '==': [{ var: 'kind' }, 'new'] }] }, '属于“一般项目”，且事实（code）为“新建”'],
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
