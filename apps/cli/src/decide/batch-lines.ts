/** A line of the input: its bytes without the line end; null: longer than allowed, and not kept. */
export type Line = Uint8Array | null;

/** Longest line that is read, in bytes; a request is a few kilobytes. */
export const LONGEST_LINE = 1024 * 1024;

const newline = 0x0a;
const empty = new Uint8Array(0);

/**
 * Cuts a stream of bytes into lines, holding at most one chunk and one line. The last line needs no line end.
 * Yields the lines of a chunk together: one turn of the event loop a chunk, not a line.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>, longest: number = LONGEST_LINE): AsyncGenerator<Line[]> {
  let held: Uint8Array[] = [];
  let length = 0;
  const keep = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= longest) held.push(piece);
    else held = [];
  };
  const take = (): Line => {
    const line = length > longest ? null : held.length === 1 ? (held[0] ?? empty) : Buffer.concat(held);
    held = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      lines.push(take());
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [take()];
}
