import { instantOf, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../tenancy/caller.ts';
import { AddressBuckets } from './address-buckets.ts';
import { CallerBuckets } from './caller-buckets.ts';

const START = 1_795_651_200_000;
const at = (milliseconds: number): Instant => instantOf(START + milliseconds) as Instant;
const caller = (id: string, district = 'yangpu'): Caller => ({
  district,
  kind: 'client',
  id,
  posts: [],
  scopes: [],
  sessionId: null,
  steppedUpUntil: null,
});

describe('the buckets of callers', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { poolSize: 4 });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  it('let a caller spend what is there at once, say exactly when there is enough again, and fill in a minute', async () => {
    const buckets = new CallerBuckets(database, 600);
    expect(await buckets.spend(caller('a'), 250, at(0))).toEqual({ retryAfter: 0, remaining: 350, limit: 600, full: 25_000 });
    expect(await buckets.spend(caller('a'), 350, at(0))).toMatchObject({ retryAfter: 0, remaining: 0, full: 60_000 });
    const refused = await buckets.spend(caller('a'), 30, at(0));
    expect(refused).toMatchObject({ retryAfter: 3_000, remaining: 0 });
    expect(await buckets.spend(caller('a'), 30, at(2_999))).toMatchObject({ retryAfter: 1 });
    expect(await buckets.spend(caller('a'), 30, at(3_000))).toMatchObject({ retryAfter: 0, remaining: 0 });
    expect(await buckets.spend(caller('a'), 1, at(3_600_000))).toMatchObject({ remaining: 599 });
  });

  it('are one for each caller of each district', async () => {
    const buckets = new CallerBuckets(database, 600);
    await buckets.spend(caller('b'), 600, at(0));
    expect((await buckets.spend(caller('b'), 1, at(0))).retryAfter).toBeGreaterThan(0);
    expect((await buckets.spend(caller('b', 'shangcheng'), 600, at(0))).retryAfter).toBe(0);
    expect((await buckets.spend(caller('c'), 600, at(0))).retryAfter).toBe(0);
  });

  it('are shared by processes, which together let no more through than there is', async () => {
    const processes = [0, 1, 2].map(() => new CallerBuckets(database, 600));
    const asked = Array.from({ length: 120 }, (_, n) => processes[n % 3]!.spend(caller('d'), 10, at(0)));
    const served = (await Promise.all(asked)).filter(({ retryAfter }) => retryAfter === 0).length;
    expect(served * 10).toBeLessThanOrEqual(600);
    // What a process has put aside and not spent is less than a request and a share.
    expect(served * 10).toBeGreaterThan(600 - 3 * (10 + 6));
    expect((await new CallerBuckets(database, 600).spend(caller('d'), 600, at(0))).retryAfter).toBeGreaterThan(0);
  });

  it('cost a statement for a hundredth of the bucket, and none while it is known to be empty', async () => {
    let drawn = 0;
    const counting = {
      inDistrict: (district: string, work: never) => {
        drawn += 1;
        return database.inDistrict(district, work);
      },
    } as unknown as Database;
    const buckets = new CallerBuckets(counting, 6_000);
    for (let n = 0; n < 122; n += 1) await buckets.spend(caller('e'), 1, at(0));
    expect(drawn).toBe(2);
    await buckets.spend(caller('e'), 5_878, at(0));
    const before = drawn;
    for (let n = 0; n < 50; n += 1) expect((await buckets.spend(caller('e'), 5, at(n % 10))).retryAfter).toBeGreaterThan(0);
    expect(drawn - before).toBeLessThanOrEqual(1);
  });
});

describe('the buckets of addresses', () => {
  it('let one spend what is there, say exactly when there is enough again, and know no other', () => {
    const buckets = new AddressBuckets(60);
    expect(buckets.spend('10.0.0.1', 60, at(0))).toMatchObject({ retryAfter: 0, remaining: 0 });
    expect(buckets.spend('10.0.0.1', 2, at(500))).toMatchObject({ retryAfter: 1_500 });
    expect(buckets.spend('10.0.0.1', 2, at(2_000))).toMatchObject({ retryAfter: 0 });
    expect(buckets.spend('10.0.0.2', 60, at(500))).toMatchObject({ retryAfter: 0 });
  });

  it('keep ten thousand in mind, those that asked last', () => {
    const buckets = new AddressBuckets(60);
    buckets.spend('first', 60, at(0));
    for (let n = 0; n < 9_999; n += 1) buckets.spend(`n${n}`, 60, at(0));
    expect(buckets.spend('first', 1, at(0)).retryAfter).toBeGreaterThan(0);
    for (let n = 0; n < 9_999; n += 1) buckets.spend(`m${n}`, 60, at(0));
    expect(buckets.spend('n0', 1, at(0)).retryAfter).toBe(0);
  });
});
