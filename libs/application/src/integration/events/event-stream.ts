import type { EventRecord } from '@guicheng/persistence';

/** Why a stream was broken off: events may have been missed; its reader is too slow; the server stops. */
export type StreamEnd = 'interrupted' | 'too-slow' | 'closed';

/** A stream was broken off: what comes after is to be asked for. */
export class StreamEnded extends Error {
  constructor(readonly why: StreamEnd) {
    super(`the stream of events ended: ${why}`);
    this.name = 'StreamEnded';
  }
}

/** Events that wait for a slow reader at most. */
const MOST_WAITING = 1_000;

/** Events on their way to one reader, in order. What waits is bounded: who does not keep up is broken off, and reads on by cursor. */
export class EventStream implements AsyncIterableIterator<EventRecord> {
  readonly #waiting: EventRecord[] = [];
  readonly #onEnd: () => void;
  #why: StreamEnd | 'left' | undefined;
  #reader: { readonly resolve: (result: IteratorResult<EventRecord>) => void; readonly reject: (error: Error) => void } | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Adds an event; nothing happens to a stream that is over. */
  push(event: EventRecord): void {
    if (this.#why !== undefined) return;
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#reader = undefined;
      reader.resolve({ value: event, done: false });
    } else if (this.#waiting.push(event) > MOST_WAITING) this.end('too-slow');
  }

  /** Breaks the stream off; what waits is dropped. */
  end(why: StreamEnd): void {
    this.#finish(why);
    this.#reader?.reject(new StreamEnded(why));
    this.#reader = undefined;
  }

  next(): Promise<IteratorResult<EventRecord>> {
    const event = this.#waiting.shift();
    if (event !== undefined) return Promise.resolve({ value: event, done: false });
    if (this.#why === 'left') return Promise.resolve({ value: undefined, done: true });
    if (this.#why !== undefined) return Promise.reject(new StreamEnded(this.#why));
    return new Promise((resolve, reject) => (this.#reader = { resolve, reject }));
  }

  /** The reader leaves. */
  return(): Promise<IteratorResult<EventRecord>> {
    this.#finish('left');
    this.#reader?.resolve({ value: undefined, done: true });
    this.#reader = undefined;
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(why: StreamEnd | 'left'): void {
    if (this.#why !== undefined) return;
    this.#why = why;
    this.#waiting.length = 0;
    this.#onEnd();
  }
}
