import { describe, expect, it } from 'vitest';
import type { Flow, FlowBranch } from './flow.ts';
import { layoutFlow, type DrawnBox } from './flow-layout.ts';
import { emsOf, wrapText } from './wrap-text.ts';

const words = (zh: string) => ({ zh, en: '' });

const branch = (outcome: readonly string[], ...conditions: readonly string[]): FlowBranch => ({
  conditions: conditions.map(words),
  joined: 'all',
  outcome: outcome.map(words),
  isException: false,
  to: 'rule',
});

const LONG = '有效建设金额不低于备案与审核的分界金额（100 万元）且不超过按硬件占比分流的起点金额（500 万元）';

const FLOW: Flow = {
  steps: [
    {
      title: words('一'),
      premise: undefined,
      branches: [branch(['甲'], '短'), branch(['甲'], LONG, LONG), branch(['乙', LONG, LONG, LONG], '短')],
    },
    { title: words('二'), premise: words(LONG + LONG), branches: [branch(['丙']), branch(['丁'], LONG)] },
  ],
};

const overlap = (a: DrawnBox, b: DrawnBox): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the picture of the routes', () => {
  const { boxes, width, height } = layoutFlow(FLOW);

  it('has no two boxes that overlap, and none outside', () => {
    const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
    expect(boxes.filter((box) => box.x < 0 || box.x + box.width > width || box.y + box.height > height)).toEqual([]);
  });

  it('keeps every line of text inside its box, at its font size of 15', () => {
    for (const box of boxes)
      for (const text of box.texts) {
        expect(text.x + emsOf(text.text) * 15).toBeLessThanOrEqual(box.x + box.width);
        expect(text.y).toBeLessThan(box.y + box.height);
      }
  });

  it('leads conditions with one outcome to one box', () => {
    expect(boxes.filter(({ as }) => as === 'outcome').map(({ texts }) => texts[0]!.text)).toEqual(['甲', '乙', '丙', '丁']);
  });
});

describe('breaking lines', () => {
  it('loses nothing and begins no line with a closing sign', () => {
    const lines = wrapText(LONG, 12);
    expect(lines.join('').replaceAll(' ', '')).toBe(LONG.replaceAll(' ', ''));
    expect(lines.filter((line) => /^[，。）”%]/.test(line))).toEqual([]);
    expect(lines.filter((line) => /[（“]$/.test(line))).toEqual([]);
  });

  it('keeps figures whole', () => {
    expect(wrapText('金额超过 1234567890 元', 8).some((line) => line.includes('1234567890'))).toBe(true);
  });

  it('cuts a word that no line holds', () => {
    expect(wrapText('abcdefghijklmnopqrstuvwxyz', 5).every((line) => emsOf(line) <= 5)).toBe(true);
  });
});
