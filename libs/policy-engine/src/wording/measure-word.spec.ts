import { describe, expect, it } from 'vitest';
import { measureWord } from './measure-word.ts';
import { yesNoPhrase } from './yes-no-phrase.ts';

describe('a figure is counted in the word its title asks for', () => {
  it.each([
    ['到会人数', undefined, '人'],
    ['赞成票数', undefined, '票'],
    ['服务器台数', undefined, '台'],
    ['单位现有平台数', undefined, '个'],
    ['成员单位数', undefined, '家'],
    ['项目年度', undefined, '年'],
    ['网络安全等级', undefined, '级'],
    ['初评分', undefined, '分'],
    ['人月数', 'months', '人月'],
    ['维保期', 'months', '个月'],
    ['备案时限', 'working day', '个工作日'],
    ['字数上限', undefined, '字'],
    ['主管部门排序', undefined, undefined],
  ])('%s', (title, unit, word) => {
    expect(measureWord(title, unit)?.zh).toBe(word);
  });
});

describe('a yes-or-no outcome is a statement', () => {
  it.each([
    ['可否申报', '可以申报', '不可申报'],
    ['是否符合规定', '符合规定', '不符合规定'],
    ['是否已计费', '已计费', '未计费'],
    ['是否须履行', '须履行', '无须履行'],
    ['合同是否符合规定', '合同符合规定', '合同不符合规定'],
    ['须公开招标', '须公开招标', '无须公开招标'],
    ['已达到法定人数', '已达到法定人数', '未达到法定人数'],
    ['在服务目录内', '在服务目录内', '不在服务目录内'],
    ['行业专家评审', '进行行业专家评审', '不进行行业专家评审'],
    ['是否受理', '予以受理', '不予受理'],
    ['是否按时', '按时', '未按时'],
    ['材料齐全', '材料齐全', '材料不齐全'],
    ['监理须单独招标', '监理须单独招标', '监理无须单独招标'],
    ['最近节点目标已达到', '最近节点目标已达到', '最近节点目标未达到'],
    ['当日不得再次申报', '当日不得再次申报', '当日并非不得再次申报'],
    ['表单有效', '表单有效', '表单无效'],
    ['一窗通办', '“一窗通办”为是', '“一窗通办”为否'],
  ])('%s', (titleZh, yes, no) => {
    const field = { type: 'boolean', titleZh, meaning: 'A thing' } as const;
    expect([yesNoPhrase(field, 'name', true).zh, yesNoPhrase(field, 'name', false).zh]).toEqual([yes, no]);
  });
});
