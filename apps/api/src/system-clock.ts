import { instantOf, type Clock } from '@guicheng/kernel';

/** The machine's clock. Throws when it stands outside the years that can be computed with. */
export const systemClock: Clock = {
  now: () => {
    const now = instantOf(Date.now());
    if (now === undefined) throw new Error('the machine clock is out of range');
    return now;
  },
};
