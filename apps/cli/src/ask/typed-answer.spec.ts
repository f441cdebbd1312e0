import type { DeclaredFact, JsonValue } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { typedAnswer } from './typed-answer.ts';

const fact = (over: Partial<DeclaredFact>): DeclaredFact => ({
  titleZh: '事实',
  meaning: 'A fact',
  type: 'text',
  questions: ['routing'],
  ...over,
});
const read = (line: string, over: Partial<DeclaredFact>): JsonValue | string => {
  const typed = typedAnswer(line, fact(over));
  return typed.kind === 'value' ? typed.value : typed.kind;
};
const NATURE = { type: 'code', enum: { new: '新建', operations: '运维', none: '无' } } as const;
const PAPERS = { type: 'list-of-code', enum: { plan: '建设方案', form: '申报表' } } as const;

describe('what a person types', () => {
  it.each([
    ['5200000', '5200000'],
    ['5,200,000.00 元', '5200000.00'],
    ['520万', '520'.concat('0000')],
    ['99.999999 万元', '999999.99'],
    ['0.052亿', '5200000'],
    ['１００万元', '1000000'],
    ['0.00000001亿', '1'],
    ['1.234', '1.234'],
    ['五百万', 'unread'],
    ['-1', 'unread'],
    ['1e6', 'unread'],
    ['520 美元', 'unread'],
  ])('%s is an amount of %s yuan', (line, amount) => {
    expect(read(line, { type: 'money' })).toBe(amount);
  });

  it.each<[string, Partial<DeclaredFact>, JsonValue]>([
    ['是', { type: 'boolean' }, true],
    ['Ｎ', { type: 'boolean' }, false],
    ['2', { type: 'boolean' }, 'unread'],
    ['2024-03-18', { type: 'date' }, '2024-03-18'],
    ['2024年3月8日', { type: 'date' }, '2024-03-08'],
    ['2024/13/40', { type: 'date' }, '2024-13-40'],
    ['18日', { type: 'date' }, 'unread'],
    ['2024 年 3 月', { type: 'month' }, '2024-03'],
    ['2024-07-31 17:00', { type: 'instant' }, '2024-07-31T17:00:00+08:00'],
    ['2024年7月31日17时5分', { type: 'instant' }, '2024-07-31T17:05:00+08:00'],
    ['2024-07-31T09:00:00Z', { type: 'instant' }, '2024-07-31T09:00:00Z'],
    ['35 %', { type: 'percent' }, '35'],
    ['3 人', { type: 'integer', titleZh: '到会人数' }, 3],
    ['3 年', { type: 'integer', titleZh: '维保期', unit: 'months' }, 'unread'],
    ['6 个月', { type: 'integer', titleZh: '维保期', unit: 'months' }, 6],
    ['3.5', { type: 'integer' }, 'unread'],
    ['99999999999999999999', { type: 'integer' }, 'unread'],
    ['2', NATURE, 'operations'],
    ['新建', NATURE, 'new'],
    ['operations', NATURE, 'operations'],
    ['无', NATURE, 'none'],
    ['constructor', NATURE, 'unread'],
    ['4', NATURE, 'unread'],
    ['1，2,1', PAPERS, ['plan', 'form']],
    ['建设方案、申报表', PAPERS, ['plan', 'form']],
    ['无', PAPERS, []],
    ['1,7', PAPERS, 'unread'],
    ['无', { type: 'date', nullable: true }, null],
    ['无', { type: 'date' }, 'unread'],
    ['智慧养老', {}, '智慧养老'],
    ['=返回', {}, '返回'],
    ['520万、3元', { type: 'list-of-money' }, ['5200000', '3']],
    ['2024 2025', { type: 'list-of-integer' }, [2024, 2025]],
  ])('%s is read by the type of the fact', (line, over, value) => {
    expect(read(line, over)).toEqual(value);
  });

  it('an object is read field by field, by title or name', () => {
    const fields = {
      cpuCores: { type: 'integer', titleZh: '处理器核数', meaning: '' },
      costYuan: { type: 'money', titleZh: '费用', meaning: '' },
    } as const;
    expect(read('处理器核数=4核，费用=3万', { type: 'object', fields })).toEqual({ cpuCores: 4, costYuan: '30000' });
    expect(read('cpuCores=4；cpuCores=8', { type: 'list-of-object', fields })).toEqual([{ cpuCores: 4 }, { cpuCores: 8 }]);
    expect(read('{"cpuCores":4}', { type: 'object', fields })).toEqual({ cpuCores: 4 });
    expect(read('__proto__=1', { type: 'object', fields })).toBe('unread');
    expect(read('{"cpuCores":', { type: 'object', fields })).toBe('unread');
  });

  it.each([
    ['不知道', 'not-known'],
    ['  SKIP ', 'not-known'],
    ['返回', 'back'],
    ['退出', 'quit'],
    ['帮助', 'help'],
    ['', 'unread'],
  ])('%s is no answer', (line, kind) => {
    expect(typedAnswer(line, fact({ type: 'boolean' })).kind).toBe(kind);
  });
});
