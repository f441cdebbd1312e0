import type { PolicyPage, Section } from '../page.ts';
import { blockHtml, wordsHtml } from './block-html.ts';
import { escapeHtml } from './escape.ts';
import { STYLE } from './style.ts';

/** The page as one HTML file: nothing is fetched from elsewhere, no script runs (its own policy forbids both), every text is escaped. */
export function pageHtml({ title, subtitle, label, policy, sections }: PolicyPage): string {
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title.zh)}：${escapeHtml(label?.zh ?? '规则校对页')}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#content">跳到正文</a>',
    '<div class="page">',
    `<header><h1>${wordsHtml(title)}</h1><p class="note">${wordsHtml(subtitle)}</p></header>`,
    '<div class="columns">',
    `<nav aria-label="目录"><h2>目录</h2>${contentsHtml(sections)}</nav>`,
    '<main id="content">',
    ...sections.map((section) => sectionHtml(section, 2)),
    `<footer>${escapeHtml(policy)}</footer>`,
    '</main>',
    '</div>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function contentsHtml(sections: readonly Section[]): string {
  const items = sections.map(
    ({ id, title, sections: inner }) =>
      `<li><a href="#${escapeHtml(id)}">${escapeHtml(title.zh)}</a>${inner.length === 0 ? '' : contentsHtml(inner)}</li>`,
  );
  return `<ol>${items.join('')}</ol>`;
}

function sectionHtml({ id, title, blocks, sections }: Section, level: number): string {
  return [
    `<section id="${escapeHtml(id)}" aria-labelledby="${escapeHtml(id)}-title">`,
    `<h${level} id="${escapeHtml(id)}-title">${wordsHtml(title)}</h${level}>`,
    ...blocks.map((block) => blockHtml(block, level + 1)),
    ...sections.map((section) => sectionHtml(section, level + 1)),
    '</section>',
  ].join('\n');
}
