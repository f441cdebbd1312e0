import type { DeclaredFact } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { heldPacks } from '../../fixtures/held-packs.ts';
import { questionWords } from './question-words.ts';

const asked = (over: Partial<DeclaredFact>, isListed = false): string =>
  questionWords({ titleZh: '事实', meaning: 'A fact; null: none', type: 'text', questions: ['routing'], ...over }, isListed).zh;

describe('a fact is asked for in its own words', () => {
  it.each<[Partial<DeclaredFact>, string]>([
    [{ titleZh: '涉密项目', type: 'boolean' }, '“涉密项目”，是还是否？'],
    [{ titleZh: '建设金额', type: 'money', unit: 'CNY' }, '建设金额是多少元？'],
    [{ titleZh: '内存利用率', type: 'percent', unit: 'percent' }, '内存利用率是百分之多少？'],
    [{ titleZh: '预算年度', type: 'integer' }, '预算年度是哪一年？'],
    [{ titleZh: '合同年次', type: 'integer' }, '合同年次是第几年？'],
    [{ titleZh: '网络安全等级', type: 'integer' }, '网络安全等级是几级？'],
    [{ titleZh: '到会人数', type: 'integer' }, '到会人数是多少人？'],
    [{ titleZh: '人月数', type: 'decimal', unit: 'months' }, '人月数是多少人月？'],
    [{ titleZh: '主管部门排序', type: 'integer', nullable: true }, '主管部门排序是第几位（没有则答“无”）？'],
    [{ titleZh: '文件备案日期', type: 'date', nullable: true }, '文件备案日期是哪一天（没有则答“无”）？'],
    [{ titleZh: '报告月份', type: 'month' }, '报告月份是哪个月？'],
    [{ titleZh: '提交时间', type: 'instant' }, '提交时间是哪一天几时几分？'],
    [{ titleZh: '项目性质', type: 'code', enum: { new: '新建', service: '服务项目' } }, '项目性质是哪一种（新建、服务项目）？'],
    [{ titleZh: '已提供材料', type: 'list-of-code', enum: { plan: '建设方案' } }, '已提供材料有哪些（建设方案）？'],
    [{ titleZh: '软件价值', type: 'list-of-money' }, '软件价值各是多少元？'],
    [
      { titleZh: '云资源', type: 'object', fields: { cpuCores: { type: 'integer', titleZh: '处理器核数' } } },
      '云资源是怎样的（处理器核数，单位核）？',
    ],
  ])('%j', (over, zh) => {
    expect(asked(over)).toBe(zh);
  });

  it('without its codes where they are listed beside it', () => {
    expect(asked({ titleZh: '项目性质', type: 'code', enum: { new: '新建' }, nullable: true }, true)).toBe(
      '项目性质是哪一种（没有则答“无”）？',
    );
  });

  it('and every fact of the packs ends in a question in both languages', async () => {
    const { packs } = await heldPacks();
    for (const { policy } of packs)
      for (const fact of Object.values(policy.facts)) {
        const { zh, en } = questionWords(fact);
        expect(zh).toMatch(/^(“[^“”]+”，是还是否|[^？]*)？$/u);
        expect(en).toMatch(/^[^?]+\?( \(.+\))?$/u);
      }
  });
});
