import { ok } from '@guicheng/kernel';
import { describe, expect, it } from 'vitest';
import { cursorsWith, type ListScope } from './cursors.ts';
import { keysetConnection } from './keyset-connection.ts';
import type { PageArguments, PageRange } from './page-arguments.ts';

const cursors = cursorsWith(new Uint8Array(32).fill(7));
const LIST: ListScope = { list: 'ThingConnection', district: 'yangpu', filter: { text: null }, order: 'name' };

describe('a cursor', () => {
  const cursor = cursors.write(LIST, ['丙', 3]);

  it('is read by every process with the key, and by the list that gave it', () => {
    expect(cursors.read({ ...LIST, filter: { text: null, units: undefined } }, cursor)).toEqual(['丙', 3]);
    expect(cursorsWith(new Uint8Array(32).fill(7)).read(LIST, cursor)).toEqual(['丙', 3]);
    expect(cursorsWith(new Uint8Array(32).fill(8)).read(LIST, cursor)).toBeUndefined();
  });

  it.each<[string, Partial<ListScope>]>([
    ['list', { list: 'OtherConnection' }],
    ['district', { district: 'shangcheng' }],
    ['public list', { district: null }],
    ['filter', { filter: { text: 'a' } }],
    ['order', { order: 'amount' }],
  ])('is none of another %s', (_, other) => {
    expect(cursors.read({ ...LIST, ...other }, cursor)).toBeUndefined();
  });

  it('is none with any character of it changed, left out or put in', () => {
    for (let at = 0; at < cursor.length; at += 1)
      for (const put of ['', cursor[at] === 'A' ? 'B' : 'A', `A${cursor[at]}`])
        expect(cursors.read(LIST, cursor.slice(0, at) + put + cursor.slice(at + 1))).toBeUndefined();
    for (const text of ['', 'x', cursor.repeat(400), `${cursor.slice(0, 22)}${Buffer.from('["丁",3]').toString('base64url')}`])
      expect(cursors.read(LIST, text)).toBeUndefined();
  });
});

interface Thing {
  readonly name: string;
  readonly n: number;
}

/** Sorted, with sort keys that several share. */
const THINGS: readonly Thing[] = Array.from({ length: 23 }, (_, n) => ({ name: `n${Math.floor(n / 4)}`, n }));
const before = (a: Thing, [name, n]: readonly unknown[]): boolean => a.name < String(name) || (a.name === name && a.n < Number(n));

const read = (range: PageRange) => {
  const { from, backwards, limit } = range;
  const left = THINGS.filter((one) => from === null || (backwards ? before(one, from) : !before(one, from) && one.n !== from[1]));
  return ok({ rows: backwards ? left.slice(-limit) : left.slice(0, limit), more: left.length > limit, total: THINGS.length });
};
const page = async (args: PageArguments) =>
  (await keysetConnection(cursors)({
    typename: 'ThingConnection',
    scope: LIST,
    page: args,
    positionOf: ({ name, n }: Thing) => [name, n],
    nodeOf: ({ n }) => n,
    read,
  })) as {
    readonly nodes: number[];
    readonly problems?: readonly { readonly code: string; readonly pointer: string }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string;
      readonly endCursor: string;
    };
  };

describe('a list as a connection', () => {
  it.each([1, 4, 5, 23, 24])('is walked forwards and backwards in pages of %i, each entry once', async (size) => {
    const there: number[] = [];
    let at = await page({ first: size });
    for (;;) {
      there.push(...at.nodes);
      if (!at.pageInfo.hasNextPage) break;
      at = await page({ first: size, after: at.pageInfo.endCursor });
      expect(at.pageInfo.hasPreviousPage).toBe(true);
    }
    expect(there).toEqual(THINGS.map(({ n }) => n));
    const back: number[] = [];
    at = await page({ last: size });
    for (;;) {
      back.unshift(...at.nodes);
      if (!at.pageInfo.hasPreviousPage) break;
      at = await page({ last: size, before: at.pageInfo.startCursor });
      expect(at.pageInfo.hasNextPage).toBe(true);
    }
    expect(back).toEqual(there);
  });

  it('has fifty entries a page where nothing is said, and an empty page after the last', async () => {
    expect((await page({})).nodes).toHaveLength(23);
    const { endCursor } = (await page({})).pageInfo;
    expect(await page({ after: endCursor })).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null },
    });
  });

  it.each<[PageArguments, string, string]>([
    [{ first: 0 }, 'page-size-out-of-range', '/first'],
    [{ last: 101 }, 'page-size-out-of-range', '/last'],
    [{ first: 1, before: 'x' }, 'page-arguments-conflict', ''],
    [{ first: 1, last: 1 }, 'page-arguments-conflict', ''],
    [{ after: 'x' }, 'cursor-not-valid', '/after'],
    [{ before: '' }, 'cursor-not-valid', '/before'],
  ])('refuses %j', async (args, code, pointer) => {
    expect((await page(args)).problems).toMatchObject([{ code, pointer }]);
  });
});
