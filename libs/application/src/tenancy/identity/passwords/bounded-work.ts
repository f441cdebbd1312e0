/** How much may be done at once, and how much may wait. */
export interface WorkBounds {
  readonly atOnce: number;
  readonly waiting: number;
}

/** Runs expensive work a few at a time, first come first served; undefined, at once: too much is waiting already. */
export type BoundedWork = <T>(work: () => Promise<T>) => Promise<T> | undefined;

/** Work within these bounds. */
export const boundedWork = ({ atOnce, waiting }: WorkBounds): BoundedWork => {
  let running = 0;
  const queue: (() => void)[] = [];
  const turn = (): Promise<void> => {
    if (running < atOnce) {
      running++;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running--;
    else next();
  };
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    await turn();
    try {
      return await work();
    } finally {
      leave();
    }
  };
  return (work) => (running >= atOnce && queue.length >= waiting ? undefined : run(work));
};
