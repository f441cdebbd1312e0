import { setImmediate } from 'node:timers/promises';

/** Told every so often, so that a night can be watched, and so that Ctrl-C is heard. */
const EVERY_MS = 30_000;

/** One part of a night: how far it is, and what it came to. */
export class Progress {
  readonly #started = performance.now();
  #told = performance.now();
  #done = 0;

  constructor(
    private readonly title: string,
    private readonly total: number,
  ) {
    this.#say('开始 begins');
  }

  get done(): number {
    return this.#done;
  }

  /** Adds to what is done; others get their turn. */
  async add(count: number): Promise<void> {
    this.#done += count;
    if (performance.now() - this.#told > EVERY_MS) {
      this.#told = performance.now();
      this.#say(`已完成 done ${this.#done.toLocaleString('en')} / ${this.total.toLocaleString('en')}`);
    }
    await setImmediate();
  }

  end(more: string): void {
    this.#say(`完成 completed ${this.#done.toLocaleString('en')}${more === '' ? '' : `，${more}`}`);
  }

  #say(text: string): void {
    process.stdout.write(`── ${this.title}：${text} (${((performance.now() - this.#started) / 1_000).toFixed(0)} s)\n`);
  }
}
