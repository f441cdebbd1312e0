import { expect, it } from 'vitest';
import { boundedWork } from './bounded-work.ts';

it('runs so many at once, lets so many wait in their order, and turns the rest away; one that fails makes room', async () => {
  const bounded = boundedWork({ atOnce: 2, waiting: 3 });
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (index: number) => async () => {
    order.push(index);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    if (index === 1) throw new Error('one that fails');
    return index;
  };
  const results = Array.from({ length: 7 }, (_, index) => bounded(work(index)));
  expect(results.map((one) => one === undefined)).toEqual([false, false, false, false, false, true, true]);
  expect(
    (await Promise.allSettled(results.slice(0, 5).map((one) => one ?? Promise.reject(new Error('turned away'))))).map(
      ({ status }) => status,
    ),
  ).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect([most, order]).toEqual([2, [0, 1, 2, 3, 4]]);
  await expect(bounded(work(8))).resolves.toBe(8);
});
