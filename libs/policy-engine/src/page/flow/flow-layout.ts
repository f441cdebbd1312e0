import type { Flow, FlowBranch, FlowStep } from './flow.ts';
import { wrapText } from './wrap-text.ts';

/** A line of text in a drawing, by its baseline. */
export interface DrawnText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly as: 'start' | 'step' | 'premise' | 'condition' | 'headline' | 'detail' | 'exception';
}

/** A box in a drawing, by its upper left corner; lengths as in the drawing. */
export interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly as: 'start' | 'step' | 'condition' | 'outcome';
  /** Anchor that the box leads to. */
  readonly to?: string;
  readonly texts: readonly DrawnText[];
}

/** A line through these points, with a head at the last of them or none. */
export interface DrawnArrow {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly hasHead: boolean;
}

/** A flow laid out; lengths in units of the drawing's view box, in which text is 15 high. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
}

const FONT = 15;
const LEADING = 22;
const PADDING = 10;
const GAP = 14;
const WIDTH = 920;
const SPINE = 24;
const CONDITION = { x: 52, width: 486 } as const;
const OUTCOME = { x: 604, width: 308 } as const;

const emsIn = (width: number): number => (width - 2 * PADDING) / FONT;
const heightOf = (lines: number): number => lines * LEADING + 2 * PADDING - 4;

/** Places the steps one under the other, conditions left, outcomes right. Boxes grow with their text and never overlap. */
export function layoutFlow({ steps }: Flow): Drawing {
  const boxes: DrawnBox[] = [];
  const arrows: DrawnArrow[] = [];
  const start = box('start', SPINE - 14, 8, 140, [{ text: '申报的项目', as: 'start' }]);
  boxes.push(start);
  let y = start.y + start.height;
  let spineEnd = y;
  for (const step of steps) {
    const placed = placeStep(step, y + GAP);
    boxes.push(...placed.boxes);
    arrows.push(...placed.arrows);
    y = placed.bottom;
    spineEnd = placed.lastJoin;
  }
  arrows.unshift({
    points: [
      [SPINE, start.y + start.height],
      [SPINE, spineEnd],
    ],
    hasHead: false,
  });
  return { width: WIDTH, height: y + 12, boxes, arrows };
}

interface Placed {
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
  readonly bottom: number;
  readonly lastJoin: number;
}

function placeStep({ title, premise, branches }: FlowStep, top: number): Placed {
  const boxes: DrawnBox[] = [];
  const arrows: DrawnArrow[] = [];
  const head = box('step', CONDITION.x, top, OUTCOME.x + OUTCOME.width - CONDITION.x, [
    { text: title.zh, as: 'step' },
    ...(premise === undefined ? [] : [{ text: `前提：${premise.zh}`, as: 'premise' as const }]),
  ]);
  boxes.push(head);
  let y = head.y + head.height + GAP;
  let lastJoin = head.y + head.height / 2;
  arrows.push({
    points: [
      [SPINE, lastJoin],
      [head.x, lastJoin],
    ],
    hasHead: true,
  });
  for (const group of adjacent(branches)) {
    const conditions = group.map((branch) => {
      const drawn = box('condition', CONDITION.x, y, CONDITION.width, conditionTexts(branch), branch.to);
      y = drawn.y + drawn.height + GAP;
      return drawn;
    });
    const first = conditions[0]!;
    const last = conditions.at(-1)!;
    const bottom = last.y + last.height;
    const outcome = box('outcome', OUTCOME.x, first.y, OUTCOME.width, outcomeTexts(group[0]!));
    // Several conditions that lead to one outcome share its box, which stands beside the middle of them.
    const placed = moved(outcome, Math.max(0, (bottom - first.y - outcome.height) / 2));
    boxes.push(...conditions, placed);
    const target = placed.y + placed.height / 2;
    const knee = (CONDITION.x + CONDITION.width + OUTCOME.x) / 2;
    for (const condition of conditions) {
      const middle = condition.y + condition.height / 2;
      lastJoin = middle;
      arrows.push({
        points: [
          [SPINE, middle],
          [condition.x, middle],
        ],
        hasHead: true,
      });
      const from: readonly [number, number] = [condition.x + condition.width, middle];
      const end: readonly [number, number] = [placed.x, target];
      arrows.push({
        points: Math.abs(middle - target) < 1 ? [from, [placed.x, middle]] : [from, [knee, middle], [knee, target], end],
        hasHead: true,
      });
    }
    y = Math.max(y, placed.y + placed.height + GAP);
  }
  return { boxes, arrows, bottom: y - GAP, lastJoin };
}

/** Branches that stand together and lead to the same outcome. */
function adjacent(branches: readonly FlowBranch[]): FlowBranch[][] {
  const groups: FlowBranch[][] = [];
  const key = ({ outcome, isException }: FlowBranch): string => `${isException} ${outcome.map(({ zh }) => zh).join('\n')}`;
  for (const branch of branches) {
    const group = groups.at(-1);
    if (group !== undefined && key(group[0]!) === key(branch)) group.push(branch);
    else groups.push([branch]);
  }
  return groups;
}

type Written = { readonly text: string; readonly as: DrawnText['as'] };

function conditionTexts({ conditions, joined, isException }: FlowBranch): Written[] {
  const lines =
    conditions.length === 0
      ? ['任何情形']
      : conditions.map(({ zh }, index) => (index === 0 ? zh : `${joined === 'any' ? '或者' : '且'} ${zh}`));
  return [
    ...(isException ? [{ text: '例外，优先适用', as: 'exception' as const }] : []),
    ...lines.map((text): Written => ({ text, as: 'condition' })),
  ];
}

const outcomeTexts = ({ outcome }: FlowBranch): Written[] =>
  outcome.map(({ zh }, index) => ({ text: zh, as: index === 0 ? 'headline' : 'detail' }));

function box(as: DrawnBox['as'], x: number, y: number, width: number, written: readonly Written[], to?: string): DrawnBox {
  const lines = written.flatMap(({ text, as: kind }) => wrapText(text, emsIn(width)).map((part) => ({ text: part, as: kind })));
  const texts = lines.map(({ text, as: kind }, index) => ({ x: x + PADDING, y: y + PADDING + index * LEADING + FONT - 1, text, as: kind }));
  return { as, x, y, width, height: heightOf(lines.length), texts, ...(to === undefined ? {} : { to }) };
}

const moved = (drawn: DrawnBox, by: number): DrawnBox => ({
  ...drawn,
  y: drawn.y + by,
  texts: drawn.texts.map((text) => ({ ...text, y: text.y + by })),
});
