import { flowSvg } from '../flow/flow-svg.ts';
import type { Block, Inline, Item, Line, Row, Table } from '../page.ts';
import type { Words } from '../../wording/value-words.ts';
import { escapeHtml } from './escape.ts';

const english = (en: string): string => (en === '' ? '' : `<span class="en" lang="en">${escapeHtml(en)}</span>`);

/** Chinese with English below it. */
export const wordsHtml = ({ zh, en }: Words): string => `${chinese(zh)}${english(en)}`;

/** Chinese whose figures stay on the line of their units. */
const chinese = (zh: string): string => escapeHtml(zh).replace(/(\d) (?=[^\d ])/g, '$1\u00a0');

function inlineHtml(piece: Inline): string {
  if (typeof piece === 'string') return chinese(piece);
  return 'to' in piece
    ? `<a href="#${escapeHtml(piece.to)}">${chinese(piece.text)}</a>`
    : `<span class="mark ${piece.mark}">${escapeHtml(piece.text)}</span>`;
}

const lineHtml = ({ zh, en }: Line): string => `${zh.map(inlineHtml).join('')}${english(en)}`;

/** A block as HTML; `level` is the heading level of entries. */
export function blockHtml(block: Block, level: number): string {
  switch (block.block) {
    case 'line':
      return `<p class="${block.as}">${lineHtml(block.line)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => itemHtml(item, level)).join('')}</ul>`;
    case 'table':
      return tableHtml(block);
    case 'contested':
      return `<div class="contested" id="${escapeHtml(block.id)}">${block.lines.map((line) => `<p>${lineHtml(line)}</p>`).join('')}</div>`;
    case 'entry':
      return [
        `<article class="entry" id="${escapeHtml(block.id)}">`,
        `<h${level}>${chinese(block.title.zh)}${block.marks.map((mark) => ` ${typeof mark === 'string' ? `<span class="mark kind">${escapeHtml(mark)}</span>` : inlineHtml(mark)}`).join('')}${english(block.title.en)}</h${level}>`,
        ...block.blocks.map((inner) => blockHtml(inner, level + 1)),
        '</article>',
      ].join('\n');
    case 'flow':
      return `<figure><div class="scroll" role="region" aria-label="${escapeHtml(block.caption.zh)}" tabindex="0">${flowSvg(block.flow, block.caption.zh)}</div><figcaption>${wordsHtml(block.caption)}</figcaption></figure>`;
  }
}

const itemHtml = ({ line, inside }: Item, level: number): string =>
  `<li>${lineHtml(line)}${inside.map((block) => blockHtml(block, level)).join('')}</li>`;

/** A table that turns into stacked rows on a narrow screen; each cell then carries its column's name. */
function tableHtml({ caption, columns, widths, rows }: Table): string {
  return [
    `<table><caption>${wordsHtml(caption)}</caption>`,
    `<colgroup>${widths.map((width) => `<col style="width:${width}%">`).join('')}</colgroup>`,
    `<thead><tr>${columns.map((column) => `<th scope="col">${wordsHtml(column)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => rowHtml(row, columns)).join('\n')}</tbody></table>`,
  ].join('\n');
}

function rowHtml({ id, cells }: Row, columns: readonly Words[]): string {
  const content = cells.map((lines, index) => {
    const inner = lines.map((line) => (lines.length === 1 ? lineHtml(line) : `<div>${lineHtml(line)}</div>`)).join('');
    return index === 0 ? `<th scope="row">${inner}</th>` : `<td data-column="${escapeHtml(columns[index]!.zh)}">${inner}</td>`;
  });
  return `<tr${id === undefined ? '' : ` id="${escapeHtml(id)}"`}>${content.join('')}</tr>`;
}
