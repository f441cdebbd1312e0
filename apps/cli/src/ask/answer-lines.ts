import { linesOf } from '../decide/batch-lines.ts';

/** Longest answer that is read, in bytes: an object list of a hundred entries has a tenth of it. */
const LONGEST_ANSWER = 64 * 1024;

/** What came instead of a further line. */
export type NoLine = 'end' | 'interrupted' | 'too-long' | 'not-text';

/** Lines typed by a person, one at a time; an interruption (Ctrl-C) ends the waiting. */
export class AnswerLines {
  readonly #chunks: AsyncIterator<(Uint8Array | null)[]>;
  readonly #waiting: (Uint8Array | null)[] = [];
  readonly #interrupted: Promise<'interrupted'>;

  /** `interruption` settles when the person interrupts. */
  constructor(input: AsyncIterable<Uint8Array>, interruption: Promise<void>) {
    this.#chunks = linesOf(input, LONGEST_ANSWER)[Symbol.asyncIterator]();
    this.#interrupted = interruption.then(() => 'interrupted' as const);
  }

  /** The next line, or why there is none. A line that is too long or no UTF-8 is left out. */
  async next(): Promise<{ readonly line: string } | NoLine> {
    while (this.#waiting.length === 0) {
      const found = await Promise.race([this.#chunks.next(), this.#interrupted]);
      if (found === 'interrupted') return 'interrupted';
      if (found.done === true) return 'end';
      this.#waiting.push(...found.value);
    }
    const bytes = this.#waiting.shift()!;
    if (bytes === null) return 'too-long';
    try {
      return { line: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/u, '') };
    } catch (cause) {
      if (cause instanceof TypeError) return 'not-text';
      throw cause;
    }
  }
}
