import type { Policy, Rule } from '@guicheng/policy-model';
import { describe, expect, it } from 'vitest';
import { choose, collect, policyOf, rule } from '../../fixtures/small-policy.ts';
import { pageHtml } from './html/page-html.ts';
import { pageMarkdown } from './markdown/page-markdown.ts';
import type { PolicyPage } from './page.ts';
import { policyPage } from './policy-page.ts';

function pageOf(policy: Policy): PolicyPage {
  const page = policyPage(policy);
  if (!page.ok) throw new Error(JSON.stringify(page.error));
  return page.value;
}

/** The Chinese of the page without tags and without the English lines. */
const chineseOf = (html: string): string =>
  html
    .replace(/<span class="en".*?<\/span>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');

const filing = rule('filing', { '<': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] }, { titleZh: '小额备案', then: { route: 'filing' } });
const review = rule('review', { '>=': [{ var: 'amountYuan' }, { yuan: 1_000_000 }] }, { titleZh: '大额审核', then: { route: 'review' } });
const secret = rule(
  'secret',
  { var: 'flag' },
  {
    titleZh: '涉密移交',
    then: { route: 'investment' },
    exceptionOf: ['filing', 'review'],
    strength: 'in-principle',
    contested: [
      {
        clause: 'a1',
        when: { var: 'yes' },
        readingZh: '以明示为准。',
        readingEn: 'the named one prevails',
        alternative: { route: 'filing' },
      },
    ],
  },
);

const routed = (...rules: readonly Rule[]): Policy =>
  policyOf({ groups: [choose(rules, { otherwise: { status: 'not-regulated', cites: ['a1'] } })] });

describe('a rule on the page', () => {
  const chinese = chineseOf(pageHtml(pageOf(routed(filing, review, secret))));

  it('says its condition and outcome in one sentence, with source and strength', () => {
    expect(chinese).toContain('当事实（money）低于 100 万元时，route为“备案”。');
    expect(chinese).toContain('依据：《办法》第一条。');
    expect(chinese).toContain('小额备案 强制');
    expect(chinese).toContain('涉密移交 原则上');
  });

  it('words exceptions as exceptions, on both sides', () => {
    expect(chinese).toContain('但适用“涉密移交”的除外。');
    expect(chinese).toContain('本条是例外：适用本条的，不再适用“小额备案”、“大额审核”。');
  });

  it('shows where a clause is contested, the reading taken, and what the other would give', () => {
    expect(chinese).toContain('争议只出现在：“事实（boolean）”为是。');
    expect(chinese).toContain('本系统采用：以明示为准。');
    expect(chinese).toContain('按另一种理解，结果将是：route为“备案”。');
  });

  it('tells what remains when no rule applies', () => {
    expect(chinese).toContain('除以上情形外，本规定未作规定，不作答。');
  });

  it('lists the brackets of a group in a table', () => {
    expect(chinese).toContain('路径一览');
  });

  it('of a collecting group tells what it lists, blocks and points out', () => {
    const papers = rule(
      'late',
      { var: 'flag' },
      { adds: { missing: ['plan', 'form'] }, blockers: ['late'], warnings: ['check'], ifStated: ['flag'] },
    );
    const text = chineseOf(pageHtml(pageOf(policyOf({ groups: [collect([papers], { lists: ['missing'] })] }))));
    expect(text).toContain(
      '已填报“事实（boolean）”的，当“事实（boolean）”为是时，“missing”列入“方案”、“表格”，拦截：“逾期”（强制），提示：“核对”。',
    );
    expect(text).toContain('没有可列入的，“missing”为空。');
  });

  it('of several long conditions stands as a list', () => {
    const many = rule(
      'many',
      {
        and: [
          { var: 'flag' },
          { or: [{ var: 'yes' }, { '==': [{ var: 'kind' }, 'new'] }] },
          { '>': [{ var: 'months' }, { decimal: '1.5' }] },
        ],
      },
      { then: { route: 'filing' } },
    );
    const html = pageHtml(pageOf(routed(filing, many)));
    expect(chineseOf(html)).toContain('同时符合下列各项时：');
    expect(html).toMatch(/<ul><li>“事实（boolean）”为是/);
  });
});

describe('the page', () => {
  const hostile = routed(
    { ...filing, titleZh: '<script>alert(1)</script>|a|b|*x*_y_[z](http://e.com)`c`', titleEn: "\"onload='x' & <img src=x>" },
    review,
  );

  it('shows every text as text in HTML', () => {
    const html = pageHtml(pageOf(hostile));
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&quot;onload=&#39;x&#39; &amp; &lt;img src=x&gt;');
  });

  it('shows every text as text in Markdown', () => {
    const markdown = pageMarkdown(pageOf(hostile));
    expect(markdown).not.toMatch(/<script|<img/);
    expect(markdown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;\\|a\\|b\\|\\*x\\*\\_y\\_\\[z\\](http://e.com)\\`c\\`');
  });

  it('is the same bytes for the same policy', () => {
    const [first, second] = [routed(filing, review, secret), routed(filing, review, secret)];
    expect(pageHtml(pageOf(first))).toBe(pageHtml(pageOf(second)));
    expect(pageMarkdown(pageOf(first))).toBe(pageMarkdown(pageOf(second)));
  });

  it('says of a draft that it has no dates', () => {
    const draft = policyOf({ manifest: { nature: 'consultation-draft', effectiveFrom: null, issuedOn: null } });
    const text = chineseOf(pageHtml(pageOf(draft)));
    expect(text).toContain('征求意见稿，没有施行日期，不产生效力');
    expect(text).toContain('未署日期');
  });

  it('is refused for rules that do not compile', () => {
    const page = policyPage(routed(rule('broken', { '<': [{ var: 'amountYuan' }, 1] })));
    expect(page.ok ? [] : page.error.map(({ code }) => code)).toEqual(['type-mismatch']);
  });
});
