import { escapeHtml } from '../html/escape.ts';
import type { Flow } from './flow.ts';
import { layoutFlow, type DrawnArrow, type DrawnBox } from './flow-layout.ts';

const figure = (value: number): string => String(Math.round(value * 10) / 10);

/** The routes as inline SVG: text stays text, every box of a rule leads to the rule. The colours stand in the page's style sheet. */
export function flowSvg(flow: Flow, titleZh: string): string {
  const { width, height, boxes, arrows } = layoutFlow(flow);
  return [
    `<svg class="flow" viewBox="0 0 ${figure(width)} ${figure(height)}" width="${figure(width)}" height="${figure(height)}" role="group" aria-label="${escapeHtml(titleZh)}" xmlns="http://www.w3.org/2000/svg">`,
    '<defs><marker id="flow-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...arrows.map(arrowSvg),
    ...boxes.map(boxSvg),
    '</svg>',
  ].join('\n');
}

function arrowSvg({ points, hasHead }: DrawnArrow): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${figure(x)} ${figure(y)}`).join('');
  return `<path class="arrow" d="${path}"${hasHead ? ' marker-end="url(#flow-head)"' : ''}/>`;
}

function boxSvg({ as, x, y, width, height, to, texts }: DrawnBox): string {
  const rectangle = `<rect class="${as}" x="${figure(x)}" y="${figure(y)}" width="${figure(width)}" height="${figure(height)}" rx="5"/>`;
  const lines = texts
    .map((text) => `<text class="${text.as}" x="${figure(text.x)}" y="${figure(text.y)}">${escapeHtml(text.text)}</text>`)
    .join('');
  return to === undefined ? `<g>${rectangle}${lines}</g>` : `<a href="#${escapeHtml(to)}">${rectangle}${lines}</a>`;
}
