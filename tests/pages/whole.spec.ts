import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { POLICIES } from './pages.ts';

/** Without tags, and without the English lines. */
const chineseOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<span class="en" lang="en">[^<]*<\/span>/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const idsOf = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);

describe.each(POLICIES)('the page of $id', ({ policy, html, markdown }) => {
  const ids = new Set(idsOf(html));
  const text = chineseOf(html);
  const rules = Object.values(policy.questions).flatMap(({ question, groups }) =>
    groups.flatMap((group) => group.rules.map((rule) => ({ question, rule }))),
  );

  it('holds every rule, with its Chinese title', () => {
    expect(rules.filter(({ question, rule }) => !ids.has(`rule-${question}-${rule.id}`) || !text.includes(rule.titleZh))).toEqual([]);
  });

  it('holds every named notion, contradiction and clause', () => {
    const wanted = [
      ...Object.keys(policy.definitions).map((name) => `definition-${name}`),
      ...policy.contradictions.map(({ id }) => `contradiction-${id}`),
      ...policy.clauses.map(({ id }) => `clause-${id}`),
    ];
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
    expect(wanted.filter((id) => !markdown.includes(`<a id="${id}"></a>`))).toEqual([]);
  });

  it('holds every figure the rules decide by, with its unit', () => {
    // 5 % is not found in 0.5 % or 25 %.
    const stands = (figure: string, where: string): boolean =>
      new RegExp(`(?<![\\d.])${figure.replaceAll('.', '\\.')}(?![\\d.])`, 'u').test(where);
    expect([...figuresOf(policy)].filter((figure) => !stands(figure, text) || !stands(figure, markdown))).toEqual([]);
    expect(figuresOf(policy).size).toBeGreaterThan(0);
  });

  it('counts a weekday in nothing', () => {
    expect([...markdown.matchAll(/7 为星期日）为 \d \p{Script=Han}/gu)].map(([found]) => found)).toEqual([]);
  });

  it('holds every document, repealed text, document not held, blocker and warning', () => {
    const { manifest, blockers, warnings } = policy;
    const titles = [...manifest.documents, ...manifest.repeals, ...manifest.notHeld].flatMap(({ titleZh, number }) =>
      number === null ? [titleZh] : [titleZh, number],
    );
    const labels = [...Object.values(blockers), ...Object.values(warnings)].map(({ zh }) => zh);
    expect([...titles, ...labels, manifest.issuerZh].filter((title) => !text.includes(title))).toEqual([]);
  });

  it('has anchors that are unique and references that lead somewhere', () => {
    expect(idsOf(html).filter((id, index, all) => all.indexOf(id) !== index)).toEqual([]);
    expect([...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]!).filter((id) => !ids.has(id))).toEqual([]);
    const anchors = new Set([...markdown.matchAll(/<a id="([^"]+)"><\/a>/g)].map((match) => match[1]!));
    expect([...markdown.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]!).filter((id) => !anchors.has(id))).toEqual([]);
  });

  it('shows no name of the data in its Chinese sentences: no code, no fact name, no operator', () => {
    const sentences = [...html.matchAll(/<(?:p class="(?:sentence|note)"|li)>(.*?)<\/(?:p|li)>/gs)].map((match) => chineseOf(match[1]!));
    expect(sentences.filter((sentence) => /[a-z]+[A-Z][a-z]|[a-z]{2,}-[a-z]{2,}|undefined|\[object/.test(sentence))).toEqual([]);
  });

  it('asks nothing of another server and runs no script', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)/);
    expect(html).toContain("default-src 'none'");
  });
});
