/** Something that was measured several times. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: number;
  /** Against other figures of the same rounds. */
  readonly ratios: readonly { readonly to: string; readonly median: number }[];
}

/** Middle value; of an even number of values the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('nothing was measured');
  return (lower + upper) / 2;
}

/** The rounds of a measurement that others are compared with. */
export interface Base {
  readonly name: string;
  readonly values: readonly number[];
}

/** Sums up the rounds of one measurement; `bases`: the rounds to compare with, pairwise, since both saw the same machine. */
export function figure(name: string, unit: string, values: readonly number[], ...bases: readonly Base[]): Figure {
  const ratios = bases.map((base) => ({
    to: base.name,
    median: median(values.map((value, round) => value / (base.values[round] ?? Number.NaN))),
  }));
  return { name, unit, median: median(values), least: Math.min(...values), most: Math.max(...values), rounds: values.length, ratios };
}

/** Figures as a table for people. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.name,
    `${shown(one.median)} ${one.unit}`,
    one.rounds > 1 ? `${shown(one.least)} – ${shown(one.most)}` : '',
    one.ratios.map(({ to, median: times }) => `${times.toPrecision(3)} × ${to}`).join(', '),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  return [title, ...lines, ''].join('\n');
}

const shown = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : value >= 100 ? value.toFixed(0) : value.toPrecision(3);
