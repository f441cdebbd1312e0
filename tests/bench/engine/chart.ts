/** A bar of the chart: microseconds a decision. */
export interface Bar {
  readonly name: string;
  readonly microseconds: number;
  readonly isOurs: boolean;
}

const WIDTH = 900;
const LEFT = 260;
const RIGHT = 110;
const ROW = 34;
const TOP = 64;

/** A bar chart on a logarithmic scale as a self-contained SVG text. The names are our own: letters, blanks and hyphens. */
export function chartOf(title: string, bars: readonly Bar[]): string {
  const times = bars.map(({ microseconds }) => microseconds);
  const least = Math.floor(Math.log10(Math.min(...times)));
  const most = Math.ceil(Math.log10(Math.max(...times)));
  const x = (microseconds: number): number => LEFT + ((Math.log10(microseconds) - least) / (most - least)) * (WIDTH - LEFT - RIGHT);
  const bottom = TOP + bars.length * ROW;
  const lines = Array.from({ length: most - least + 1 }, (_, step) => 10 ** (least + step)).map(
    (value) =>
      `<line x1="${x(value)}" y1="${TOP - 8}" x2="${x(value)}" y2="${bottom}" stroke="#d0d5dd"/>` +
      `<text x="${x(value)}" y="${bottom + 18}" text-anchor="middle" fill="#475467">${value} µs</text>`,
  );
  const rows = bars.map(({ name, microseconds, isOurs }, index) => {
    const y = TOP + index * ROW;
    return (
      `<text x="${LEFT - 12}" y="${y + 17}" text-anchor="end"${isOurs ? ' font-weight="700"' : ''} fill="#101828">${name}</text>` +
      `<rect x="${LEFT}" y="${y + 3}" width="${Math.max(1, x(microseconds) - LEFT)}" height="${ROW - 14}" fill="${isOurs ? '#175cd3' : '#98a2b3'}"/>` +
      `<text x="${x(microseconds) + 8}" y="${y + 17}" fill="#101828">${microseconds.toPrecision(3)} µs</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 32}" font-family="sans-serif" font-size="13" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${bottom + 32}" fill="#ffffff"/>`,
    `<text x="20" y="30" font-size="16" fill="#101828">${title}</text>`,
    ...lines,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}
