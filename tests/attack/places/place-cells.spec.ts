import { expect, it } from 'vitest';
import { leaksOf } from '../cell.ts';
import { placeCells } from './place-cells.ts';

const leaks = (text: string) =>
  leaksOf(placeCells([{ subject: 'webhook', as: 'other district', read: async () => text, foreign: ['canary-a', 'id-a'], own: 'id-b' }]));

it('a place leaks what is foreign, and proves nothing when its own is not there', async () => {
  expect(await leaks('about id-b')).toEqual([]);
  expect(await leaks('about id-b and id-a')).toMatchObject([{ as: 'other district', found: 'it tells id-a' }]);
  expect(await leaks('')).toMatchObject([{ as: 'own', found: 'the control is missing: id-b' }]);
});
