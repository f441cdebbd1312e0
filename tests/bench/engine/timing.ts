/** Something to be timed: one pass is `size` decisions. */
export interface Timed {
  readonly name: string;
  readonly size: number;
  readonly pass: () => void | Promise<void>;
  readonly isSlow: boolean;
}

const ROUNDS = 15;
const WINDOW_US = 100_000;
const SLOW_ROUNDS = 3;

/**
 * Runs all in turn, round after round, so that all see the same machine; microseconds of processor time a decision, by name and round. Processor time, not
 * the clock's: the figures stay what they are beside other work.
 */
export async function interleaved(works: readonly Timed[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>(works.map(({ name }) => [name, []]));
  for (const work of works) await timed(work, WINDOW_US * 4);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const work of works) if (!work.isSlow || round < SLOW_ROUNDS) found.get(work.name)?.push(await timed(work, WINDOW_US));
  return found;
}

async function timed({ pass, size }: Timed, window: number): Promise<number> {
  const started = processorTime();
  let passes = 0;
  let elapsed = 0;
  do {
    const pending = pass();
    if (pending !== undefined) await pending;
    passes += 1;
    elapsed = processorTime() - started;
  } while (elapsed < window);
  return elapsed / (passes * size);
}

/** Processor time that this process has used, garbage collection included, microseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
